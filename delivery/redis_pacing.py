"""Pacing shared by several workers through Redis; when Redis is away each worker paces for itself."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable
from typing import cast

from redis.asyncio import Redis
from redis.exceptions import RedisError

from delivery.pacing import Limit, MemoryPacer, limits_of

log = logging.getLogger(__name__)

# Both windows are looked at before either is taken, in one step of the server and on the server's clock.
TAKE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local wait = 0
for i, key in ipairs(KEYS) do
  local calls, span, window = tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i]), ARGV[3 * i + 1] == '1'
  local left = redis.call('PTTL', key .. ':held')
  if window then
    redis.call('ZREMRANGEBYSCORE', key, '-inf', now - span)
    local over = redis.call('ZCARD', key) - calls
    if over >= 0 then
      left = math.max(left, tonumber(redis.call('ZRANGE', key, over, over, 'WITHSCORES')[2]) + span - now)
    end
  else
    local full = tonumber(redis.call('GET', key) or now)
    left = math.max(left, math.ceil(full - (calls - 1) * span / calls - now))
  end
  wait = math.max(wait, left)
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  local calls, span, window = tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i]), ARGV[3 * i + 1] == '1'
  if window then
    redis.call('ZADD', key, now, ARGV[1])
  else
    redis.call('SET', key, math.max(now, tonumber(redis.call('GET', key) or now)) + span / calls)
  end
  redis.call('PEXPIRE', key, span + 1000)
end
return 0
"""


class RedisPacer:
    """Sliding windows in sorted sets; the keys hold keyed hashes and group ids, never a person's chat id."""

    def __init__(self, redis: Redis, alone: MemoryPacer) -> None:
        self._redis = redis
        self._alone = alone
        self._script = redis.register_script(TAKE)

    async def take(self, pace: str | None, rank: int = 0) -> float:
        """See `Pacer.take`."""
        limits = limits_of(pace, rank)
        arguments = [part for _, limit in limits for part in _milliseconds(limit)]
        try:
            wait = await self._script(keys=[_key(name) for name, _ in limits], args=[secrets.token_hex(8), *arguments])
        except (RedisError, OSError) as error:
            log.warning("redis_away pacing=memory fault=%s", type(error).__name__)
            return await self._alone.take(pace, rank)
        return float(wait) / 1000

    async def hold(self, pace: str | None, seconds: float) -> None:
        """See `Pacer.hold`."""
        await self._alone.hold(pace, seconds)
        try:
            held = self._redis.set(f"{_key(pace or '')}:held", "1", px=max(1, int(seconds * 1000)))
            await cast("Awaitable[object]", held)
        except (RedisError, OSError) as error:
            log.warning("redis_away pacing=memory fault=%s", type(error).__name__)


def _key(pace: str) -> str:
    return f"hamroh:pace:{pace}"


def _milliseconds(limit: Limit) -> tuple[int, int, int]:
    return limit.calls, int(limit.seconds * 1000), int(limit.window)
