"""The releases of one audience as a report of one of them sees them: what was over by then, week by week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from needs_assessment.periods import Kind, earlier
from needs_assessment.release import Release
from needs_assessment.reports.emerging import WEEKS, Counted
from needs_assessment.tables import table_specs

TREND_WEEKS = 12
_FINENESS = (Kind.WEEK, Kind.MONTH, Kind.QUARTER)


@dataclass(frozen=True)
class History:
    """What stands in a report of `current` may come from these releases: later ones would change a printed report."""

    current: Release
    others: Sequence[Release]

    @cached_property
    def weekly(self) -> dict[str, Release]:
        """The weekly releases by their week."""
        return {one.period.name: one for one in self._known if one.period.kind is Kind.WEEK}

    @property
    def trend_weeks(self) -> tuple[str, ...]:
        """The weeks of the trends, the oldest first."""
        last = self.current.period.weeks[-1]
        return (*earlier(last, TREND_WEEKS - 1), last)

    def last(self, kind: Kind) -> Release | None:
        """The latest release of a kind of period."""
        return max(self._of(kind), key=lambda one: one.period.days[1], default=None)

    def coded_twice(self) -> Release | None:
        """The latest month in which enough cases were coded twice."""
        months = [one for one in self._of(Kind.MONTH) if one.kappa is not None]
        return max(months, key=lambda one: one.period.days[1], default=None)

    def own(self) -> list[Release | None]:
        """The weeks that the period is made of; None where one was not released."""
        return [self.weekly.get(week) for week in self.current.period.weeks]

    def now(self, table: str) -> Counted:
        """A weekly table for the whole period: sums over its weeks, None where any of them hides or lacks it."""
        own = self.own()
        lines = {code: _sum(_number(one, table, code) for one in own) for code in _codes(table)}
        return Counted(self.total(), lines, self.current.k, len(own))

    def total(self) -> int | None:
        """The requests of the whole period."""
        return _sum(None if one is None else one.total for one in self.own())

    def before(self, table: str) -> list[Counted]:
        """A weekly table in each of the last eight weeks that was released, the oldest first."""
        weeks = earlier(self.current.period.weeks[0], WEEKS)
        found = [self.weekly[week] for week in weeks if week in self.weekly]
        return [Counted(one.total, {c: _number(one, table, c) for c in _codes(table)}, one.k) for one in found]

    def trend(self, table: str, code: str) -> tuple[int | None, ...]:
        """A line over the weeks of the trends."""
        return tuple(_number(self.weekly.get(week), table, code) for week in self.trend_weeks)

    @cached_property
    def _known(self) -> list[Release]:
        return [self.current, *(one for one in self.others if _is_known(one, self.current))]

    def _of(self, kind: Kind) -> list[Release]:
        return [one for one in self._known if one.period.kind is kind]


def _is_known(one: Release, current: Release) -> bool:
    """Whether a release was over before the current one, or is of a part of its period."""
    if (one.audience, one.series, one.running) != (current.audience, current.series, False):
        return False
    ended, ends = one.period.days[1], current.period.days[1]
    finer = _FINENESS.index(one.period.kind) < _FINENESS.index(current.period.kind)
    return ended < ends or (ended == ends and finer)


def _codes(table: str) -> tuple[str, ...]:
    return table_specs()[table].lines[0]


def _number(one: Release | None, table: str, code: str) -> int | None:
    printed = None if one is None else one.tables.get(table)
    return None if printed is None else printed.get(code)


def _sum(numbers: Iterable[int | None]) -> int | None:
    found = list(numbers)
    shown = [n for n in found if n is not None]
    return sum(shown) if len(shown) == len(found) else None
