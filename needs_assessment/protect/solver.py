"""Linear and integer programs, through HiGHS: the only file that knows it.

A program is made once and solved many times with other bounds; HiGHS goes on from where it was. Same program, same
answer: one thread, one seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import highspy
import numpy as np
from highspy._core import _Highs
from numpy.typing import NDArray

Floats = NDArray[np.float64]
WHOLE = 1e-6
"""How far from a whole number a solution may be, by the solver's own tolerance."""


class Row(NamedTuple):
    """Columns with their coefficients, and the least and greatest value of their sum."""

    columns: Sequence[int]
    values: Sequence[float]
    least: float
    most: float


class Answer(NamedTuple):
    """The least cost, and the columns that have it."""

    cost: float
    columns: Floats


class Program:
    """Columns of non-negative numbers under rows, at least cost."""

    def __init__(self, columns: int, rows: Sequence[Row]) -> None:
        self._highs = _Highs()  # highspy.Highs writes a banner to standard output before it can be told not to
        for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 1), ("mip_rel_gap", 0.0)):
            self._highs.setOptionValue(option, value)
        self._columns = columns
        self._numbers = np.arange(columns, dtype=np.int32)
        self._highs.passModel(_model(columns, rows))

    def bound(self, column: int, least: float, most: float) -> None:
        """Keep a column between two numbers."""
        self._highs.changeColBounds(column, least, most)

    def bound_row(self, row: int, least: float, most: float) -> None:
        """Keep a row between two numbers."""
        self._highs.changeRowBounds(row, least, most)

    def coefficient(self, row: int, column: int, value: float) -> None:
        """Put a column into a row, or with 0 take it out."""
        self._highs.changeCoeff(row, column, value)

    def price(self, column: int, cost: float) -> None:
        """What a unit of a column costs."""
        self._highs.changeColCost(column, cost)

    def prices(self, columns: int, costs: Floats) -> None:
        """What a unit of each of the first columns costs."""
        self._highs.changeColsCost(columns, self._numbers[:columns], costs)

    def solve(self) -> Answer | None:
        """The cheapest columns; None when there are none."""
        return self._run()

    def solve_whole(self, seconds: float) -> Answer | None:
        """The cheapest columns of whole numbers; None when there are none, or none was found in time."""
        self._highs.changeColsIntegrality(self._columns, self._numbers, np.ones(self._columns, dtype=np.uint8))
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + seconds)
        answer = self._run()
        self._highs.setOptionValue("time_limit", highspy.kHighsInf)
        self._highs.changeColsIntegrality(self._columns, self._numbers, np.zeros(self._columns, dtype=np.uint8))
        return answer

    def _run(self) -> Answer | None:
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        columns = np.asarray(self._highs.getSolution().col_value, dtype=np.float64)
        return Answer(self._highs.getInfo().objective_function_value, columns)


def whole(columns: Floats) -> bool:
    """Whether these are whole numbers."""
    return bool(np.abs(columns - np.rint(columns)).max(initial=0.0) < WHOLE)


def _model(columns: int, rows: Sequence[Row]) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, len(rows)
    lp.col_cost_ = np.zeros(columns)
    lp.col_lower_ = np.zeros(columns)
    lp.col_upper_ = np.full(columns, highspy.kHighsInf)
    lp.row_lower_ = np.array([row.least for row in rows], dtype=np.float64)
    lp.row_upper_ = np.array([row.most for row in rows], dtype=np.float64)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.columns) for row in rows)]).astype(np.int32)
    lp.a_matrix_.index_ = np.array([column for row in rows for column in row.columns], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([value for row in rows for value in row.values], dtype=np.float64)
    return lp
