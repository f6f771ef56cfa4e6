"""Cases coded twice: kappa as one reckons it by hand, how many are drawn, and that no row joins the two codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from needs_assessment import CaseEvent, UnknownCode, chance_of_second_look, count_case_event, count_pair, kappa_of
from needs_assessment.pairs import ENOUGH, MOST
from storage import Database
from storage.tables import request_count

AT = datetime(2026, 11, 18, 10, 0)
MONTH, BEFORE = "2026-11", AT - timedelta(weeks=4)
Pairs = Sequence[tuple[int, str, str]]


async def pair(database: Database, pairs: Pairs) -> None:
    async with database.write() as tx:
        for times, first, second in pairs:
            for _ in range(times):
                await count_pair(tx, at=AT, first=first, second=second)


async def kappa(database: Database, month: str = MONTH) -> tuple[float, int] | None:
    async with database.read() as tx:
        return await kappa_of(tx, month)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        # Cohen (1960) by hand: 50 pairs, agreement 35/50 = 0.7, by chance 25*30/2500 + 25*20/2500 = 0.5
        ([(20, "CON", "CON"), (5, "CON", "HEA"), (10, "HEA", "CON"), (15, "HEA", "HEA")], (0.4, 50)),
        # 40 pairs: agreement 33/40 = 0.825; by chance (20*19 + 12*13 + 8*8)/1600 = 0.375; (0.825-0.375)/0.625 = 0.72
        ([(16, "CON", "CON"), (4, "CON", "LEG"), (9, "LEG", "LEG"), (3, "LEG", "CON"), (8, "OTH.UNC", "OTH.UNC")],
         (0.7, 40)),
        ([(15, "CON.PAS", "CON.CER"), (15, "HEA", "HEA.MED")], (1.0, 30)),
        ([(15, "CON", "HEA"), (15, "HEA", "CON")], (-1.0, 30)),
        ([(30, "CON", "CON")], None),
        ([(15, "CON", "CON"), (14, "HEA", "HEA")], None),
    ],
)  # fmt: skip
async def test_kappa_is_what_one_reckons_by_hand(
    database: Database, pairs: Pairs, expected: tuple[float, int] | None
) -> None:
    await pair(database, pairs)
    assert await kappa(database) == expected
    assert await kappa(database, "2026-10") is None


async def test_no_row_joins_what_two_coders_said(database: Database) -> None:
    await pair(database, [(1, "CON.PAS", "HEA.INF")])
    async with database.read() as tx:
        mine = select(request_count).where(request_count.c.table_name == "coding_pairs")
        rows = (await tx.execute(mine)).all()
    assert {(row.period, row.code, row.code2) for row in rows if row.n} == {
        (MONTH, "_T", ""),
        (MONTH, "CON", "first"),
        (MONTH, "HEA", "second"),
    }


async def test_the_order_of_pairs_is_not_kept(database: Database) -> None:
    await pair(database, [(1, "PRO", "PRO")])
    async with database.read() as tx:
        before = {(row.code, row.code2) for row in await tx.execute(select(request_count))}
    await pair(database, [(1, "CON", "BAS")])
    async with database.read() as tx:
        assert {(row.code, row.code2) for row in await tx.execute(select(request_count))} == before


async def test_misconduct_makes_no_pair_and_nonsense_is_refused(database: Database) -> None:
    await pair(database, [(1, "CON", "FBK.SEA")])
    async with database.read() as tx:
        assert (await tx.execute(select(request_count))).all() == []
    with pytest.raises(UnknownCode):
        await pair(database, [(1, "CON", "Aziza")])


async def chance(database: Database) -> float:
    async with database.read() as tx:
        return await chance_of_second_look(tx, AT)


async def closed_last_month(database: Database, number: int) -> None:
    async with database.write() as tx:
        for _ in range(number):
            await count_case_event(tx, at=BEFORE, event=CaseEvent.SOLVED)


async def test_where_few_cases_close_each_is_drawn(database: Database) -> None:
    assert await chance(database) == 1
    await closed_last_month(database, 20)
    assert await chance(database) == 1


async def test_where_many_cases_close_as_many_are_drawn_as_give_enough_pairs(database: Database) -> None:
    await closed_last_month(database, 240)
    assert await chance(database) == pytest.approx(2 * ENOUGH / 240)


async def test_once_a_month_has_enough_pairs_no_more_are_drawn(database: Database) -> None:
    await pair(database, [(MOST - 1, "CON", "CON")])
    assert await chance(database) == 1
    await pair(database, [(1, "CON", "HEA")])
    assert await chance(database) == 0
