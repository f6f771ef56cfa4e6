"""Periods of statistics: ISO weeks, months and quarters of whole ISO weeks.

A quarter has thirteen weeks (the last of a long year fourteen), its months four, four and five: so every week lies in
exactly one month, and sums over weeks are sums over months (STATISTICS, "Counting"). The month `2026-11` is therefore
2026-W44 to 2026-W47, not the calendar's November.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from needs_assessment.errors import PeriodInvalid

_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
_FIRST_WEEKS = (1, 5, 9, 14, 18, 22, 27, 31, 35, 40, 44, 48)
"""Where each month of a year begins."""


class Kind(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True)
class Period:
    """A week, month or quarter: its name (`2026-W47`, `2026-11`, `2026-Q4`) and the weeks it is made of."""

    kind: Kind
    name: str
    weeks: tuple[str, ...]

    @property
    def span(self) -> str:
        """The weeks as one word, for programs: `2026-W44..2026-W47`; for a week its name."""
        return self.weeks[0] if self.kind is Kind.WEEK else f"{self.weeks[0]}..{self.weeks[-1]}"

    @property
    def days(self) -> tuple[date, date]:
        """Its first Monday and last Sunday."""
        return monday_of(self.weeks[0]), monday_of(self.weeks[-1]) + timedelta(days=6)

    def __str__(self) -> str:
        """The name."""
        return self.name


@cache
def period(name: str) -> Period:
    """The period of a name. Raises PeriodInvalid."""
    if _WEEK.fullmatch(name):
        monday_of(name)
        return Period(Kind.WEEK, name, (name,))
    if match := _MONTH.fullmatch(name):
        year, number = int(match[1]), int(match[2])
        if 1 <= number <= 12 and year > 0:
            return Period(Kind.MONTH, name, _weeks(year, number, number))
    if (match := _QUARTER.fullmatch(name)) and int(match[1]) > 0:
        last = 3 * int(match[2])
        return Period(Kind.QUARTER, name, _weeks(int(match[1]), last - 2, last))
    raise PeriodInvalid("a period is written like 2026-W47, 2026-11 or 2026-Q4")


def monday_of(week: str) -> date:
    """The first day of a week. Raises PeriodInvalid when the calendar has no such week."""
    match = _WEEK.fullmatch(week)
    try:
        if match is not None:
            return date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        raise PeriodInvalid("the calendar has no such week") from None
    raise PeriodInvalid("a week is written like 2026-W47")


def month_of(week: str) -> str:
    """The name of the month in which a week lies."""
    return f"{week[:4]}-{_month_number(week):02}"


def quarter_of(week: str) -> str:
    """The name of the quarter in which a week lies."""
    return f"{week[:4]}-Q{(_month_number(week) + 2) // 3}"


def earlier(week: str, number: int) -> tuple[str, ...]:
    """The `number` weeks before a week, the oldest first."""
    monday = monday_of(week)
    return tuple(_name(monday - timedelta(weeks=back)) for back in range(number, 0, -1))


def neighbour(of: Period, step: int) -> Period:
    """The period of the same kind before (-1) or after (1)."""
    beside = earlier(of.weeks[0], 1)[0] if step < 0 else following(of.weeks[-1])
    return period({Kind.WEEK: beside, Kind.MONTH: month_of(beside), Kind.QUARTER: quarter_of(beside)}[of.kind])


def following(week: str) -> str:
    """The week after a week."""
    return _name(monday_of(week) + timedelta(weeks=1))


def _month_number(week: str) -> int:
    monday_of(week)
    return sum(first <= int(week[6:]) for first in _FIRST_WEEKS)


def _weeks(year: int, first_month: int, last_month: int) -> tuple[str, ...]:
    last = _FIRST_WEEKS[last_month] - 1 if last_month < 12 else _weeks_in(year)
    return tuple(f"{year:04}-W{number:02}" for number in range(_FIRST_WEEKS[first_month - 1], last + 1))


def _weeks_in(year: int) -> int:
    return date(year, 12, 28).isocalendar().week


def _name(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year:04}-W{week:02}"
