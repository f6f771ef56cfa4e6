"""What must not be worked out, and when that is shown.

A target's number is bounded from below by a weighted sum and from above by the least of some numbers, each spread over
the parts in which they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from needs_assessment.periods import month_of, quarter_of
from needs_assessment.protect.cells import CellKey
from needs_assessment.protect.play import InPlay
from needs_assessment.protect.sums import owner


class Kind(Enum):
    """What has to be shown of a target."""

    SMALL = "could be 0, and could be k"
    OTHER = "could be two numbers that are k apart, or is seen to be k or more"
    DERIVED = "could be 0, or could be k"
    ALIKE = "could be k less than it is: the rest of its group would be something else"


@dataclass(frozen=True)
class Target:
    """A number that is printed nowhere, or hidden. `where`: its entries as (part, entry)."""

    key: CellKey
    kind: Kind
    where: tuple[tuple[int, int], ...]
    low: int
    """What the known numbers contribute to the lower bound."""
    high: int
    """The least of the known numbers that bound it from above."""
    value: int | None


@dataclass(frozen=True)
class Bounded:
    """A number that no sum contains: `least` and `each` bound it from below and above (see `bounded_numbers`)."""

    key: CellKey
    sum_of: tuple[tuple[CellKey, int], ...]
    each: tuple[CellKey, ...]


def bounded_numbers(play: InPlay) -> Iterator[Bounded]:
    """Every week's requests of each finer and sensitive line, also by language.

    Of X requests of a broad category in a week, at least X - (T - F) are of the finer line F, where T is the category's
    and F the line's number in the month: no more than T - F can be something else. And no more than X or F. The same
    again for a sensitive line of the quarter.
    """
    for week in play.weeks:
        joined = play.has("by_language", month_of(week))
        for broad, line, steps in _lines(play, week, joined):
            category = CellKey("category", week, (broad,))
            if steps:
                yield _bounded({category: 1}, (category,), line, steps)
            for one in play.languages:
                yield _bounded(*_by_language(week, broad, one, joined), line, steps, one)


def _lines(play: InPlay, week: str, joined: bool) -> Iterator[tuple[str, str, list[Step]]]:
    """Broad and finer line; also the broad ones themselves, where their languages are printed nowhere."""
    if not joined:
        for line in play.broad:
            yield line, line, []
    for line, steps in _finer_lines(play, week):
        broad = owner(line, play.broad)
        if broad is not None:
            yield broad, line, steps


def _by_language(week: str, broad: str, language: str, joined: bool) -> tuple[dict[CellKey, int], tuple[CellKey, ...]]:
    """Lower and upper bound of a week's requests by broad category and language."""
    if joined:
        both = CellKey("by_language", week, (broad, language))
        return {both: 1}, (both,)
    category, spoken = CellKey("category", week, (broad,)), CellKey("language", week, (language,))
    return {category: 1, spoken: 1, CellKey("total", week): -1}, (category, spoken)


Step = tuple[CellKey, CellKey]
"""A line of a longer period, and the finer line in it."""


def _finer_lines(play: InPlay, week: str) -> Iterator[tuple[str, list[Step]]]:
    month, quarter = month_of(week), quarter_of(week)
    if play.has("finer", month):
        for line in play.lines("finer"):
            yield line, [_step("category", "finer", month, owner(line, play.broad), line)]
    if play.has("sensitive", quarter):
        for line in play.lines("sensitive"):
            yield line, _steps_to_sensitive(play, month, quarter, line)


def _steps_to_sensitive(play: InPlay, month: str, quarter: str, line: str) -> list[Step]:
    fine = owner(line, play.fine)
    if fine is None:
        return [_step("category", "sensitive", quarter, owner(line, play.broad), line)]
    return [
        _step("category", "finer", month, owner(fine, play.broad), fine),
        _step("finer", "sensitive", quarter, fine, line),
    ]


def _step(table: str, finer: str, name: str, parent: str | None, line: str) -> Step:
    return CellKey(table, name, (parent or "",)), CellKey(finer, name, (line,))


def _bounded(
    low: dict[CellKey, int], high: tuple[CellKey, ...], line: str, steps: list[Step], language: str = ""
) -> Bounded:
    weights = dict(low)
    for coarse, fine in steps:
        weights[coarse] = weights.get(coarse, 0) - 1
        weights[fine] = weights.get(fine, 0) + 1
    key = CellKey("bounded", high[0].period, (line, language))
    return Bounded(key, tuple(weights.items()), (*high, *(fine for _, fine in steps)))


def small(value: int | None, k: int) -> bool:
    """Whether a number is one that must not be seen."""
    return value is not None and 0 < value < k


def printed_keys(play: InPlay) -> set[CellKey]:
    """Every cell of the tables in play, hidden or not."""
    return {CellKey(table, name, codes) for (table, name), cells in play.tables.items() for codes in cells}
