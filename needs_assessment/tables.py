"""The tables that are counted and printed: a fixed list, since one added later can give away what earlier ones hid.

Every table is counted by itself (STATISTICS, "Counting"): no row joins more than a printed table joins. Tables of one
universe count the same events, so their sums hang together and they are protected together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from locales.catalogs import HERE
from locales.po import language_codes
from needs_assessment.lines import month_lines, quarter_lines, week_lines
from needs_assessment.outcome import Outcome
from needs_assessment.people import AGES, COUNTRIES, GENDERS, REGIONS
from needs_assessment.periods import Kind
from needs_assessment.waits import BUCKETS, LONGER

VERSION = "1"
"""Of this list and of the code list together: a new one starts a new series, which is not compared with the old."""


class Universe(StrEnum):
    """What a table counts."""

    REQUESTS = "requests"
    UNMET = "unmet"
    """Cases that were closed without a solution: a part of the requests."""
    PLACES = "places"
    """Cases whose person said where they are."""
    ORIGINS = "origins"
    GENDERS = "genders"
    AGES = "ages"
    FURTHER = "further"
    """Second and third needs of cases, which the requests do not contain."""
    WAITS = "waits"
    HANDLING = "handling"
    HELP = "help"
    CASES = "cases"
    """Events in the life of cases; their sums mean nothing."""


class CaseEvent(StrEnum):
    """What is counted of the desk's work."""

    OPENED = "opened"
    SOLVED = "solved"
    UNSOLVED = "unsolved"
    REFERRED = "referred"
    """Sent on to another organisation, solved or not."""


BANDS = tuple(f"{day}-{hour:02}" for day in range(1, 8) for hour in range(0, 24, 4))
"""Four hours of a day of the week: `1-00` is Monday from midnight to four."""
HELP_CODES = ("up", "down", "slow", "not_solved", "unclear", "unkind")


@dataclass(frozen=True)
class TableSpec:
    """A table of the list: its name in releases and counters, what it counts, how finely, and with which lines."""

    name: str
    kind: Kind
    universe: Universe
    dims: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    """The codes of each dimension, in printing order."""
    adds_up: bool = True
    """Whether its lines are disjoint parts of its universe."""


@cache
def languages() -> tuple[str, ...]:
    """The languages there are catalogs for."""
    return language_codes(HERE)


@cache
def table_specs() -> Mapping[str, TableSpec]:
    """The whole list, the coarsest first: what has to give way gives way from the end."""
    week, month, quarter = Kind.WEEK, Kind.MONTH, Kind.QUARTER
    requests = Universe.REQUESTS
    outcomes = tuple(str(one) for one in Outcome)
    events = tuple(str(one) for one in CaseEvent)
    waits = (*(str(end) for end in BUCKETS), LONGER)
    specs = (
        TableSpec("total", week, requests, (), ()),
        TableSpec("category", week, requests, ("category",), (week_lines(),)),
        TableSpec("language", week, requests, ("language",), (languages(),)),
        TableSpec("outcome", week, requests, ("outcome",), (outcomes,)),
        TableSpec("further", week, Universe.FURTHER, ("category",), (week_lines(),)),
        TableSpec("cases", week, Universe.CASES, ("event",), (events,), adds_up=False),
        TableSpec("waits", week, Universe.WAITS, ("minutes",), (waits,)),
        TableSpec("handling", week, Universe.HANDLING, ("minutes",), (waits,)),
        TableSpec("help", week, Universe.HELP, ("verdict",), (HELP_CODES,), adds_up=False),
        TableSpec("finer", month, requests, ("category",), (month_lines(),)),
        TableSpec("hours", month, requests, ("band",), (BANDS,)),
        TableSpec("unmet", month, Universe.UNMET, ("category",), (week_lines(),)),
        TableSpec("origin", month, Universe.ORIGINS, ("country",), (COUNTRIES,)),
        TableSpec("gender", month, Universe.GENDERS, ("gender",), (GENDERS,)),
        TableSpec("age", month, Universe.AGES, ("age",), (AGES,)),
        TableSpec("by_region", month, Universe.PLACES, ("category", "region"), (week_lines(), REGIONS)),
        TableSpec("by_language", month, requests, ("category", "language"), (week_lines(), languages())),
        TableSpec("sensitive", quarter, requests, ("category",), (quarter_lines(),)),
    )
    return MappingProxyType({spec.name: spec for spec in specs})


@cache
def specs_of(kind: Kind) -> tuple[TableSpec, ...]:
    """The tables of a kind of period."""
    return tuple(spec for spec in table_specs().values() if spec.kind is kind)
