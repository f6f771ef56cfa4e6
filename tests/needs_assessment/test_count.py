from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from needs_assessment import (
    CaseEvent,
    Outcome,
    UnknownCode,
    count_about_person,
    count_case_event,
    count_request,
    iso_week,
    known_codes,
)
from needs_assessment.count import count_further, count_place, count_unmet
from needs_assessment.tables import table_specs
from storage import Database, Vault
from storage.migrate import migrate
from storage.tables import request_count

AT = datetime(2026, 11, 18, 13, 30, tzinfo=ZoneInfo("Europe/Moscow"))
"""A Wednesday of 2026-W47."""


async def counted(database: Database) -> dict[tuple[str, ...], int]:
    """The rows that are not 0."""
    async with database.read() as tx:
        rows = (await tx.execute(select(request_count))).all()
    return {(row.table_name, row.period, *filter(None, (row.code, row.code2))): row.n for row in rows if row.n}


async def count_one(database: Database, category: str | None = "CON.PAS", **other: Any) -> None:
    given = {"at": AT, "language": "uz", "outcome": Outcome.ANSWERED} | other
    async with database.write() as tx:
        await count_request(tx, category=category, **given)


async def test_a_request_counts_once_in_each_table(database: Database) -> None:
    await count_one(database)
    await count_one(database, None, language="tg", outcome=Outcome.UNMET)
    await count_one(database, "PRO.DET", asked_at=AT.replace(day=15, hour=23))
    assert await counted(database) == {
        ("total", "2026-W47", "_T"): 3,
        ("category", "2026-W47", "CON"): 1,
        ("category", "2026-W47", "OTH.UNC"): 1,
        ("category", "2026-W47", "PRO"): 1,
        ("language", "2026-W47", "uz"): 2,
        ("language", "2026-W47", "tg"): 1,
        ("outcome", "2026-W47", "answered"): 2,
        ("outcome", "2026-W47", "unmet"): 1,
        ("finer", "2026-11", "CON.PAS"): 1,
        ("hours", "2026-11", "3-12"): 2,
        ("hours", "2026-11", "7-20"): 1,
        ("by_language", "2026-11", "CON", "uz"): 1,
        ("by_language", "2026-11", "OTH.UNC", "tg"): 1,
        ("by_language", "2026-11", "PRO", "uz"): 1,
        ("sensitive", "2026-Q4", "PRO.DET"): 1,
    }


async def test_a_case_counts_its_further_needs_once_each_and_apart(database: Database) -> None:
    async with database.write() as tx:
        await count_further(tx, at=AT, codes=["HEA.MED", "HEA.GEN", "MON.NOM"])
        await count_case_event(tx, at=AT, event=CaseEvent.UNSOLVED)
        await count_unmet(tx, at=AT, category="PRO.TIP")
        await count_about_person(tx, at=AT, table="age", code="25_34")
        await count_place(tx, at=AT, category=None, region="border")
    assert await counted(database) == {
        ("further", "2026-W47", "HEA"): 1,
        ("further", "2026-W47", "MON"): 1,
        ("cases", "2026-W47", "unsolved"): 1,
        ("unmet", "2026-11", "PRO"): 1,
        ("age", "2026-11", "25_34"): 1,
        ("by_region", "2026-11", "OTH.UNC", "border"): 1,
    }


async def test_no_row_joins_more_than_its_table_prints(database: Database) -> None:
    await count_one(database)
    joined = {name for name, spec in table_specs().items() if len(spec.dims) == 2}
    async with database.read() as tx:
        rows = (await tx.execute(select(request_count))).all()
    assert {row.table_name for row in rows if row.code2} == joined == {"by_language", "by_region"}


async def test_misconduct_of_staff_leaves_no_trace(database: Database) -> None:
    await count_one(database, "FBK.SEA")
    async with database.read() as tx:
        assert (await tx.execute(select(request_count))).all() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"category": "XXX"},
        {"category": "FBK.SEA", "language": "xx"},
        {"language": "xx"},
        {"language": "777000123"},
        {"outcome": "forgotten"},
    ],
)
async def test_what_no_table_has_is_refused_before_anything_is_counted(
    database: Database, wrong: dict[str, Any]
) -> None:
    with pytest.raises(UnknownCode) as raised:
        await count_one(database, **wrong)
    assert await counted(database) == {}
    assert not any(str(value) in str(raised.value) for value in wrong.values())


