"""Weeks: ISO 8601 weeks in the mission's time zone; which one somebody means, and whether it may be shown.

A week is shown when it is over, and is never revised: "so far" tables gave away 38 small cells in our trials.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo

from needs_assessment.errors import WeekInvalid, WeekProblem
from storage import retention

WEEK = timedelta(days=7)
CLOSING = timedelta(minutes=15)
"""After its end a week waits for transactions that began in it, so that no later reading of it differs."""
_SHAPE = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


def iso_week(moment: datetime, zone: tzinfo) -> str:
    """The week of a moment, for instance `2026-W47`."""
    return retention.iso_week(moment.astimezone(zone))


def week_days(week: str) -> tuple[date, date]:
    """Monday and Sunday of a week. Raises ValueError when it is none."""
    match = _SHAPE.fullmatch(week)
    if match is None:
        raise ValueError("a week is written like 2026-W47")
    monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    return monday, monday + timedelta(days=6)


def week_end(week: str, zone: tzinfo) -> datetime:
    """The first moment after a week."""
    return datetime.combine(week_days(week)[0] + WEEK, time(), zone)


def previous_week(now: datetime, zone: tzinfo) -> str:
    """The last week that is over."""
    monday, _ = week_days(iso_week(now - CLOSING, zone))
    return iso_week(datetime.combine(monday - WEEK, time(12), zone), zone)


def parse_week(text: str, now: datetime, zone: tzinfo) -> str:
    """The finished week that somebody wrote, for instance `2026-W47`. Raises WeekInvalid."""
    last = previous_week(now, zone)
    week = text.strip().upper()
    problem = _problem(week, last, now, zone)
    if problem is not None:
        raise WeekInvalid(problem, last)
    return week


def _problem(week: str, last: str, now: datetime, zone: tzinfo) -> WeekProblem | None:
    if not _SHAPE.fullmatch(week):
        return WeekProblem.SHAPE
    try:
        week_days(week)
    except ValueError:
        return WeekProblem.NO_SUCH_WEEK
    if week > last:
        return WeekProblem.FUTURE if week > iso_week(now, zone) else WeekProblem.RUNNING
    return WeekProblem.ERASED if week < iso_week(now - retention.Keep().counters, zone) else None
