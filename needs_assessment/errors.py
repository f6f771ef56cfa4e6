"""What can be wrong in this room. Nothing here quotes what a person wrote.

StatisticsError
├── UnknownCode        a category, language or week that no table has a row for
├── BadCodeList        categories.csv contradicts itself
├── ThresholdTooLow    a threshold under 5
├── NotProtected       numbers that would give a small one away, or that do not add up
├── BadReleases        releases that do not belong together, or a file of one that cannot be used
├── BadCounts          a file of counts of an earlier hotline that cannot be used
├── PeriodInvalid      no week, month or quarter
└── WeekInvalid        a week that cannot be shown, and why
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


class WeekProblem(StrEnum):
    """Why a week cannot be shown."""

    SHAPE = "shape"
    NO_SUCH_WEEK = "no_such_week"
    RUNNING = "running"
    FUTURE = "future"
    ERASED = "erased"


_LINES = {
    WeekProblem.SHAPE: "a week is written like {last}",
    WeekProblem.NO_SUCH_WEEK: "the calendar has no such week; the last finished one is {last}",
    WeekProblem.RUNNING: "this week is not finished, and its numbers can still change; the last finished one is {last}",
    WeekProblem.FUTURE: "this week is still to come; the last finished one is {last}",
    WeekProblem.ERASED: "the counters of this week were erased: they are kept for two years; the last one is {last}",
}


class WeekInvalid(StatisticsError):
    """A week that cannot be shown. `last` is the last one that can, for the mend."""

    def __init__(self, problem: WeekProblem, last: str) -> None:
        self.problem, self.last = problem, last
        super().__init__(_LINES[problem].format(last=last))
