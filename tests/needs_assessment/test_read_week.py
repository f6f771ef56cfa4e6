from __future__ import annotations

import pytest
from sqlalchemy import update

from needs_assessment import NotProtected, Outcome, ThresholdTooLow, read_week
from needs_assessment.tables import lines
from storage import Database
from storage.tables import request_count


def shown(cells: tuple[object, ...]) -> dict[str, int | None]:
    return {cell.code: cell.count for cell in cells if cell.count != 0}  # type: ignore[attr-defined]


async def test_what_was_counted_is_read_with_the_small_cells_hidden(database: Database, count_many) -> None:
    await count_many(20, "CON.PAS", "uz")
    await count_many(9, "LEG.REG", "tg")
    await count_many(3, None, "tg", Outcome.UNMET)
    async with database.read() as tx:
        week = await read_week(tx, "2026-W47")
    assert (week.week, week.k, week.total, week.running) == ("2026-W47", 5, 32, False)
    assert shown(week.tables["category"]) == {"CON": 20, "LEG": None, "OTH.UNC": None}
    assert shown(week.tables["language"]) == {"tg": 12, "uz": 20}
    assert shown(week.tables["outcome"]) == {"answered": None, "unmet": None}
    assert week.hidden_cells == 4


async def test_every_line_is_there_also_those_without_requests(database: Database, count_many) -> None:
    await count_many(20, "CON.PAS")
    async with database.read() as tx:
        week = await read_week(tx, "2026-W47")
    assert {name: tuple(cell.code for cell in cells) for name, cells in week.tables.items()} == {
        name.removeprefix("week_"): codes for name, codes in lines().items()
    }


async def test_weeks_are_apart(database: Database, count_many) -> None:
    await count_many(20, "CON.PAS", week="2026-W46")
    await count_many(7, "CON.PAS", week="2026-W47")
    async with database.read() as tx:
        assert (await read_week(tx, "2026-W46")).total == 20
        assert (await read_week(tx, "2026-W47")).total == 7
        assert (await read_week(tx, "2026-W45")).total == 0


async def test_a_mission_may_raise_the_threshold_and_not_lower_it(database: Database, count_many) -> None:
    await count_many(9, "CON.PAS")
    async with database.read() as tx:
        assert (await read_week(tx, "2026-W47", k=10)).total is None
        with pytest.raises(ThresholdTooLow):
            await read_week(tx, "2026-W47", k=4)


async def test_a_preview_is_protected_and_marked(database: Database, count_many) -> None:
    await count_many(4, "CON.PAS")
    async with database.read() as tx:
        week = await read_week(tx, "2026-W47", running=True)
    assert week.running
    assert week.total is None


async def test_a_line_that_a_newer_code_list_dropped_keeps_its_number(database: Database, count_many) -> None:
    await count_many(20, "CON.PAS")
    await count_many(9, "FAM.TRC")
    old = (request_count.c.table_name == "week_category") & (request_count.c.code == "FAM")
    async with database.write() as tx:
        await tx.execute(update(request_count).where(old).values(code="OLD"))
        week = await read_week(tx, "2026-W47")
    assert shown(week.tables["category"]) == {"CON": 20, "OLD": 9}


async def test_counters_that_somebody_changed_are_not_shown(database: Database, count_many) -> None:
    await count_many(20, "CON.PAS")
    async with database.write() as tx:
        await tx.execute(update(request_count).where(request_count.c.code == "CON").values(n=19))
        with pytest.raises(NotProtected):
            await read_week(tx, "2026-W47")
