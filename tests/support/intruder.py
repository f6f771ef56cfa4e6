"""An intruder of the tests' own: has all that is printed, and works out what each hidden number can be.

Slow and straightforward: a variable for every week, finest line and language, and for every week and outcome. It shares
nothing with `needs_assessment/protect`, neither code nor model nor the way to the solver: so the two check each other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from needs_assessment.release import Release

ALL = "_T"
WAYS = 30
"""So many tables are looked for in each of two ways before the cells are gone through."""
HEAD = ("period", "category", "language", "outcome", "count")


class Row(NamedTuple):
    """One published cell; `count` None is hidden."""

    period: str
    category: str
    language: str
    outcome: str
    count: int | None


class Broken(NamedTuple):
    """What the intruder found out."""

    cell: tuple[str, str, str, str]
    low: int
    high: int
    why: str


def long_csv(releases: Iterable[Release]) -> str:
    """Releases as one file, for this intruder and for others."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEAD)
    for release in releases:
        for table in release.tables.values():
            if set(table.dims) <= set(HEAD):
                for cell in table.cells:
                    codes = dict(zip(table.dims, cell.codes, strict=True))
                    count = "" if cell.count is None else cell.count
                    writer.writerow([release.period.span, *(codes.get(dim, ALL) for dim in HEAD[1:4]), count])
    return file.getvalue()


def read(text: str) -> list[Row]:
    """The rows of such a file. `further` and `unmet` are of other universes and must not be in it."""
    rows = csv.DictReader(io.StringIO(text))
    return [Row(*(row[dim] for dim in HEAD[:4]), int(row["count"]) if row["count"] else None) for row in rows]


def attack(rows: Sequence[Row], k: int) -> list[Broken]:
    """Everything that is printed although small, or can be worked out too closely."""
    return [broken for part in apart(rows) for broken in _Intruder(part, k).findings()]


