"""Finding in the releases what a form shows beside its summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from needs_assessment.release import Cell, Release, Table
from needs_assessment.reports.summary import Summary


def weeks_within(summary: Summary, releases: Sequence[Release]) -> list[Release]:
    """The releases of the weeks of which the summary's period is made, the oldest first."""
    known = by_period(summary, releases)
    return [known[week] for week in summary.release.period.weeks if week in known]


def by_period(summary: Summary, releases: Sequence[Release]) -> Mapping[str, Release]:
    """The releases for the same readers, of the same code list."""
    own = summary.release
    alike = [one for one in (*releases, own) if (one.audience, one.series) == (own.audience, own.series)]
    return {one.period.name: one for one in alike}


def whole_period(summary: Summary, releases: Sequence[Release], name: str) -> Table | None:
    """The sums of a weekly table over the period; None where a week lacks it, hidden where a week hides a number."""
    tables = [one.tables[name] for one in weeks_within(summary, releases) if name in one.tables]
    if len(tables) < len(summary.release.period.weeks):
        return None
    first = tables[0]
    cells = [Cell(cell.codes, _sum([one.get(*cell.codes) for one in tables])) for cell in first.cells]
    return Table(first.name, first.dims, tuple(cells))


def _sum(numbers: Sequence[int | None]) -> int | None:
    shown = [number for number in numbers if number is not None]
    return sum(shown) if len(shown) == len(numbers) else None
