"""The counts of an earlier hotline, from a CSV file: `week,category,language,outcome,n`.

They are summed up into the same tables as ours, so that they can be protected and printed the same way. The file is
read row by row, and a fault ends the reading: a printed number cannot be called back. Decisions:

- Each combination stands in one row. One that comes again is refused, since nobody can tell a second count of the
  same from an export pasted in twice. So are codes that are not in our list, and empty ones; what could not be coded is
  `OTH.UNC`.
- A week is in the file when it has a row, be it with n = 0. A week without one may have been lost, so a month or
  quarter that contains it is not complete and has no tables. Write a row with 0 for a week in which nobody asked.
- Misconduct of aid staff (`FBK.SEA`) is left out, as we do not count it either.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from needs_assessment.categories import NEVER_COUNTED
from needs_assessment.count import check_codes
from needs_assessment.errors import BadCounts, StatisticsError
from needs_assessment.periods import Period, monday_of
from needs_assessment.request_cells import request_cells, request_specs

COLUMNS = ("week", "category", "language", "outcome", "n")
LONGEST_LINE = 4096
"""Bytes. A row has about 40; a file without ends of lines is not read into memory."""
MOST_LINES = 500_000
"""Ten years of a busy hotline: a second, and 35 MB of memory. A longer file has a row a request, not counts."""
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


class Joint(NamedTuple):
    """What a row counts within its week."""

    category: str
    language: str
    outcome: str


@dataclass(frozen=True)
class ArchivedCounts:
    """By week, the rows of the file. Joint rows: nothing of them may be printed but tables that were protected."""

    weeks: Mapping[str, Mapping[Joint, int]]

    def missing(self, period: Period) -> tuple[str, ...]:
        """The weeks of a period of which the file has no row."""
        return tuple(week for week in period.weeks if week not in self.weeks)

    def tables(self, period: Period) -> Mapping[str, Mapping[tuple[str, ...], int]]:
        """The tables of a period that follow from such rows: every cell by its codes, also the zeros.

        Raises BadCounts where the period is not complete.
        """
        if missing := self.missing(period):
            zero = "if nobody asked, add a row of it with n 0"
            raise BadCounts(f"{period} is not complete: the file has no row of {missing[0]}; {zero}")
        tables = {spec.name: dict.fromkeys(product(*spec.lines), 0) for spec in request_specs(period.kind)}
        for week in period.weeks:
            for joint, n in self.weeks[week].items():
                for name, codes in request_cells(*joint).items():
                    if name in tables:
                        tables[name][codes] += n
        return MappingProxyType(tables)


def read_counts(path: Path) -> ArchivedCounts:
    """The counts in a file. Raises BadCounts: one line with the file, the line in it, and what is wrong there."""
    try:
        with path.open("rb") as file:
            return ArchivedCounts(_read(path, _Lines(file)))
    except OSError as error:
        raise BadCounts(f"{path} cannot be read: {error.strerror}") from None


class _Lines:
    """The lines of a file, one at a time, and the number of the last one given."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._file.readline(LONGEST_LINE + 1):
            self.number += 1
            if len(line) > LONGEST_LINE:
                raise BadCounts(f"this line is longer than {LONGEST_LINE} bytes")
            if self.number > MOST_LINES:
                raise BadCounts(f"there are more than {MOST_LINES:,} lines: sum the rows up first")
            yield self._decoded(line)

    def _decoded(self, line: bytes) -> str:
        try:
            return line.decode("utf-8-sig" if self.number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise BadCounts("this is not UTF-8: save the file as CSV in UTF-8") from None


def _read(path: Path, lines: _Lines) -> Mapping[str, Mapping[Joint, int]]:
    """The rows of the file by week. What is wrong is said where it arises, and here, where."""
    weeks: dict[str, dict[Joint, int]] = {}
    try:
        rows = csv.reader(lines, strict=True)
        head = [] if (first := next(rows, None)) is None else _head(first)
        for row in rows:
            if row:
                _take(weeks, head, row)
    except csv.Error as error:
        raise BadCounts(f"{path}, line {lines.number}: this is no row of a CSV file ({error})") from None
    except StatisticsError as error:
        raise BadCounts(f"{path}, line {lines.number}: {error}") from None
    if not weeks:
        raise BadCounts(f"{path} {'has no counts in it' if lines.number else 'is empty'}")
    return MappingProxyType(weeks)


def _head(row: list[str]) -> list[str]:
    """The names of the columns. Others than ours may be there, and are not read."""
    head = [name.strip().lower() for name in row]
    for column in COLUMNS:
        if head.count(column) != 1:
            number = "two columns" if column in head else "no column"
            raise BadCounts(f"there is {number} {column}; the first line must be {','.join(COLUMNS)}, with commas")
    return head


def _take(weeks: dict[str, dict[Joint, int]], head: list[str], row: list[str]) -> None:
    """Take up one row."""
    if len(row) != len(head):
        raise BadCounts(f"there are {len(row)} values, but {len(head)} columns")
    values = dict(zip(head, map(str.strip, row), strict=True))
    week, n = values["week"], values["n"]
    if week not in weeks:
        monday_of(week)
        weeks[week] = {}
    joint = _joint(values["category"], values["language"], values["outcome"])
    if not _WHOLE_NUMBER.fullmatch(n):
        raise BadCounts("n must be a whole number from 0 to 999999999")
    if joint in weeks[week]:
        raise BadCounts("the same week, category, language and outcome stand in an earlier line: sum them up first")
    if joint.category not in NEVER_COUNTED:
        weeks[week][joint] = int(n)


@cache
def _joint(category: str, language: str, outcome: str) -> Joint:
    """One object for all rows alike: 500,000 of their own would take three times the memory. Raises UnknownCode."""
    check_codes(category, language, outcome)
    return Joint(category, language, outcome)
