"""The report comes by itself, also after downtime, and once only; its reader walks on and says what was done."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from arriving_requests import count_week, usual_needs
from hotline_process import COORDINATORS, hotline_on

from needs_assessment import bind_chat, previous_week
from needs_assessment.periods import earlier, month_of, period
from simulator import Simulator, Staff, World
from storage import Database, utc_now
from storage.migrate import migrate

ZONE = ZoneInfo("Europe/Moscow")
WEEKS = 10


@pytest.fixture
async def week(tmp_path: Path) -> str:
    """An installation that was bound long ago, counted for ten weeks, and was down since the last one ended.

    In the last week many people are stuck at a border.
    """
    last = previous_week(utc_now(), ZONE)
    random = Random(1)
    needs = usual_needs(random)
    database = Database.at(f"sqlite:///{tmp_path / 'hamroh.db'}")
    await migrate(database)
    async with database.write() as tx:
        await bind_chat(tx, COORDINATORS, "en", utc_now() - timedelta(days=100))
        for one in (*earlier(last, WEEKS), last):
            await count_week(tx, one, 150, needs, random, ("RET.BRD", 60) if one == last else None)
    await database.close()
    return last


async def reports(marta: Staff, week: str) -> list[str]:
    return [one.text for one in await marta.shows() if f"Week {week}," in one.text and "photo" not in one.raw]


async def sees_file(marta: Staff, name: str) -> None:
    for _ in range(900):
        files = [one.raw["document"]["file_name"] for one in await marta.shows() if "document" in one.raw]
        if name in files:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"{name} did not come, only {files}")


@pytest.mark.long
async def test_a_report_missed_while_down_comes_at_the_start_and_not_again(
    simulator: Simulator, world: World, tmp_path: Path, week: str
) -> None:
    marta = await world.coordinator("Marta")
    # Monday 00:00 in the report's zone, so that the test holds on every day of the week.
    async with hotline_on(simulator, tmp_path, REPORT_AT="00:00", PREVIEW_RUNNING_WEEK="false") as hotline:
        picture = await marta.sees_media("photo", seconds=90)
        assert "Return and transport" in picture.text
        report = await marta.sees("Growing needs")
        assert "Return and transport" in report.text.split("Growing needs")[1]
        for suffix in ("xlsx", "zip"):
            await sees_file(marta, f"hamroh-coordinators-{week}.{suffix}")
        for end in (hotline.stop, hotline.kill):
            await end()
            await hotline.start()
        await marta.writes("/help")
        await marta.sees("comes by itself every Monday")
        assert len(await reports(marta, week)) == 1


async def test_a_coordinator_walks_through_the_weeks_and_says_what_was_done(
    simulator: Simulator, world: World, tmp_path: Path, week: str
) -> None:
    marta = await world.coordinator("Marta")
    before, whole = earlier(week, 1)[0], earlier(week, WEEKS)[4:]
    month = next(one for one in map(month_of, whole) if period(one).weeks[-1] <= week)
    async with hotline_on(simulator, tmp_path, REPORT_AT="00:00", PREVIEW_RUNNING_WEEK="false"):
        await sees_file(marta, f"hamroh-coordinators-{week}.zip")
        await marta.taps("✍️ What was done: Return and transport")
        await marta.taps("an authority or a consulate was spoken to")
        await marta.sees_alert("Noted")
        await marta.taps("‹ Back")
        await marta.taps(f"‹ {before}")
        await marta.sees(f"Week {before},")
        await marta.taps("⇄ Compare")
        await marta.sees(before)
        await marta.writes(f"/week {week}")
        await marta.sees("an authority or a consulate was spoken to")
        await marta.writes(f"/month {month}")
        await marta.sees(f"Month {month},")
        await marta.writes("/export 2026-W99")
        await marta.sees("There is no such week in the calendar")
        await marta.writes("/week 2030-W01")
        await marta.sees("This week is still to come")