async def test_a_transaction_that_is_undone_leaves_no_trace(database: Database) -> None:
    await count_one(database)
    before = await counted(database)

    async def crash() -> None:
        async with database.write() as tx:
            await count_request(tx, at=AT, category="HEA", language="ru", outcome=Outcome.UNMET)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await crash()
    assert await counted(database) == before


async def test_two_workers_counting_at_once_lose_nothing(database: Database) -> None:
    async def work(category: str, language: str) -> None:
        for _ in range(100):
            await count_one(database, category, language=language)

    async with asyncio.TaskGroup() as workers:
        workers.create_task(work("CON.PAS", "uz"))
        workers.create_task(work("LEG.REG", "tg"))
    found = await counted(database)
    assert found["total", "2026-W47", "_T"] == found["outcome", "2026-W47", "answered"] == 200
    assert found["category", "2026-W47", "CON"] == found["by_language", "2026-11", "LEG", "tg"] == 100


async def test_nothing_about_anybody_stands_in_the_counters(database: Database, vault: Vault) -> None:
    """The canary: a row holds codes of the fixed lists, a week and a number, and there is no other column."""
    chat_id = 777000123
    for category in ("CON.PAS", None, "PRO.TIP"):
        await count_one(database, category)
    async with database.read() as tx:
        rows = (await tx.execute(select(request_count))).mappings().all()
    assert all(set(row) == {"table_name", "period", "code", "code2", "n"} for row in rows)
    printed = (code for spec in table_specs().values() for codes in spec.lines for code in codes)
    allowed = {*known_codes(), *printed, "_T", ""}
    assert {row["code"] for row in rows} | {row["code2"] for row in rows} <= allowed
    assert not any(secret in str(rows) for secret in (str(chat_id), vault.person_key(chat_id), "PRO.TIP"))


async def test_the_order_of_the_first_requests_is_not_kept(tmp_path: Path) -> None:
    """Two files that differ only in who asked for what first: their rows lie in the same order."""
    requests = [("CON.PAS", "uz", Outcome.ANSWERED), ("HEA.INF", "tk", Outcome.ESCALATED)]
    layouts = []
    for number, order in enumerate((requests, requests[::-1])):
        database = Database.at(f"sqlite:///{tmp_path / f'{number}.db'}")
        await migrate(database)
        for category, language, outcome in order:
            await count_one(database, category, language=language, outcome=outcome)
        async with database.read() as tx:
            layouts.append((await tx.exec_driver_sql("SELECT rowid, * FROM request_count ORDER BY rowid")).all())
        await database.close()
    assert layouts[0] == layouts[1]
    assert Counter(row.table_name for row in layouts[0])["total"] == 1


async def test_a_language_added_within_a_week_is_counted(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await count_one(database)
    monkeypatch.setattr("needs_assessment.count.languages", lambda: ("hy", "uz"))
    await count_one(database, language="hy")
    assert (await counted(database))["language", "2026-W47", "hy"] == 1


@pytest.mark.parametrize(
    ("moment", "zone", "week"),
    [
        (datetime(2026, 11, 22, 20, 59, tzinfo=UTC), "Europe/Moscow", "2026-W47"),
        (datetime(2026, 11, 22, 21, 0, tzinfo=UTC), "Europe/Moscow", "2026-W48"),
        (datetime(2026, 11, 22, 21, 0, tzinfo=UTC), "UTC", "2026-W47"),
        (datetime(2027, 1, 1, 12, 0, tzinfo=UTC), "Asia/Tashkent", "2026-W53"),
    ],
)
def test_a_week_begins_at_midnight_of_the_missions_zone(moment: datetime, zone: str, week: str) -> None:
    assert iso_week(moment, ZoneInfo(zone)) == week
