"""Releases made of invented counts by the code that makes real ones: what is hidden, is hidden as it would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.example.counts import GROWN, invented
from needs_assessment.lines import week_line
from needs_assessment.make import make_release
from needs_assessment.periods import Period, following, month_of, period, quarter_of
from needs_assessment.release import LEAST_K, Audience, Release
from needs_assessment.reports.summary import Action, ActionKind

WEEKS = 60
DONE = (None, ActionKind.PARTNER, ActionKind.ANSWER)
"""What was done about each of the needs that grew, the latest first."""


def example_releases(today: date, weeks: int = WEEKS) -> tuple[Release, ...]:
    """The last finished weeks with their months and quarters. Of sixty the proofs take ten seconds or more."""
    names = last_weeks(today, weeks)
    counted = invented(names)
    printed: list[Release] = []
    for one in (one for week in names for one in _ending_with(week) if one.weeks[0] >= names[0]):
        made_on = one.days[1] + timedelta(days=1)
        made = make_release(counted, one, Audience.COORDINATORS, printed, LEAST_K, made_on=made_on)
        printed.append(made.release())
    return tuple(printed)


def example_actions(today: date, weeks: int = WEEKS) -> tuple[Action, ...]:
    """What was done about the needs that grew."""
    names = last_weeks(today, weeks)
    grown = zip(sorted(GROWN.items()), DONE, strict=True)
    return tuple(
        Action(names[-back], week_line(code), kind, None) for (back, (code, _)), kind in grown if back <= weeks
    )


def last_weeks(today: date, number: int) -> Sequence[str]:
    """The names of the last weeks that are over."""
    first = (today - timedelta(days=today.weekday(), weeks=number)).isocalendar()
    weeks = [f"{first.year:04}-W{first.week:02}"]
    while len(weeks) < number:
        weeks.append(following(weeks[-1]))
    return weeks


def _ending_with(week: str) -> Iterator[Period]:
    yield period(week)
    yield from (one for one in (period(month_of(week)), period(quarter_of(week))) if one.weeks[-1] == week)
