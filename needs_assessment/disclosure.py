"""Between the counters and every reader: what may be seen of a week's tables.

`ProtectedWeek` is the only thing that reports are made of. It holds no hidden number, and it cannot be made, by this
module or by hand, of cells that give a small number away.

What is proved, of each hidden cell and against a reader who has all the printed tables of all weeks: it could be 0, and
it could be the threshold or more. A table prints everything but its hidden cells, of which there are none or at least
two, so their sum is known and is at least k; any of them can be 0 and any can be that sum. The tables of a week share
only their total, and any one-way tables with the same total are the margins of some joint table; so what holds for each
holds for all together. Weeks are disjoint and no sum over weeks is printed. A smaller threshold hides a part of what a
greater one hides: whoever holds both reports holds no more than the one with the smaller threshold.

What is not proved: a reader who knows this very algorithm knows that a hidden cell is not 0 and that at most one in a
table is k or more; one who knows how tables hang together (a question without an answer could not be coded either) can
narrow further. Tables of two dimensions, or sums over weeks, need joint protection.
Source: Statistical Disclosure Control handbook, 2nd edition (2024), chapter 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from needs_assessment.errors import NotProtected, ThresholdTooLow

THRESHOLD = 5
"""Towards coordinators. A mission may raise it, never lower it."""

Counts = Mapping[str, int]
"""A table as it was counted: code → requests."""


@dataclass(frozen=True)
class Cell:
    """A line of a table; `count` is None where it is hidden, whatever the reason."""

    code: str
    count: int | None

    @property
    def hidden(self) -> bool:
        """Whether the number is withheld."""
        return self.count is None


@dataclass(frozen=True)
class ProtectedWeek:
    """What may be shown of a week. Raises NotProtected when made of cells that give a number away."""

    week: str
    k: int
    total: int | None
    tables: Mapping[str, tuple[Cell, ...]]
    running: bool = False
    """The week is not over: a preview for the demo, never a release."""

    def __post_init__(self) -> None:
        _check_threshold(self.k)
        object.__setattr__(self, "tables", MappingProxyType(dict(self.tables)))
        _check_total(self)
        for cells in self.tables.values():
            _check_table(self, cells)

    @property
    def hidden_cells(self) -> int:
        """How many lines of all tables are hidden."""
        return sum(cell.hidden for cells in self.tables.values() for cell in cells)


def protect(
    week: str, total: int, tables: Mapping[str, Counts], k: int = THRESHOLD, *, running: bool = False
) -> ProtectedWeek:
    """Hide what has to be hidden. Raises ThresholdTooLow, and NotProtected when the tables do not add up."""
    if any(sum(counts.values()) != total for counts in tables.values()):
        raise NotProtected(f"the tables of {week} do not add up to their total")
    withheld = 0 < total < k
    shown = {
        name: _cells(counts, set(counts) if withheld else hidden_codes(counts, k)) for name, counts in tables.items()
    }
    return ProtectedWeek(week, k, None if withheld else total, shown, running)


def hidden_codes(counts: Counts, k: int) -> set[str]:
    """The codes to hide in a table whose total, at least k or 0, is printed.

    All small cells; and where together they are less than k (so also where there is only one), the smallest of the
    others. One more is enough: it is at least k itself.
    """
    hidden = {code for code, n in counts.items() if 0 < n < k}
    if 0 < sum(counts[code] for code in hidden) < k:
        hidden.add(min((code for code, n in counts.items() if n >= k), key=lambda code: counts[code]))
    return hidden


def _cells(counts: Counts, hidden: Iterable[str]) -> tuple[Cell, ...]:
    return tuple(Cell(code, None if code in hidden else n) for code, n in counts.items())


def _check_threshold(k: int) -> None:
    if k < THRESHOLD:
        raise ThresholdTooLow(f"the threshold is {THRESHOLD}; it may be raised, not lowered")


def _check_total(week: ProtectedWeek) -> None:
    if week.total is not None and 0 < week.total < week.k:
        raise NotProtected(f"the total of {week.week} is small and not hidden")


def _check_table(week: ProtectedWeek, cells: tuple[Cell, ...]) -> None:
    if week.total is None:
        if not all(cell.hidden for cell in cells):
            raise NotProtected(f"{week.week} shows cells of a hidden total")
        return
    printed = [cell.count for cell in cells if cell.count is not None]
    number, rest = len(cells) - len(printed), week.total - sum(printed)
    if any(0 < count < week.k for count in printed):
        raise NotProtected(f"{week.week} shows a small cell")
    if (number == 0 and rest != 0) or (number > 0 and (number < 2 or rest < week.k)):
        raise NotProtected(f"a hidden cell of {week.week} can be worked out from the printed ones")
