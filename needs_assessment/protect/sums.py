"""Which numbers of which tables hang together: everything a reader can add up, each sum once.

Some of the numbers are printed nowhere: a month's broad category, a week's requests by category and language. They
stand here because tables are linked through them, and because a reader can bound them like any other.

The tables of the requests are chained without a cycle (week's total – week's outcome; week × category × language –
month's finer lines – quarter's sensitive lines; month's total – hours), so numbers that satisfy these sums are always
the margins of some list of requests: nothing is lost by not joining everything with everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from needs_assessment.periods import month_of, period
from needs_assessment.protect.cells import CellKey, Codes
from needs_assessment.protect.play import InPlay
from needs_assessment.tables import CaseEvent

REST = "rest"
"""The table of what is left of a bound: requests of a line that are not in a table of some of them."""


class Sum(NamedTuple):
    """A number that is the sum of others."""

    whole: CellKey
    parts: tuple[CellKey, ...]
    sure: bool = True
    """False: it need not hold, by the definition of its tables; where it does, a reader can use it."""


def sums_of(play: InPlay) -> tuple[Sum, ...]:
    """All sums in which the tables, and what links them, stand."""
    found = [
        *(one for week in play.weeks for one in (*_week(play, week), *_handled(play, week))),
        *(one for month in play.months for one in (*_month(play, month), *_parts_of_month(play, month))),
        *(one for month in play.months for one in _unsolved(play, month)),
        *(one for quarter in play.quarters for one in _quarter(play, quarter)),
    ]
    return tuple(one for one in found if one.parts)


def below(parent: str, lines: Iterable[str]) -> tuple[str, ...]:
    """The lines into which a line is split."""
    return tuple(line for line in lines if line.startswith(f"{parent}."))


def owner(line: str, lines: Iterable[str]) -> str | None:
    """The line of a coarser table in which a line is contained."""
    return next((one for one in lines if line.startswith(f"{one}.")), None)


def _week(play: InPlay, week: str) -> Iterator[Sum]:
    total = CellKey("total", week)
    for table, lines in (("category", play.broad), ("language", play.languages), ("outcome", play.outcomes)):
        yield Sum(total, tuple(CellKey(table, week, (line,)) for line in lines))
    if play.has("by_language", month_of(week)):
        for line in play.broad:
            joined = tuple(CellKey("by_language", week, (line, one)) for one in play.languages)
            yield Sum(CellKey("category", week, (line,)), joined)
        for one in play.languages:
            joined = tuple(CellKey("by_language", week, (line, one)) for line in play.broad)
            yield Sum(CellKey("language", week, (one,)), joined)


def _over(table: str, name: str, parts: Iterable[str], codes: Codes = ()) -> Sum:
    return Sum(CellKey(table, name, codes), tuple(CellKey(table, part, codes) for part in parts))


def _margins(play: InPlay, name: str, parts: tuple[str, ...]) -> Iterator[Sum]:
    """What a reader computes by adding the weeks of a month, or the months of a quarter."""
    yield _over("total", name, parts)
    for table, lines in (("category", play.broad), ("language", play.languages), ("outcome", play.outcomes)):
        for line in lines:
            yield _over(table, name, parts, (line,))


def _month(play: InPlay, month: str) -> Iterator[Sum]:
    weeks = period(month).weeks
    yield from _margins(play, month, weeks)
    for line in play.broad:
        kids = below(line, play.fine)
        yield Sum(CellKey("category", month, (line,)), tuple(CellKey("finer", month, (kid,)) for kid in kids))
    if play.has("by_language", month):
        for line in play.broad:
            for one in play.languages:
                yield _over("by_language", month, weeks, (line, one))


def _parts_of_month(play: InPlay, month: str) -> Iterator[Sum]:
    """The hours, which share the total; and tables of some of the requests, which cannot have more than there are."""
    if play.has("hours", month):
        bands = play.tables["hours", month]
        yield Sum(CellKey("total", month), tuple(CellKey("hours", month, band) for band in bands))
    for table in ("unmet", "by_region"):
        cells = play.tables.get((table, month), ())
        for line in play.broad if cells else ():
            inside = tuple(CellKey(table, month, codes) for codes in cells if codes[0] == line)
            yield Sum(CellKey("category", month, (line,)), (*inside, CellKey(REST, month, (table, line))), False)


def _handled(play: InPlay, week: str) -> Iterator[Sum]:
    """Each case that is solved or not has a handling time: so two printed events are the total of a table without."""
    if play.has("handling", week) and play.has("cases", week):
        closed = CellKey("closed", week)
        yield Sum(
            closed, tuple(CellKey("cases", week, (str(event),)) for event in (CaseEvent.SOLVED, CaseEvent.UNSOLVED))
        )
        yield Sum(closed, tuple(CellKey("handling", week, codes) for codes in play.tables["handling", week]), False)


def _unsolved(play: InPlay, month: str) -> Iterator[Sum]:
    """And the unsolved cases of the weeks are the total of the month's unmet needs."""
    if play.has("unmet", month) and any(play.has("cases", week) for week in period(month).weeks):
        yield _over("cases", month, period(month).weeks, (str(CaseEvent.UNSOLVED),))
        unmet = tuple(CellKey("unmet", month, codes) for codes in play.tables["unmet", month])
        yield Sum(CellKey("cases", month, (str(CaseEvent.UNSOLVED),)), unmet, False)


def _quarter(play: InPlay, quarter: str) -> Iterator[Sum]:
    months = tuple(dict.fromkeys(month_of(week) for week in period(quarter).weeks))
    yield from _margins(play, quarter, months)
    finest = play.lines("sensitive")
    for line in play.fine:
        if kids := below(line, finest):
            yield _over("finer", quarter, months, (line,))
            yield Sum(CellKey("finer", quarter, (line,)), tuple(CellKey("sensitive", quarter, (kid,)) for kid in kids))
    for line in play.broad:
        kids = tuple(kid for kid in below(line, finest) if owner(kid, play.fine) is None)
        yield Sum(CellKey("category", quarter, (line,)), tuple(CellKey("sensitive", quarter, (kid,)) for kid in kids))
