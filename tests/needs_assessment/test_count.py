from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from needs_assessment import Outcome, UnknownCode, count_request, iso_week, known_codes
from needs_assessment.tables import lines
from storage import Database, Vault
from storage.migrate import migrate
from storage.tables import request_count

WEEK = "2026-W47"


async def counted(database: Database) -> dict[tuple[str, str], int]:
    """The rows that are not 0."""
    async with database.read() as tx:
        rows = (await tx.execute(select(request_count))).all()
    return {(row.table_name, row.code): row.n for row in rows if row.n}


async def count_one(database: Database, category: str | None = "CON.PAS", **other: Any) -> None:
    given = {"week": WEEK, "language": "uz", "outcome": Outcome.ANSWERED} | other
    async with database.write() as tx:
        await count_request(tx, category=category, **given)


async def test_a_request_counts_once_in_each_table(database: Database) -> None:
    await count_one(database)
    await count_one(database, None, language="tg", outcome=Outcome.UNMET)
    assert await counted(database) == {
        ("week_total", "_T"): 2,
        ("week_category", "CON"): 1,
        ("week_category", "OTH.UNC"): 1,
        ("week_language", "uz"): 1,
        ("week_language", "tg"): 1,
        ("week_outcome", "answered"): 1,
        ("week_outcome", "unmet"): 1,
    }


async def test_no_row_joins_two_tables(database: Database) -> None:
    await count_one(database)
    async with database.read() as tx:
        assert set((await tx.execute(select(request_count.c.code2))).scalars()) == {""}


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
        {"week": "2026-11"},
        {"week": "2026-W54"},
        {"week": "Aziza"},
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
            await count_request(tx, week=WEEK, category="HEA", language="ru", outcome=Outcome.UNMET)
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
    assert await counted(database) == {
        ("week_total", "_T"): 200,
        ("week_category", "CON"): 100,
        ("week_category", "LEG"): 100,
        ("week_language", "uz"): 100,
        ("week_language", "tg"): 100,
        ("week_outcome", "answered"): 200,
    }


async def test_nothing_about_anybody_stands_in_the_counters(database: Database, vault: Vault) -> None:
    """The canary: a row holds codes of the fixed lists, a week and a number, and there is no other column."""
    chat_id = 777000123
    for category in ("CON.PAS", None, "PRO.TIP"):
        await count_one(database, category)
    async with database.read() as tx:
        rows = (await tx.execute(select(request_count))).mappings().all()
    assert all(set(row) == {"table_name", "period", "code", "code2", "n"} for row in rows)
    allowed = {*known_codes(), *(code for codes in lines().values() for code in codes), "_T", ""}
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
    assert Counter(row.table_name for row in layouts[0])["week_total"] == 1


async def test_a_language_added_within_a_week_is_counted(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await count_one(database)
    monkeypatch.setattr("needs_assessment.count.languages", lambda: ("hy", "uz"))
    await count_one(database, language="hy")
    assert (await counted(database))["week_language", "hy"] == 1


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
