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
from needs_assessment.protect.sums import InPlay, owner


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
        for line, steps in _finer_lines(play, week):
            broad = owner(line, play.broad)
            if broad is None:
                continue
            yield _bounded(CellKey("category", week, (broad,)), line, steps)
            if play.has("by_language", month_of(week)):
                for one in play.languages:
                    yield _bounded(CellKey("by_language", week, (broad, one)), line, steps)


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


def _bounded(start: CellKey, line: str, steps: list[Step]) -> Bounded:
    weights: dict[CellKey, int] = {start: 1}
    for coarse, fine in steps:
        weights[coarse] = weights.get(coarse, 0) - 1
        weights[fine] = weights.get(fine, 0) + 1
    key = CellKey(start.table, start.period, (line, *start.codes[1:]))
    return Bounded(key, tuple(weights.items()), (start, *(fine for _, fine in steps)))


def small(value: int | None, k: int) -> bool:
    """Whether a number is one that must not be seen."""
    return value is not None and 0 < value < k


def printed_keys(play: InPlay) -> set[CellKey]:
    """Every cell of the tables in play, hidden or not."""
    return {CellKey(table, name, codes) for (table, name), cells in play.tables.items() for codes in cells}
