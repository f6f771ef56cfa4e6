"""What several workers share beside the database."""

from __future__ import annotations

from pathlib import Path

from hotline_process import SECRET
from redis.asyncio import Redis

from bot.app import open_hotline
from bot.settings import read_settings
from handlers.flood import QUESTIONS, MemoryFlood
from handlers.redis_flood import RedisFlood
from storage import utc_now


async def test_a_worker_counts_where_the_others_do(redis_url: str, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'hamroh.db'}"
    settings = read_settings(bot_token="1:test", database_url=database, secret_key=SECRET, redis_url=redis_url)
    redis: Redis = Redis.from_url(redis_url)
    await redis.flushall()
    async with open_hotline(settings) as hotline:
        for _ in range(QUESTIONS):
            assert await hotline.house.flood.takes("a", utc_now(), QUESTIONS)
    assert not await RedisFlood(redis, MemoryFlood()).takes("a", utc_now(), QUESTIONS)
    await redis.aclose()
