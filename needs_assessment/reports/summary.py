"""What a report says, before it is said in any form: the nine parts of STATISTICS, as numbers.

Every form (text, chart, workbook, PDF, JSON, page) is made of a `Summary`, so that no two of them differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from needs_assessment.release import Release, Table


class Change(StrEnum):
    """How a number stands to what is usual. Only a change that is real has a direction."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    UNKNOWN = "unknown"
    """Hidden, or nothing to compare with."""


@dataclass(frozen=True)
class Compared:
    """A line of a weekly table. `count` None: hidden.

    `usual`: the median of those of the last eight weeks that show it, None where fewer than four do; for a month times
    its weeks.
    """

    code: str
    count: int | None
    usual: float | None
    change: Change


@dataclass(frozen=True)
class Trend:
    """A line over the weeks of the summary, the oldest first; None where it is hidden or was not released."""

    code: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class Emerging:
    """A need that has grown more than chance explains. `p` is the mid-p value of the exact test.

    `usual` is None where most of the weeks before hide it.
    """

    code: str
    count: int
    usual: float | None
    p: float

    @property
    def ratio(self) -> float | None:
        """How many times the usual it is; None where that is hidden."""
        return None if self.usual is None else self.count / self.usual if self.usual else float("inf")


@dataclass(frozen=True)
class Power:
    """What the rule for emerging needs would notice at the present volume: shares of weeks, 0 to 1."""

    share: float
    """Of the requests, that the imagined topic usually has."""
    doubling: float
    tripling: float


@dataclass(frozen=True)
class Waits:
    """Upper ends of buckets, in minutes; None: hidden, too few, or longer than the last bucket."""

    answered: int | None
    median: int | None
    ninetieth: int | None


@dataclass(frozen=True)
class Service:
    """How the desk worked."""

    opened: int | None
    solved: int | None
    unsolved: int | None
    referred: int | None
    waits: Waits
    handling: Waits
    liked: int | None
    disliked: int | None


class ActionKind(StrEnum):
    """What coordinators did about an alert; they choose, they do not write: so nothing about a person gets in."""

    ANSWER = "answer"
    """Content was added or improved."""
    DESK = "desk"
    """More operators, or other hours."""
    PARTNER = "partner"
    """A partner organisation was told, or took it over."""
    AUTHORITY = "authority"
    """An authority or a consulate was spoken to."""
    AID = "aid"
    """Aid was given: money, shelter, tickets."""
    CHECKED = "checked"
    """Looked into; nothing more to do."""


@dataclass(frozen=True)
class Action:
    """What was done about an alert of a week ("you asked, we did"). `kind` None: nothing noted yet."""

    week: str
    code: str
    kind: ActionKind | None
    noted_on: date | None


@dataclass(frozen=True)
class Quality:
    """How far the numbers carry."""

    uncoded: float | None
    """Share of requests that nobody could place, 0 to 1; None when hidden."""
    hidden_cells: int
    downtime: int
    """Minutes."""
    kappa: float | None
    """Agreement of two coders beyond chance in the last month that has enough pairs; None: too few."""
    pairs: int | None


@dataclass(frozen=True)
class Summary:
    """A week or month for its readers. Tables of the month are None in a week that has no month released yet."""

    release: Release
    month: Release | None
    """The release of the month itself, or in a week the last one released before it."""
    quarter: Release | None
    """The same of the quarter."""
    weeks: tuple[str, ...]
    """Of the trends, the oldest first, this one last."""
    total: int | None
    usual_total: float | None
    total_change: Change
    categories: tuple[Compared, ...]
    outcomes: tuple[Compared, ...]
    languages: tuple[Compared, ...]
    trends: tuple[Trend, ...]
    emerging: tuple[Emerging, ...]
    power: Power | None
    service: Service
    unresolved: float | None
    """Share of the requests that ended without help (unmet, abandoned, unhelpful), 0 to 1; None when hidden."""
    unmet: Table | None
    hours: Table | None
    asked: tuple[Action, ...]
    quality: Quality


def ranked(lines: Sequence[Compared]) -> list[Compared]:
    """The lines with a printed number above 0, the greatest first."""
    return sorted((one for one in lines if one.count), key=lambda one: -(one.count or 0))
