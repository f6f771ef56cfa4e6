"""The weekly report comes by itself, also after downtime, and once only."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hotline_process import COORDINATORS, hotline_on

from needs_assessment import Outcome, bind_chat, count_request, previous_week
from simulator import Simulator, Staff, World
from storage import Database, utc_now
from storage.migrate import migrate

ZONE = ZoneInfo("Europe/Moscow")


async def counted_last_week(folder: Path) -> str:
    """An installation that was bound three weeks ago, counted last week, and was down since."""
    week = previous_week(utc_now(), ZONE)
    database = Database.at(f"sqlite:///{folder / 'hamroh.db'}")
    await migrate(database)
    async with database.write() as tx:
        await bind_chat(tx, COORDINATORS, "en", utc_now() - timedelta(days=21))
        for _ in range(12):
            await count_request(tx, week=week, category="HEA.EMG", language="tg", outcome=Outcome.ANSWERED)
    await database.close()
    return week


async def reports(marta: Staff, week: str) -> int:
    return sum(f"Week {week}" in one.text for one in await marta.shows())


async def test_a_report_missed_while_down_comes_at_the_start_and_not_again(
    simulator: Simulator, world: World, tmp_path: Path
) -> None:
    week = await counted_last_week(tmp_path)
    marta = await world.coordinator("Marta")
    # Monday 00:00 in the report's zone, so that the test holds on every day of the week.
    async with hotline_on(simulator, tmp_path, REPORT_AT="00:00") as hotline:
        report = await marta.sees(f"Week {week}")
        assert "Health" in report.text
        for end in (hotline.stop, hotline.kill):
            await end()
            await hotline.start()
        await marta.writes("/help")
        await marta.sees("comes by itself every Monday")
        assert await reports(marta, week) == 1
