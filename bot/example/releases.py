"""Releases made of invented counts, in memory only: they never stand beside real ones in an archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from bot.dashboard.source import Shown
from bot.example.counts import GROWN, Counted, invented
from needs_assessment.lines import week_line
from needs_assessment.periods import Period, following, month_of, period, quarter_of
from needs_assessment.release import LEAST_K, WHOLE, Audience, Cell, Release, Table
from needs_assessment.reports.summary import Action, ActionKind
from needs_assessment.tables import VERSION, TableSpec, specs_of
from storage import Tx

WEEKS = 60
K = LEAST_K[Audience.COORDINATORS]
DONE = (None, ActionKind.PARTNER, ActionKind.ANSWER)
"""What was done about each of the needs that grew, the latest first."""


@dataclass(frozen=True)
class Example:
    """The source of the demo's dashboard."""

    shown: Shown
    example: bool = True

    @classmethod
    def until(cls, today: date) -> Example:
        """The weeks that are over today."""
        releases = example_releases(today)
        return cls(Shown(releases, _actions([one.period.name for one in releases if len(one.period.weeks) == 1])))

    async def read(self, _tx: Tx) -> Shown:
        """See `bot.dashboard.Source`."""
        return self.shown


def example_releases(today: date) -> tuple[Release, ...]:
    """Sixty finished weeks with their months and quarters.

    Hidden by hand, table by table: enough for numbers that are about nobody, and for nothing else.
    """
    weeks = _last_weeks(today)
    counted = invented(weeks)
    periods = [one for week in weeks for one in _ending_with(week) if one.weeks[0] >= weeks[0]]
    return tuple(_release(number, one, counted) for number, one in enumerate(periods, 1))


def _last_weeks(today: date) -> list[str]:
    monday = today - timedelta(days=today.weekday(), weeks=WEEKS)
    weeks = [f"{monday.isocalendar().year:04}-W{monday.isocalendar().week:02}"]
    while len(weeks) < WEEKS:
        weeks.append(following(weeks[-1]))
    return weeks


def _ending_with(week: str) -> Iterator[Period]:
    yield period(week)
    yield from (one for one in (period(month_of(week)), period(quarter_of(week))) if one.weeks[-1] == week)


def _release(number: int, of: Period, counted: Counted) -> Release:
    made_on = of.days[1] + timedelta(days=1)
    tables = {spec.name: _table(spec, counted.get((spec.name, of.name), {})) for spec in specs_of(of.kind)}
    return Release(Audience.COORDINATORS, of, number, K, VERSION, made_on, tables)


def _table(spec: TableSpec, counts: Mapping[tuple[str, ...], int]) -> Table:
    if not spec.dims:
        return Table(spec.name, (), (Cell((), counts.get((WHOLE,), 0)),))
    numbers = {codes: counts.get(codes, 0) for codes in product(*spec.lines)}
    hidden = _hidden(numbers)
    cells = (Cell(codes, None if codes in hidden else number) for codes, number in numbers.items())
    return Table(spec.name, spec.dims, tuple(cells))


def _hidden(numbers: Mapping[tuple[str, ...], int]) -> set[tuple[str, ...]]:
    hidden = {codes for codes, number in numbers.items() if 0 < number < K}
    left = sorted((number, codes) for codes, number in numbers.items() if number >= K)
    if left and 0 < sum(numbers[codes] for codes in hidden) < K:
        hidden.add(left[0][1])
    return hidden


def _actions(weeks: Sequence[str]) -> tuple[Action, ...]:
    grown = sorted(GROWN.items())
    return tuple(
        Action(weeks[-back], week_line(code), kind, None) for (back, (code, _)), kind in zip(grown, DONE, strict=True)
    )
