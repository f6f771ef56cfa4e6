"""Why a period cannot be shown, for the coordinator who asked for it."""

from __future__ import annotations

from collections.abc import Mapping

from locales import Html, Speech, later
from needs_assessment.errors import PeriodProblem, PeriodUnavailable
from needs_assessment.periods import Kind

_WEEK: Mapping[PeriodProblem, str] = {
    PeriodProblem.SHAPE: later("I do not understand this week. Write for example: /week {last}"),
    PeriodProblem.NOT_IN_CALENDAR: later("There is no such week in the calendar. Write for example: /week {last}"),
    PeriodProblem.RUNNING: later(
        "This week is not finished. Numbers are shown only when they can change no more. The last one: /week {last}"
    ),
    PeriodProblem.FUTURE: later("This week is still to come. The last finished one: /week {last}"),
    PeriodProblem.NOT_RELEASED: later(
        "There are no numbers of this week: nobody was counted then, or they are made ready within minutes."
    ),
}
_LONGER: Mapping[PeriodProblem, str] = {
    PeriodProblem.SHAPE: later("I do not understand this. Write for example: {last}"),
    PeriodProblem.NOT_IN_CALENDAR: later("I do not understand this. Write for example: {last}"),
    PeriodProblem.RUNNING: later(
        "This time is not finished. Numbers are shown only when they can change no more. The last one: {last}"
    ),
    PeriodProblem.FUTURE: later("This is still to come. The last finished one: {last}"),
    PeriodProblem.NOT_RELEASED: later(
        "There are no numbers of this time: nobody was counted then, or they are made ready within minutes."
    ),
}


def period_fault_text(fault: PeriodUnavailable, speech: Speech) -> Html:
    """Why, and what to write instead."""
    texts = _WEEK if fault.kind == Kind.WEEK else _LONGER
    return speech.t(texts[fault.problem], last=fault.last)
