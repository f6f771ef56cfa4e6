"""What the tables found so far show: of each number, and each bound of a number, the least and the greatest seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from needs_assessment.protect.part import Whole

UNSEEN = 10**9
"""Stands for the least of no table at all; minus one is the greatest."""


class Tally:
    """Of one part: entries, each with a weighted sum whose least counts, and numbers whose least one's greatest does.

    For a number of the part both are the number itself; for one that is only bounded by others (a week's requests of a
    finer line) they are its lower and its upper bound.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self.sums: list[tuple[tuple[int, int], ...]] = []
        self.eaches: list[tuple[int, ...]] = []
        self.tables: list[Whole] = []
        self._ready = False

    def entry(self, sum_of: tuple[tuple[int, int], ...], each: tuple[int, ...]) -> int:
        """A new entry, by its number."""
        self.sums.append(sum_of)
        self.eaches.append(each)
        return len(self.sums) - 1

    def close(self) -> None:
        """All entries are there."""
        self._at = _padded([[column for column, _ in one] for one in self.sums], self._width)
        self._weights = _padded([[weight for _, weight in one] for one in self.sums], 0)
        self._each = _padded([list(one) for one in self.eaches], self._width + 1)
        self.forget(())

    def learn(self, table: Whole) -> None:
        """One more table that agrees with what is printed."""
        self.tables.append(table)
        padded = np.append(table, (0, UNSEEN))
        np.minimum(self.low, (padded[self._at] * self._weights).sum(axis=1), out=self.low)
        np.maximum(self.high, padded[self._each].min(axis=1), out=self.high)

    def forget(self, keep: Sequence[Whole]) -> None:
        """Only these tables still agree with what is printed."""
        self.tables = []
        self.low = np.full(len(self.sums), UNSEEN, dtype=np.int64)
        self.high = np.full(len(self.sums), -1, dtype=np.int64)
        for table in keep:
            self.learn(table)


def _padded(rows: list[list[int]], filler: int) -> NDArray[np.int64]:
    width = max((len(row) for row in rows), default=1) or 1
    return np.array([row + [filler] * (width - len(row)) for row in rows], dtype=np.int64).reshape(len(rows), width)
