"""How fast one person may write, counted by several workers together on a real Redis."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from redis.asyncio import Redis

from handlers.flood import QUESTIONS, SAID_EVERY, SPAN, MemoryFlood
from handlers.redis_flood import RedisFlood
from storage import Vault

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    client: Redis = Redis.from_url(redis_url)
    await client.flushall()
    yield client
    await client.aclose()


async def test_two_workers_count_one_person_together_and_others_apart(redis: Redis) -> None:
    one, two = (RedisFlood(redis, MemoryFlood()) for _ in range(2))
    taken = [await flood.takes("a", NOW, QUESTIONS) for flood in (one, two) * QUESTIONS]
    assert taken == [True] * QUESTIONS + [False] * QUESTIONS
    assert await two.takes("b", NOW, QUESTIONS)
    assert await two.takes("a", NOW, QUESTIONS + 1), "in a case more may be written"


async def test_who_writes_too_fast_is_told_by_one_worker(redis: Redis) -> None:
    one, two = (RedisFlood(redis, MemoryFlood()) for _ in range(2))
    assert [await flood.may_say("a", NOW) for flood in (one, two, one)] == [True, False, False]
    assert await two.may_say("b", NOW)


async def test_redis_holds_no_chat_id_and_forgets_by_itself(redis: Redis, vault: Vault) -> None:
    flood = RedisFlood(redis, MemoryFlood())
    key = vault.person_key(777000111)
    await flood.takes(key, NOW, QUESTIONS)
    await flood.may_say(key, NOW)
    held = {bytes(name).decode(): await redis.pttl(name) for name in await redis.keys("*")}
    assert len(held) == 2
    assert all(key in name and "777000111" not in name for name in held)
    assert all(0 < left <= SPAN / timedelta(milliseconds=1) for left in held.values())


async def test_without_redis_a_worker_counts_alone() -> None:
    away: Redis = Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.1)
    flood = RedisFlood(away, MemoryFlood())
    taken = [await flood.takes("a", NOW, QUESTIONS) for _ in range(QUESTIONS + 1)]
    assert taken == [True] * QUESTIONS + [False]
    assert await flood.takes("a", NOW + SPAN, QUESTIONS)
    assert [await flood.may_say("a", NOW + late) for late in (timedelta(), timedelta(seconds=1), SAID_EVERY)] == [
        True,
        False,
        True,
    ]
    await away.aclose()
