"""How fast people write, counted by all workers together in Redis; when it is away each worker counts for itself."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable
from datetime import datetime
from typing import cast

from redis.asyncio import Redis
from redis.exceptions import RedisError

from handlers.flood import SAID_EVERY, SPAN, MemoryFlood

log = logging.getLogger(__name__)

# Looked at and counted in one step of the server and on the server's clock: workers' clocks differ.
TAKE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local span, most = tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - span)
if redis.call('ZCARD', KEYS[1]) >= most then return 0 end
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('PEXPIRE', KEYS[1], span)
return 1
"""


class RedisFlood:
    """See `Flood`. The keys hold the keyed hash of a person, never a chat's id, and go after a minute."""

    def __init__(self, redis: Redis, alone: MemoryFlood) -> None:
        self._redis = redis
        self._alone = alone
        self._script = redis.register_script(TAKE)

    async def takes(self, key: str, now: datetime, most: int) -> bool:
        """See `Flood.takes`."""
        span = int(SPAN.total_seconds() * 1000)
        try:
            return bool(await self._script(keys=[f"hamroh:flood:{key}"], args=[secrets.token_hex(8), span, most]))
        except (RedisError, OSError) as error:
            log.warning("redis_away flood=memory fault=%s", type(error).__name__)
            return await self._alone.takes(key, now, most)

    async def may_say(self, key: str, now: datetime) -> bool:
        """See `Flood.may_say`."""
        try:
            said = self._redis.set(f"hamroh:flood:{key}:said", "1", px=SAID_EVERY, nx=True)
            return bool(await cast("Awaitable[object]", said))
        except (RedisError, OSError) as error:
            log.warning("redis_away flood=memory fault=%s", type(error).__name__)
            return await self._alone.may_say(key, now)
