"""What the room takes and gives: counted tables, readers with what they know, protected tables with their proof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from needs_assessment.periods import Period
from needs_assessment.release import Release, Table
from needs_assessment.tables import TableSpec

Codes = tuple[str, ...]


class CellKey(NamedTuple):
    """Names a number of any table, printed or not; `codes` follow the dims of the table."""

    table: str
    period: str
    codes: Codes = ()


@dataclass(frozen=True)
class Counted:
    """A table as it was counted. Codes that `counts` lacks are zeros."""

    spec: TableSpec
    period: Period
    counts: Mapping[Codes, int]

    @property
    def codes(self) -> tuple[Codes, ...]:
        """The codes of its cells, in printing order; those of a total are empty."""
        return tuple(product(*self.spec.lines))

    @property
    def cells(self) -> dict[CellKey, int]:
        """The true numbers by their keys."""
        return {CellKey(self.spec.name, self.period.name, one): self.counts.get(one, 0) for one in self.codes}


@dataclass(frozen=True)
class Reader:
    """Somebody from whom small numbers are kept: the threshold, and the releases they have already.

    `truths`: the numbers behind hidden cells of these releases, where they are still known. Without one a hidden cell
    is only kept from being worked out, whatever it is.
    """

    k: int
    seen: tuple[Release, ...] = ()
    truths: Mapping[CellKey, int] = field(default_factory=dict)


def said_by(releases: Iterable[Release]) -> dict[CellKey, int | None]:
    """The cells of releases; None where all of them hide a number."""
    said: dict[CellKey, int | None] = {}
    for release in releases:
        for name, table in release.tables.items():
            for cell in table.cells:
                key = CellKey(name, release.period.name, cell.codes if table.dims else ())
                said[key] = cell.count if said.get(key) is None else said[key]
    return said


@dataclass(frozen=True)
class Shown:
    """What is proved of a hidden number: a reader cannot exclude `low`, nor `high`; each stands in a witness.

    `high` None: nothing printed bounds the number. `large`: instead, the reader can see that it is k or more.
    """

    low: int
    high: int | None
    large: bool = False


@dataclass(frozen=True)
class Proof:
    """Why one reader learns no small number: of each hidden cell what is possible, and whole tables that show it.

    `witnesses` are for each part of the tables, whose numbers hang together with no other part's, tables of whole
    numbers that agree with all that is printed.
    """

    k: int
    cells: Mapping[CellKey, Shown]
    witnesses: tuple[tuple[Mapping[CellKey, int], ...], ...]
    lost: tuple[CellKey, ...] = ()
    """What the reader could work out before anything of this was printed."""


@dataclass(frozen=True)
class Protected:
    """Tables fit for the readers they were made for; `dropped` names the tables (and periods) that could not be."""

    tables: Mapping[tuple[str, str], Table]
    dropped: tuple[tuple[str, str], ...]
    proofs: tuple[Proof, ...]

    def of(self, period: str) -> Mapping[str, Table]:
        """The tables of a period by their names, for its release."""
        return MappingProxyType({name: table for (name, one), table in self.tables.items() if one == period})

    def dropped_of(self, period: str) -> tuple[str, ...]:
        """The names of the tables of a period that were left out."""
        return tuple(name for name, one in self.dropped if one == period)
