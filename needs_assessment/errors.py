"""What can be wrong in this room. Nothing here quotes what a person wrote.

StatisticsError
├── UnknownCode        a category, language or week that no table has a row for
├── BadCodeList        categories.csv contradicts itself
├── ThresholdTooLow    a threshold under 5
├── NotProtected       numbers that would give a small one away, or that do not add up
├── BadReleases        releases that do not belong together, or a file of one that cannot be used
├── BadCounts          a file of counts of an earlier hotline that cannot be used
├── PeriodInvalid      no week, month or quarter
└── PeriodUnavailable  a week, month or quarter that cannot be shown, and why
"""

from __future__ import annotations

from enum import StrEnum


class StatisticsError(Exception):
    """Any fault of this room; `str()` is one line in English, for the command line and the logs."""


class UnknownCode(StatisticsError):
    """Something was to be counted under a code that the tables do not have."""


class BadCodeList(StatisticsError):
    """The code list that came with the program cannot be used."""


class ThresholdTooLow(StatisticsError):
    """The threshold may only be raised."""


class PeriodInvalid(StatisticsError):
    """What was given is no week, month or quarter."""


class NotProtected(StatisticsError):
    """A week that must not be shown as it is."""


class BadReleases(StatisticsError):
    """Releases that cannot go together, or a file in a folder of releases that is none, is broken, or differs."""


class BadCounts(StatisticsError):
    """A file of counts that cannot be read as it is: which file, which line, what is wrong."""


class PeriodProblem(StrEnum):
    """Why a period cannot be shown."""

    SHAPE = "shape"
    NOT_IN_CALENDAR = "not_in_calendar"
    RUNNING = "running"
    FUTURE = "future"
    NOT_RELEASED = "not_released"


_LINES = {
    PeriodProblem.SHAPE: "a {kind} is written like {last}",
    PeriodProblem.NOT_IN_CALENDAR: "the calendar has no such {kind}; the last finished one is {last}",
    PeriodProblem.RUNNING: "this {kind} is not finished, its numbers can still change; the last finished one is {last}",
    PeriodProblem.FUTURE: "this {kind} is still to come; the last finished one is {last}",
    PeriodProblem.NOT_RELEASED: "this {kind} was not released: nobody counted then, or it is made ready within minutes "
    "while the hotline runs; the last finished one is {last}",
}


class PeriodUnavailable(StatisticsError):
    """A period that cannot be shown. `last` is the last finished one, for the mend; `kind` is week, month, quarter."""

    def __init__(self, problem: PeriodProblem, last: str, kind: str) -> None:
        self.problem, self.last, self.kind = problem, last, kind
        super().__init__(_LINES[problem].format(last=last, kind=kind))
