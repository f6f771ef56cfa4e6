"""Weeks: ISO 8601 weeks in the mission's time zone; when one is over.

A week is shown when it is over, and is never revised: "so far" tables gave away 38 small cells in our trials.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

from needs_assessment.periods import monday_of
from storage import retention

WEEK = timedelta(days=7)
CLOSING = timedelta(minutes=15)
"""After its end a week waits for transactions that began in it, so that no later reading of it differs."""


def iso_week(moment: datetime, zone: tzinfo) -> str:
    """The week of a moment, for instance `2026-W47`."""
    return retention.iso_week(moment.astimezone(zone))


def week_end(week: str, zone: tzinfo) -> datetime:
    """The first moment after a week."""
    return datetime.combine(monday_of(week) + WEEK, time(), zone)


def previous_week(now: datetime, zone: tzinfo) -> str:
    """The last week that is over."""
    monday = monday_of(iso_week(now - CLOSING, zone))
    return iso_week(datetime.combine(monday - WEEK, time(12), zone), zone)