def apart(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows in groups that share no week: what one tells says nothing of another. In the order of time."""
    groups: list[list[Row]] = []
    until = ""
    for row in sorted(rows, key=lambda one: _weeks(one.period)[0]):
        weeks = _weeks(row.period)
        if weeks[0] > until:
            groups.append([])
        groups[-1].append(row)
        until = max(until, weeks[-1])
    return groups


class _Intruder:
    def __init__(self, rows: Sequence[Row], k: int) -> None:
        self.k = k
        self.printed = {row[:4]: row.count for row in rows if row.count is not None}
        self.hidden = dict.fromkeys(row[:4] for row in rows if row.count is None)
        keys = [*self.printed, *self.hidden]
        self.weeks = sorted({week for key in keys for week in _weeks(key[0])})
        lines = {key[1] for key in keys} - {ALL}
        self.leaves = sorted(one for one in lines if not any(other.startswith(f"{one}.") for other in lines)) or [ALL]
        self.languages = sorted({key[2] for key in keys} - {ALL}) or [ALL]
        self.outcomes = sorted({key[3] for key in keys} - {ALL}) or [ALL]
        asked = product(self.weeks, self.leaves, self.languages)
        ended = product(self.weeks, self.outcomes)
        self.asked = {cell: number for number, cell in enumerate(asked)}
        self.ended = {cell: len(self.asked) + number for number, cell in enumerate(ended)}
        self.width = len(self.asked) + len(self.ended)
        self._equations()
        self.tables: list[NDArray[np.float64]] = []

    def findings(self) -> Iterator[Broken]:
        for key, count in self.printed.items():
            if 0 < (count or 0) < self.k:
                yield Broken(key, count or 0, count or 0, "small and printed")
        self._look_around()
        for key in self.hidden:
            low, high = self._span(key, self._wide)
            if not self._wide(low, high):
                yield Broken(key, low, high, "hidden, and worked out")
        for key in self._unprinted():
            low, high = self._span(key, self._not_small)
            if not self._not_small(low, high):
                yield Broken(key, low, high, "not printed, and seen to be small")

    def _wide(self, low: int, high: int) -> bool:
        return low >= self.k or high - low >= self.k

    def _not_small(self, low: int, high: int) -> bool:
        return low == 0 or high >= self.k

    def _unprinted(self) -> Iterator[tuple[str, str, str, str]]:
        """What can be added up: by week all that the tables split; by month and quarter each printed code."""
        known = {*self.printed, *self.hidden}
        splits = {(key[1] != ALL, key[2] != ALL, key[3] != ALL) for key in known}
        for split in sorted(splits):
            codes = [own if on else [ALL] for own, on in zip(self._codes(self.leaves), split, strict=True)]
            yield from (key for key in product(self.weeks, *codes) if key not in known)
        lines = sorted({key[1] for key in known})
        for span in sorted({key[0] for key in known} - set(self.weeks)):
            single = [(line, ALL, ALL) for line in lines]
            single += [(ALL, one, ALL) for one in self.languages] + [(ALL, ALL, one) for one in self.outcomes]
            yield from ((span, *one) for one in single if (span, *one) not in known)

    def _codes(self, lines: list[str]) -> tuple[list[str], list[str], list[str]]:
        return lines, self.languages, self.outcomes

    def _columns(self, key: tuple[str, str, str, str]) -> list[int]:
        """The variables whose sum a cell is."""
        weeks = _weeks(key[0])
        if key[3] != ALL:
            return [self.ended[week, key[3]] for week in weeks]
        lines = [one for one in self.leaves if key[1] in (ALL, one) or one.startswith(f"{key[1]}.")]
        languages = self.languages if key[2] == ALL else [key[2]]
        return [self.asked[cell] for cell in product(weeks, lines, languages)]

    def _equations(self) -> None:
        rows = [(self._columns(key), [], count) for key, count in self.printed.items()]
        for week in self.weeks:
            asked = [self.asked[week, line, one] for line in self.leaves for one in self.languages]
            rows.append((asked, [self.ended[week, one] for one in self.outcomes], 0))
        matrix = np.zeros((len(rows), self.width))
        for number, (plus, minus, _) in enumerate(rows):
            matrix[number, plus] = 1
            matrix[number, minus] = -1
        self.matrix = csr_matrix(matrix)
        self.sums = np.array([count for _, _, count in rows], dtype=float)

    def _span(self, key: tuple[str, str, str, str], enough) -> tuple[int, int]:
        """The least and the greatest possible; or what tables found before show already, when that is enough."""
        columns = self._columns(key)
        seen = [int(table[columns].sum()) for table in self.tables]
        if seen and enough(min(seen), max(seen)) and min(seen) < self.k:
            return min(seen), max(seen)
        return self._extreme(columns, 1), self._extreme(columns, -1)

    def _look_around(self) -> None:
        """Find tables that differ in many cells at once, so that few cells need a search of their own.

        First each table goes a random way in all hidden cells; then each fills cells that were empty in all so far.
        """
        chance = np.random.default_rng(1)
        hidden = [self._columns(key) for key in self.hidden]
        for _ in range(min(WAYS, len(hidden))):
            cost = np.zeros(self.width)
            for columns in hidden:
                cost[columns] += chance.choice([-3, -2, -1, 1, 2, 3])
            self._least(cost)
        for _ in range(WAYS if hidden else 0):
            always_empty = np.max(self.tables, axis=0) == 0
            never_empty = np.min(self.tables, axis=0) > 0
            cost = np.where(always_empty, -1 - chance.random(self.width), 2 * chance.random(self.width))
            table = self._least(cost + 1.5 * never_empty)
            if not (always_empty & (table > 0)).any():
                return

    def _extreme(self, columns: list[int], sign: int) -> int:
        cost = np.zeros(self.width)
        cost[columns] = sign
        return int(self._least(cost)[columns].sum())

    def _least(self, cost: NDArray[np.float64]) -> NDArray[np.float64]:
        """The table of whole numbers that agrees with all that is printed and costs least."""
        for whole in (0, 1):
            found = milp(
                cost,
                constraints=[LinearConstraint(self.matrix, self.sums, self.sums)],
                bounds=Bounds(0, 10_000),
                integrality=np.full(self.width, whole),
                options={"mip_rel_gap": 0.0},
            )
            if found.x is None:
                raise AssertionError(f"the published tables contradict each other: {found.message}")
            table = np.rint(found.x)
            if np.abs(found.x - table).max() < 1e-6:
                if (self.matrix @ table != self.sums).any() or table.min() < 0:
                    raise AssertionError("a table does not agree with what is printed")
                self.tables.append(table)
                return table
        raise AssertionError("a whole-number program has a broken answer")


@cache
def _weeks(span: str) -> list[str]:
    first, _, last = span.partition("..")
    monday, end = _monday(first), _monday(last or first)
    return [
        f"{one.isocalendar()[0]}-W{one.isocalendar()[1]:02}"
        for one in (monday + timedelta(weeks=number) for number in range((end - monday).days // 7 + 1))
    ]


def _monday(week: str) -> date:
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
