"""How far two coders agree: some closed cases are coded again, blind, and Cohen's kappa says how far that was no luck.

Kappa needs how often both said the same, and how often each said what: so these are counted, and no row joins what the
two said of one case. The counters are of a month, on the weekly lines, and are never printed; only kappa is.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlalchemy import select

from needs_assessment.categories import NEVER_COUNTED, known_codes
from needs_assessment.count import Key, add, hold
from needs_assessment.errors import UnknownCode
from needs_assessment.lines import week_line, week_lines
from needs_assessment.periods import earlier, month_of, period
from needs_assessment.release import WHOLE
from needs_assessment.tables import CaseEvent
from storage import Tx, insert_or_ignore
from storage.retention import iso_week
from storage.tables import request_count

TABLE = "coding_pairs"
FIRST, SECOND = "first", "second"
ENOUGH = 30
"""Below so many pairs a month kappa says nothing."""
MOST = 40
ASKED_FOR = 60
"""A month: about every second colleague who is asked finds the time."""
STEP = 0.05

_ENDED = (CaseEvent.SOLVED, CaseEvent.UNSOLVED, CaseEvent.REFERRED)


async def chance_of_second_look(tx: Tx, at: datetime) -> float:
    """With what probability a case that closes now is coded again: so that last month's number gives enough pairs."""
    month = month_of(iso_week(at))
    if (await _counts(tx, month))[WHOLE, ""] >= MOST:
        return 0.0
    before = period(month_of(earlier(period(month).weeks[0], 1)[0])).weeks
    rows = select(request_count.c.n).where(
        request_count.c.table_name == "cases",
        request_count.c.period.in_(before),
        request_count.c.code.in_([str(one) for one in _ENDED]),
    )
    closed = sum((await tx.execute(rows)).scalars())
    return min(1.0, ASKED_FOR / closed) if closed else 1.0


async def count_pair(tx: Tx, *, at: datetime, first: str, second: str) -> None:
    """Two coders have said what a case was about. Raises UnknownCode."""
    if {first, second} - known_codes():
        raise UnknownCode("there is no such category; the known ones are in categories.csv")
    if {first, second} & NEVER_COUNTED:
        return
    week, one, other = iso_week(at), week_line(first), week_line(second)
    month = month_of(week)
    keys = [Key(TABLE, month, WHOLE), Key(TABLE, month, one, FIRST), Key(TABLE, month, other, SECOND)]
    if one == other:
        keys.append(Key(TABLE, month, WHOLE, "same"))
    await hold(tx, week)
    await insert_or_ignore(tx, request_count, [_row(key) for key in _layout(month)])
    await add(tx, week, keys)


async def kappa_of(tx: Tx, month: str) -> tuple[float, int] | None:
    """Cohen's kappa of a month, to the nearest 0.05, and of how many pairs.

    None where they are too few, or where both coders always said one and the same thing: then it has no value.
    Raises PeriodInvalid.
    """
    counts = await _counts(tx, period(month).name)
    pairs = counts[WHOLE, ""]
    if pairs < ENOUGH:
        return None
    by_chance = sum(counts[line, FIRST] * counts[line, SECOND] for line in week_lines()) / pairs**2
    if by_chance == 1:
        return None
    kappa = (counts[WHOLE, "same"] / pairs - by_chance) / (1 - by_chance)
    return round(round(kappa / STEP) * STEP, 2), pairs


async def _counts(tx: Tx, month: str) -> Counter[tuple[str, str]]:
    mine = (request_count.c.table_name == TABLE) & (request_count.c.period == month)
    rows = await tx.execute(select(request_count).where(mine))
    return Counter({(row.code, row.code2): int(row.n) for row in rows})


def _layout(month: str) -> list[Key]:
    """Every counter of a month, in one fixed order: see `needs_assessment.count`."""
    lines = [Key(TABLE, month, line, who) for who in (FIRST, SECOND) for line in week_lines()]
    return [Key(TABLE, month, WHOLE), Key(TABLE, month, WHOLE, "same"), *lines]


def _row(key: Key) -> dict[str, object]:
    return {"table_name": key.table, "period": key.period, "code": key.code, "code2": key.code2, "n": 0}
