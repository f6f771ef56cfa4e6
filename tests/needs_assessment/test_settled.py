"""What a case becomes in the counters, and an answer that did not help."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from needs_assessment import CaseEvent, Outcome, Settled, count_request, count_settled, mark_unhelpful
from storage import Database
from storage.tables import request_count

ZONE = ZoneInfo("Europe/Moscow")
MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=ZONE)
WEEK, MONTH, QUARTER = "2026-W47", "2026-11", "2026-Q4"
CASE = Settled(
    at=MONDAY,
    asked_at=MONDAY - timedelta(days=1),
    language="uz",
    codes=("CON.PAS", "WRK.WAG", "HEA.MED"),
    answered=True,
    by_operator=True,
    result=CaseEvent.SOLVED,
    minutes=42,
    region="volga",
)


async def counted(database: Database) -> dict[tuple[str, ...], int]:
    async with database.read() as tx:
        rows = (await tx.execute(select(request_count))).all()
    return {tuple(filter(None, (row.table_name, row.period, row.code, row.code2))): row.n for row in rows if row.n}


async def settled(database: Database, **other: Any) -> bool:
    async with database.write() as tx:
        return await count_settled(tx, replace(CASE, **other))


async def test_a_case_counts_once_in_each_of_its_tables(database: Database) -> None:
    assert await settled(database)
    assert await counted(database) == {
        ("total", WEEK, "_T"): 1,
        ("category", WEEK, "CON"): 1,
        ("language", WEEK, "uz"): 1,
        ("outcome", WEEK, "answered_by_operator"): 1,
        ("further", WEEK, "WRK"): 1,
        ("further", WEEK, "HEA"): 1,
        ("cases", WEEK, "solved"): 1,
        ("handling", WEEK, "45"): 1,
        ("finer", MONTH, "CON.PAS"): 1,
        ("hours", MONTH, "7-08"): 1,
        ("by_language", MONTH, "CON", "uz"): 1,
        ("by_region", MONTH, "CON", "volga"): 1,
    }


@pytest.mark.parametrize(
    ("ended", "outcome"),
    [
        ({"answered": True, "by_operator": True}, Outcome.ANSWERED_BY_OPERATOR),
        ({"answered": True, "by_operator": False, "result": None}, Outcome.ANSWERED_BY_OPERATOR),
        ({"answered": False, "by_operator": False, "result": None}, Outcome.ABANDONED),
        ({"answered": False, "by_operator": True}, Outcome.ESCALATED),
        ({"answered": True, "by_operator": True, "result": CaseEvent.REFERRED}, Outcome.ESCALATED),
    ],
)
async def test_how_a_case_ended_is_its_outcome(database: Database, ended: dict[str, Any], outcome: Outcome) -> None:
    await settled(database, **ended)
    assert [key[2] for key in await counted(database) if key[0] == "outcome"] == [str(outcome)]


async def test_an_unsolved_case_is_an_unmet_need(database: Database) -> None:
    await settled(database, result=CaseEvent.UNSOLVED)
    now = await counted(database)
    assert (now["unmet", MONTH, "CON"], now["cases", WEEK, "unsolved"]) == (1, 1)
    assert sum(n for key, n in now.items() if key[0] == "unmet") == 1


async def test_a_case_that_nobody_coded_is_uncoded_also_where_it_is(database: Database) -> None:
    await settled(database, codes=(), result=None, minutes=None)
    now = await counted(database)
    assert (now["category", WEEK, "OTH.UNC"], now["by_region", MONTH, "OTH.UNC", "volga"]) == (1, 1)
    assert not {key[0] for key in now} & {"cases", "handling", "further", "unmet"}


async def test_a_code_that_a_newer_list_has_lost_stops_no_case(database: Database) -> None:
    await settled(database, codes=("XXX.YYY", "HEA"))
    assert (await counted(database))["category", WEEK, "HEA"] == 1


@pytest.mark.parametrize("codes", [("FBK.SEA",), ("CON.PAS", "FBK.SEA")])
async def test_of_a_case_of_misconduct_nothing_is_counted(database: Database, codes: tuple[str, ...]) -> None:
    assert not await settled(database, codes=codes)
    assert await counted(database) == {}


async def answered(database: Database, at: datetime = MONDAY) -> None:
    async with database.write() as tx:
        await count_request(tx, at=at, category="CON.PAS", language="uz", outcome=Outcome.ANSWERED)


async def unhelpful(database: Database, at: datetime, shown_at: datetime) -> bool:
    async with database.write() as tx:
        return await mark_unhelpful(tx, at, shown_at)


async def test_not_helpful_moves_one_count_and_no_total(database: Database) -> None:
    for _ in range(2):
        await answered(database)
    assert await unhelpful(database, MONDAY + timedelta(days=6, hours=13), MONDAY)
    now = await counted(database)
    assert (now["outcome", WEEK, "answered"], now["outcome", WEEK, "unhelpful"]) == (1, 1)
    assert (now["total", WEEK, "_T"], now["category", WEEK, "CON"]) == (2, 2)


async def test_not_helpful_takes_nothing_from_under_zero(database: Database) -> None:
    await answered(database)
    assert await unhelpful(database, MONDAY, MONDAY)
    assert not await unhelpful(database, MONDAY, MONDAY)
    assert not await unhelpful(database, MONDAY + timedelta(weeks=5), MONDAY + timedelta(weeks=5))
    now = await counted(database)
    assert ("outcome", WEEK, "answered") not in now
    assert now["outcome", WEEK, "unhelpful"] == 1


async def test_not_helpful_changes_no_week_that_is_over(database: Database) -> None:
    """By the mission's clock: Monday has begun in Moscow while it is Sunday evening in Greenwich."""
    sunday = datetime(2026, 11, 22, 23, 59, tzinfo=ZONE)
    await answered(database, sunday)
    await answered(database, sunday + timedelta(hours=1))
    before = await counted(database)
    assert not await unhelpful(database, sunday + timedelta(minutes=1), sunday)
    assert await counted(database) == before
