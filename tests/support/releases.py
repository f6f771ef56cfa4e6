"""Releases by hand: what a reader has, without a database and without the real protection.

    a_release("2026-W47", category=[100, 60, None], language={"uz": 150, "ru": None})

A week, month or quarter gets all of its tables; a line that is not given is a printed 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import product
from typing import Any

from needs_assessment.periods import earlier, period
from needs_assessment.release import Audience, Cell, Release, Table
from needs_assessment.tables import VERSION, TableSpec, specs_of

Numbers = Sequence[int | None] | Mapping[Any, int | None]
"""In the order of the table's lines, the first ones; or by code, in a table of two dimensions by a pair of codes."""
BY_ITSELF = -1
"""The total follows from the categories."""
_HIDDEN = 3
"""What a hidden line is taken to hold where the total is worked out."""


def a_release(
    name: str = "2026-W47",
    *,
    total: int | None = BY_ITSELF,
    k: int = 5,
    number: int = 1,
    audience: Audience = Audience.COORDINATORS,
    series: str = VERSION,
    dropped: Sequence[str] = (),
    downtime: int = 0,
    kappa: float | None = None,
    pairs: int | None = None,
    running: bool = False,
    **tables: Numbers,
) -> Release:
    """A release of a period. `dropped` tables are not in it. Raises KeyError for a table or line there is none of."""
    this = period(name)
    specs = {spec.name: spec for spec in specs_of(this.kind)}
    unknown = set(tables) - set(specs)
    if unknown:
        raise KeyError(f"a {this.kind} has no tables {sorted(unknown)}")
    made = {one: _table(spec, tables.get(one, ())) for one, spec in specs.items() if one not in dropped}
    if "total" in made:
        counted = _sum(made["category"], k) if total == BY_ITSELF and "category" in made else total
        made["total"] = Table("total", (), (Cell((), counted),))
    made_on = this.days[1] + timedelta(days=1)
    return Release(audience, this, number, k, series, made_on, made, tuple(dropped), downtime, kappa, pairs, running)


def weeks_before(week: str, releases: int, **tables: Numbers) -> list[Release]:
    """Releases alike of the weeks before a week, the oldest first."""
    return [a_release(one, number=place, **tables) for place, one in enumerate(earlier(week, releases), start=1)]


def _table(spec: TableSpec, numbers: Numbers) -> Table:
    codes = list(product(*spec.lines))
    given = dict(numbers) if isinstance(numbers, Mapping) else dict(zip(codes, numbers, strict=False))
    by_codes = {code if isinstance(code, tuple) else (code,): n for code, n in given.items()}
    if not set(by_codes) <= set(codes) or len(given) != len(numbers):
        raise KeyError(f"{spec.name} has no such lines")
    return Table(spec.name, spec.dims, tuple(Cell(code, by_codes.get(code, 0)) for code in codes))


def _sum(table: Table, k: int) -> int | None:
    counted = sum(_HIDDEN if cell.count is None else cell.count for cell in table.cells)
    return None if 0 < counted < k else counted
