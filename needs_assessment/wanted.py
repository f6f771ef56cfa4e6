"""Which finished period somebody means, in their own writing, and why one cannot be shown."""

from __future__ import annotations

from datetime import datetime, tzinfo

from needs_assessment.errors import PeriodInvalid, PeriodProblem, PeriodUnavailable
from needs_assessment.periods import Kind, Period, earlier, month_of, period, quarter_of
from needs_assessment.week import iso_week, previous_week

LONGEST_QUARTER = 14


def wanted_period(text: str, kind: Kind, now: datetime, zone: tzinfo) -> Period:
    """The finished period that was written, for instance `2026-W47` or `2026-11`; the last one where nothing was.

    Raises PeriodUnavailable.
    """
    last = last_period(kind, now, zone)
    if not text.strip():
        return last
    try:
        wanted = period(text.strip().upper())
    except PeriodInvalid as fault:
        shaped = kind is Kind.WEEK and "calendar" in str(fault)
        problem = PeriodProblem.NOT_IN_CALENDAR if shaped else PeriodProblem.SHAPE
        raise PeriodUnavailable(problem, last.name, kind) from None
    if wanted.kind is not kind:
        raise PeriodUnavailable(PeriodProblem.SHAPE, last.name, kind)
    if wanted.weeks[-1] > last.weeks[-1]:
        running = wanted.weeks[0] <= iso_week(now, zone)
        raise PeriodUnavailable(PeriodProblem.RUNNING if running else PeriodProblem.FUTURE, last.name, kind)
    return wanted


def last_period(kind: Kind, now: datetime, zone: tzinfo) -> Period:
    """The last period of a kind that is over."""
    last = previous_week(now, zone)
    for week in (last, *reversed(earlier(last, LONGEST_QUARTER))):
        one = period({Kind.WEEK: week, Kind.MONTH: month_of(week), Kind.QUARTER: quarter_of(week)}[kind])
        if one.weeks[-1] <= last:
            return one
    raise AssertionError("no quarter has more than fourteen weeks")
