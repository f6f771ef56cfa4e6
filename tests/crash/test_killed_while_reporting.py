"""The hotline is killed when the first message of a report has arrived: every part comes, none twice unmarked."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hotline_process import COORDINATORS, hotline_on
from simulated_weeks import SimulatedHotline, counter_rows

from needs_assessment import bind_chat, previous_week
from needs_assessment.periods import Period, earlier, month_of, period
from needs_assessment.reports import FORMS, Form
from simulator import Simulator, Staff, World
from storage import Database, utc_now
from storage.migrate import migrate
from storage.tables import request_count

ZONE = ZoneInfo("Europe/Moscow")
MARK = "this may have reached you twice"
Parts = dict[tuple[str, str], list[str]]
"""By period and kind of message, what arrived, in its order."""


@pytest.fixture
async def due(tmp_path: Path) -> list[Period]:
    """What an installation has to report that was bound long ago, counted for five weeks, and was down since."""
    last = previous_week(utc_now(), ZONE)
    counted = SimulatedHotline(100)
    for week in (*earlier(last, 4), last):
        counted.count(week)
    database = Database.at(f"sqlite:///{tmp_path / 'hamroh.db'}")
    await migrate(database)
    async with database.write() as tx:
        await bind_chat(tx, COORDINATORS, "en", utc_now() - timedelta(days=100))
        await tx.execute(request_count.insert(), counter_rows(counted.counters))
    await database.close()
    month = period(month_of(last))
    return [period(last), *([month] if month.weeks[-1] == last else [])]


def expected(due: list[Period]) -> set[tuple[str, str]]:
    files = {(one.name, "zip" if form is Form.EXCHANGE else form) for one in due for form in FORMS[one.kind]}
    return {(name, str(form)) for name, form in files} | {(one.name, "text") for one in due}


async def arrived(marta: Staff, due: list[Period]) -> Parts:
    parts: Parts = defaultdict(list)
    for message in await marta.shows():
        for one in due:
            if (kind := _kind(message, one)) is not None:
                parts[one.name, kind].append(message.text)
    return parts


def _kind(message: Any, of: Period) -> str | None:
    if "document" in message.raw:
        name, _, suffix = message.raw["document"]["file_name"].rpartition(".")
        return suffix if name == f"hamroh-coordinators-{of.name}" else None
    if f"{of.kind.capitalize()} {of.name}, " not in message.text:
        return None
    return "png" if "photo" in message.raw else "text"


async def test_a_report_that_is_cut_off_is_finished_and_no_part_comes_twice_unmarked(
    tmp_path: Path, due: list[Period]
) -> None:
    async with Simulator.start(port=0, limits=False) as simulator:
        marta = await World(simulator.url).coordinator("Marta")
        async with hotline_on(simulator, tmp_path, REPORT_AT="00:00", PREVIEW_RUNNING_WEEK="false") as hotline:
            async with asyncio.timeout(180):
                while not (before := await arrived(marta, due)):
                    await asyncio.sleep(0.01)
            await hotline.kill()
            assert set(before) < expected(due), "it was killed too late"
            await hotline.start()
            async with asyncio.timeout(300):
                while set(await arrived(marta, due)) < expected(due):
                    await asyncio.sleep(0.2)
            await hotline.stop()  # what was under way is finished
            parts = await arrived(marta, due)
    assert set(parts) == expected(due)
    for part, copies in parts.items():
        assert sum(MARK not in text for text in copies) <= 1, part
        assert len(copies) <= 2, part
