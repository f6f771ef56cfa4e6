from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from needs_assessment import period
from needs_assessment.downtime import downtime_in, still_alive
from storage import Database

MOSCOW = ZoneInfo("Europe/Moscow")
SUNDAY = datetime(2026, 11, 22, 23, 0, tzinfo=MOSCOW).astimezone(UTC)


async def alive(database: Database, *minutes: int) -> None:
    for minute in minutes:
        async with database.write() as tx:
            await still_alive(tx, SUNDAY + timedelta(minutes=minute), MOSCOW)


async def down(database: Database, name: str) -> int:
    async with database.read() as tx:
        return await downtime_in(tx, period(name))


async def test_a_silence_counts_in_the_weeks_in_which_it_lay(database: Database) -> None:
    await alive(database, 0, 1, 2, 92, 93)
    assert (await down(database, "2026-W47"), await down(database, "2026-W48")) == (58, 32)
    assert await down(database, "2026-Q4") == 90


async def test_a_restart_is_no_downtime(database: Database) -> None:
    await alive(database, 0, 4, 8, 12)
    assert await down(database, "2026-W47") == 0


async def test_two_workers_that_say_so_in_turn_count_nothing(database: Database) -> None:
    await alive(database, 0, 0, 1, 1, 2, 1, 2)
    assert await down(database, "2026-W47") == 0
