"""Reading the counters of a period. What is read here is not protected: only `make` and `archive` may ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from sqlalchemy import select

from needs_assessment.periods import Kind, Period, month_of, period, quarter_of
from needs_assessment.tables import TableSpec, table_specs
from storage import Tx
from storage.tables import request_count

Counts = Mapping[tuple[str, ...], int]
"""A table as it was counted: codes in the order of its dims → how many."""
Counted = Mapping[tuple[str, str], Counts]
"""Tables as they were counted, by name and period."""


def periods_of(weeks: Iterable[str]) -> tuple[str, ...]:
    """The weeks themselves, and the months and quarters they lie in: the names of all periods that hang together."""
    known = sorted(set(weeks))
    months, quarters = ({name(week) for week in known} for name in (month_of, quarter_of))
    return (*known, *sorted(months), *sorted(quarters))


async def read_counters(tx: Tx, names: Iterable[str]) -> Counted:
    """Every table of these periods, each line of the list with its number; a period nobody counted in is left out."""
    wanted = list(names)
    found: dict[tuple[str, str], dict[tuple[str, ...], int]] = {}
    counters = request_count.c
    for row in await tx.execute(select(request_count).where(counters.period.in_(wanted))):
        spec = table_specs().get(row.table_name)
        if spec is not None:
            codes = (row.code, row.code2)[: len(spec.dims)]
            found.setdefault((spec.name, row.period), {})[codes] = row.n
    return {key: _in_order(table_specs()[key[0]], counts) for key, counts in found.items()}


def summed(counted: Counted, spec: TableSpec, over: Period) -> Counts:
    """A weekly table over a longer period."""
    total = dict.fromkeys(product(*spec.lines), 0)
    for week in over.weeks:
        for codes, n in counted.get((spec.name, week), {}).items():
            total[codes] = total.get(codes, 0) + n
    return total


async def counted_weeks(tx: Tx) -> tuple[str, ...]:
    """The weeks in which anything was counted, the oldest first."""
    totals = select(request_count.c.period).where(request_count.c.table_name == "total")
    names = [name for name in (await tx.execute(totals)).scalars() if period(name).kind is Kind.WEEK]
    return tuple(sorted(names))


def _in_order(spec: TableSpec, counts: Mapping[tuple[str, ...], int]) -> Counts:
    """A code that a newer list dropped keeps its line, behind the others, in the periods in which it was counted."""
    lines = list(product(*spec.lines))
    dropped = sorted(codes for codes, n in counts.items() if n and codes not in set(lines))
    return {codes: counts.get(codes, 0) for codes in (*lines, *dropped)}
