"""Reports of an invented hotline with everything in them: hidden cells, an emerging need, a month, a quarter.

Numbers that are hidden do not exist here either: so a form can show only what a reader may see.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from statistics import median

from needs_assessment.lines import week_lines
from needs_assessment.periods import Kind, earlier, period
from needs_assessment.release import Audience, Cell, Release, Table
from needs_assessment.reports.summary import (
    Action,
    ActionKind,
    Change,
    Compared,
    Emerging,
    Power,
    Quality,
    Service,
    Summary,
    Trend,
    Waits,
)
from needs_assessment.tables import TableSpec, specs_of

WEEK = "2026-W47"
MONTH, QUARTER = "2026-11", "2026-Q3"
WEEKS = (*earlier(WEEK, 11), WEEK)
EMERGING = "HEA"
K = 5
_SHARES = (90, 74, 61, 40, 52, 21, 17, 9, 8, 3, 12, 2, 4, 19)
"""Requests of each line in a usual week."""


def release_of(name: str, number: int = 40, **changes: object) -> Release:
    """The release of a period, always the same."""
    about = period(name)
    chance = random.Random(name)
    tables = {spec.name: _table(spec, chance) for spec in specs_of(about.kind)}
    if about.kind is Kind.WEEK:
        tables |= _requests(name, chance)
    plain = Release(Audience.COORDINATORS, about, number, K, "1", date(2026, 11, 23), tables, downtime=25)
    return replace(plain, **changes)  # type: ignore[arg-type]


def releases() -> tuple[Release, ...]:
    """Twelve weeks, the month, and the quarter before it."""
    weeks = [release_of(week, 20 + place) for place, week in enumerate(WEEKS)]
    month = release_of(MONTH, 33, kappa=0.81, pairs=64)
    return (*weeks, month, release_of(QUARTER, 12))


def week_summary(**changes: object) -> Summary:
    """The last week, which knows the month before it and the quarter."""
    return replace(_summary(releases(), release_of(WEEK, 31)), **changes)  # type: ignore[arg-type]


def month_summary(**changes: object) -> Summary:
    """The month."""
    month = release_of(MONTH, 33, kappa=0.81, pairs=64)
    return replace(_summary(releases(), month), **changes)  # type: ignore[arg-type]


def empty_summary() -> Summary:
    """A week in which nobody asked."""
    nothing = {name: _emptied(table) for name, table in release_of(WEEK).tables.items()}
    none = tuple(Compared(code, 0, None, Change.UNKNOWN) for code in week_lines())
    return week_summary(
        release=release_of(WEEK, tables=nothing), month=None, quarter=None, total=0, usual_total=None,
        total_change=Change.UNKNOWN, categories=none, outcomes=(), languages=(), trends=(), emerging=(), power=None,
        service=Service(0, 0, 0, 0, Waits(0, None, None), Waits(0, None, None), 0, 0), unresolved=None, unmet=None,
        hours=None, asked=(), quality=Quality(None, 0, 0, None, None),
    )  # fmt: skip


def hidden_summary() -> Summary:
    """A week of so few requests that all its numbers are hidden."""
    hidden = {name: _hidden(table) for name, table in release_of(WEEK).tables.items()}
    none = tuple(Compared(code, None, None, Change.UNKNOWN) for code in week_lines())
    return replace(
        empty_summary(), release=release_of(WEEK, tables=hidden), total=None, categories=none,
        service=Service(None, None, None, None, Waits(None, None, None), Waits(None, None, None), None, None),
        quality=Quality(None, 60, 0, None, None),
    )  # fmt: skip


def _summary(made: Sequence[Release], release: Release) -> Summary:
    weeks = [one for one in made if one.period.kind is Kind.WEEK]
    lines = {name: _compared(weeks, release, name) for name in ("category", "outcome", "language")}
    emerging = next(line for line in lines["category"] if line.code == EMERGING)
    assert emerging.count
    month, quarter = made[-2], made[-1]
    return Summary(
        release=release,
        month=month,
        quarter=quarter,
        weeks=WEEKS,
        total=_sum([one.total for one in _weeks_of(weeks, release)]),
        usual_total=405.5 * len(release.period.weeks),
        total_change=Change.SAME,
        categories=lines["category"],
        outcomes=lines["outcome"],
        languages=lines["language"],
        trends=tuple(Trend(code, tuple(one.tables["category"].get(code) for one in weeks)) for code in week_lines()),
        emerging=(Emerging(EMERGING, emerging.count, emerging.usual or 20.5, 0.0004),),
        power=Power(0.05, 0.36, 0.9),
        service=Service(58, 31, 9, 12, Waits(57, 15, 240), Waits(52, 45, 1440), 23, None),
        unresolved=0.17,
        unmet=month.tables["unmet"],
        hours=month.tables["hours"],
        asked=(
            Action("2026-W41", "LEG", ActionKind.ANSWER, date(2026, 10, 14)),
            Action("2026-W44", "RET", ActionKind.AUTHORITY, date(2026, 11, 3)),
            Action("2026-W47", "HEA", None, None),
        ),
        quality=Quality(0.043, release.hidden_cells, 25, 0.81, 64),
    )


def _weeks_of(weeks: Sequence[Release], release: Release) -> list[Release]:
    return [one for one in weeks if one.period.name in release.period.weeks]


def _compared(weeks: Sequence[Release], release: Release, name: str) -> tuple[Compared, ...]:
    codes = [cell.codes[0] for cell in weeks[0].tables[name].cells]
    return tuple(_line(weeks, _weeks_of(weeks, release), name, code) for code in codes)


def _line(weeks: Sequence[Release], own: Sequence[Release], name: str, code: str) -> Compared:
    count = _sum([one.tables[name].get(code) for one in own])
    before = [n for one in weeks[-9:-1] if (n := one.tables[name].get(code)) is not None]
    usual = median(before) * len(own) if before and count is not None else None
    real = {EMERGING: Change.UP, "RET": Change.DOWN} if name == "category" else {}
    known = Change.SAME if usual is not None else Change.UNKNOWN
    return Compared(code, count, usual, real.get(code, known))


def _sum(counts: Sequence[int | None]) -> int | None:
    return None if None in counts else sum(count or 0 for count in counts)


def _requests(week: str, chance: random.Random) -> Mapping[str, Table]:
    counts = [max(0, round(share * chance.uniform(0.8, 1.2))) for share in _SHARES]
    if week == WEEK:
        counts[week_lines().index(EMERGING)] = 58
        counts[week_lines().index("RET")] = 24
    cells = tuple(Cell((code,), _protected(n)) for code, n in zip(week_lines(), counts, strict=True))
    return {"total": Table("total", (), (Cell((), sum(counts)),)), "category": Table("category", ("category",), cells)}


def _protected(count: int) -> int | None:
    return None if 0 < count < 2 * K else count


def _table(spec: TableSpec, chance: random.Random) -> Table:
    if not spec.dims:
        return Table(spec.name, (), (Cell((), 400),))
    first = [(code,) for code in spec.lines[0]]
    codes = first if len(spec.lines) == 1 else [(*one, other) for one in first for other in spec.lines[1]]
    return Table(spec.name, spec.dims, tuple(Cell(one, _number(chance)) for one in codes))


def _number(chance: random.Random) -> int | None:
    return _protected(chance.choice((0, 2, 7, 11, 14, 18, 23, 37, 52, 96, 240)))


def _emptied(table: Table) -> Table:
    return replace(table, cells=tuple(Cell(cell.codes, 0) for cell in table.cells))


def _hidden(table: Table) -> Table:
    return replace(table, cells=tuple(Cell(cell.codes, None) for cell in table.cells))
