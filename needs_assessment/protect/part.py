"""A part of a reader's tables as a linear program: which whole tables agree with what is printed.

The numbers of new tables may move away from the truth at a price, unless they are hidden: so one solve answers both
"can a reader exclude this?" (the price is nothing) and "what must be hidden so that they cannot?" (what moved).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from needs_assessment.protect.cells import CellKey
from needs_assessment.protect.solver import Answer, Program, Row, whole
from needs_assessment.protect.sums import Sum
from needs_assessment.protect.watch import Watch

Whole = NDArray[np.int64]
NOTHING = 1e-6
"""Prices that differ by less are equal, by the solver's tolerance."""
NUDGE = 1e-4
"""A price a unit of any number that is too low to move a printed one, and enough to prefer one table to another."""
NUDGES = 3
"""Tries before the integer program, which takes ten times as long as a linear one."""


class Goal(NamedTuple):
    """What a table should show: a weighted sum of numbers at most `most`; numbers that are at least `least`."""

    sum_of: tuple[tuple[int, int], ...] = ()
    """Positions and weights."""
    most: int = 0
    each: tuple[int, ...] = ()
    least: int = 0


class Reached(NamedTuple):
    """A table that shows a goal, the printed numbers in which it differs from the truth, and their price."""

    table: Whole
    moved: tuple[CellKey, ...]
    price: float


class Part:
    """The numbers that hang together, by position: `keys[i]`. `own`: the true values of those that may move."""

    def __init__(self, sums: Sequence[Sum], known: Mapping[CellKey, int], own: Mapping[CellKey, int]) -> None:
        unknown = dict.fromkeys(key for one in sums for key in (one.whole, *one.parts) if key not in known)
        self.keys = tuple(unknown)
        self.at = {key: number for number, key in enumerate(self.keys)}
        self.own = {key: own[key] for key in self.keys if key in own}
        self._printed = set(self.own)
        self._chance = np.random.default_rng(len(self.keys))
        self._bounds: dict[int, tuple[float, float]] = {}
        equations = [_row(one, self.at, known) for one in sums]
        self._exact = _exact(equations)
        self._goal = len(equations) + len(self.own)
        self._ups = {key: len(self.keys) + 2 * number for number, key in enumerate(self.own)}
        moves = [
            Row((self.at[key], up, up + 1), (1.0, -1.0, 1.0), self.own[key], self.own[key])
            for key, up in self._ups.items()
        ]
        rows = [*equations, *moves, Row((), (), -math.inf, math.inf)]
        self._program = Program(len(self.keys) + 2 * len(self.own), rows)

    def charge(self, key: CellKey, price: float) -> None:
        """A number is printed: in a table it may differ from the truth at a price a unit."""
        self._printed.add(key)
        self._bound(key, 0, math.inf)
        self._price(key, price)

    def hide(self, key: CellKey) -> None:
        """A number is hidden: in a table it may be anything."""
        self._printed.discard(key)
        self._bound(key, 0, math.inf)
        self._price(key, 0.0)

    def pin(self, key: CellKey) -> None:
        """A number is printed, for good."""
        self._printed.add(key)
        self._bound(key, self.own[key], self.own[key])

    def reach(self, goal: Goal, watch: Watch) -> Reached | None:
        """The cheapest table that shows a goal; None when there is none. Raises OutOfTime."""
        watch.left()
        if any(self._usual(column)[1] < goal.least for column in goal.each):
            return None
        self._set(goal)
        answer = self._solve(watch)
        self._unset(goal)
        return None if answer is None else self._reached(answer)

    def agrees(self, table: Whole) -> bool:
        """Whether a table satisfies every sum, in whole numbers: a proof does not rest on the solver's tolerance."""
        columns, values, starts, sums = self._exact
        return bool((table >= 0).all() and (np.add.reduceat(values * table[columns], starts) == sums).all())

    def _solve(self, watch: Watch) -> Answer | None:
        """A whole table: most corners of the program are one, and if this is not, another one nearby may be."""
        answer = self._program.solve()
        for _ in range(NUDGES):
            if answer is None or self._sound(answer):
                return answer
            self._program.prices(len(self.keys), NUDGE * self._chance.random(len(self.keys)))
            answer = self._program.solve()
        if answer is not None and not self._sound(answer):
            answer = self._program.solve_whole(watch.left())
            watch.left()
        return answer if answer is not None and self._sound(answer) else None

    def _sound(self, answer: Answer) -> bool:
        return whole(answer.columns[: len(self.keys)]) and self.agrees(self._table(answer))

    def _table(self, answer: Answer) -> Whole:
        return np.rint(answer.columns[: len(self.keys)]).astype(np.int64)

    def _reached(self, answer: Answer) -> Reached:
        table = self._table(answer)
        moved = tuple(key for key in self.own if key in self._printed and table[self.at[key]] != self.own[key])
        return Reached(table, moved, answer.cost)

    def _set(self, goal: Goal) -> None:
        for column in goal.each:
            least, most = self._usual(column)
            self._program.bound(column, max(least, goal.least), most)
        for column, weight in goal.sum_of:
            self._program.coefficient(self._goal, column, weight)
        self._program.bound_row(self._goal, -math.inf, goal.most if goal.sum_of else math.inf)

    def _unset(self, goal: Goal) -> None:
        for column in goal.each:
            self._program.bound(column, *self._usual(column))
        for column, _ in goal.sum_of:
            self._program.coefficient(self._goal, column, 0.0)

    def _usual(self, column: int) -> tuple[float, float]:
        return self._bounds.get(column, (0.0, math.inf))

    def _bound(self, key: CellKey, least: float, most: float) -> None:
        self._bounds[self.at[key]] = (least, most)
        self._program.bound(self.at[key], least, most)

    def _price(self, key: CellKey, price: float) -> None:
        self._program.price(self._ups[key], price)
        self._program.price(self._ups[key] + 1, price)


def _row(one: Sum, at: Mapping[CellKey, int], known: Mapping[CellKey, int]) -> Row:
    """A sum as a row: the unknown parts less an unknown whole are what the known ones leave."""
    columns = [at[key] for key in one.parts if key in at]
    values = [1.0] * len(columns)
    left = -sum(known[key] for key in one.parts if key in known)
    if one.whole in at:
        columns.append(at[one.whole])
        values.append(-1.0)
    else:
        left += known[one.whole]
    return Row(columns, values, left, left)


def _exact(rows: Sequence[Row]) -> tuple[Whole, Whole, Whole, Whole]:
    """Rows in whole numbers: all columns and values, where each row starts, and what it adds up to."""
    columns = np.array([column for row in rows for column in row.columns], dtype=np.int64)
    values = np.array([value for row in rows for value in row.values], dtype=np.int64)
    starts = np.cumsum([0, *(len(row.columns) for row in rows[:-1])], dtype=np.int64)
    return columns, values, starts, np.array([row.least for row in rows], dtype=np.int64)
