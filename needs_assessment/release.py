"""What has been printed: a release is one period's tables for one audience, protected, numbered, and never changed.

Everything a reader gets (text, chart, workbook, file, page) is made of releases. A release holds no hidden number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from needs_assessment.errors import NotProtected
from needs_assessment.periods import Period, period

WHOLE = "_T"
"""Stands for "all of them" where a code is expected."""


class Audience(StrEnum):
    """Who reads: the mission's coordinators, or anybody outside it."""

    COORDINATORS = "coordinators"
    OUTSIDE = "outside"


LEAST_K: Mapping[Audience, int] = MappingProxyType({Audience.COORDINATORS: 5, Audience.OUTSIDE: 10})
"""The thresholds: a mission may raise them, never lower them."""


@dataclass(frozen=True)
class Cell:
    """A printed number, or None where it is hidden, whatever the reason. `codes` follow the dims of the table."""

    codes: tuple[str, ...]
    count: int | None

    @property
    def hidden(self) -> bool:
        """Whether the number is withheld."""
        return self.count is None


@dataclass(frozen=True)
class Table:
    """A printed table, in its own order. `dims` may be empty: one number."""

    name: str
    dims: tuple[str, ...]
    cells: tuple[Cell, ...]

    def get(self, *codes: str) -> int | None:
        """The number of a cell; None when it is hidden or not there."""
        return self.by_codes.get(codes)

    @property
    def by_codes(self) -> Mapping[tuple[str, ...], int | None]:
        """The numbers by their codes."""
        return {cell.codes: cell.count for cell in self.cells}

    @property
    def hidden_cells(self) -> int:
        """How many numbers are withheld."""
        return sum(cell.hidden for cell in self.cells)


@dataclass(frozen=True)
class Release:
    """One period for one audience. `number` counts all releases of the hotline; `series`: the version of the codes."""

    audience: Audience
    period: Period
    number: int
    k: int
    series: str
    made_on: date
    tables: Mapping[str, Table]
    dropped: tuple[str, ...] = field(default=())
    """Tables left out because no proof of their safety was found in time."""
    downtime: int = 0
    """Minutes of the period in which the hotline was down."""
    kappa: float | None = None
    """Of a month: how far two coders agree beyond chance; None where too few cases were coded twice."""
    pairs: int | None = None
    """Of a month: how many cases were coded twice, where kappa is given."""
    running: bool = False
    """A preview of a week that is not over, for the demo; never kept."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", MappingProxyType(dict(self.tables)))
        small = [name for name, table in self.tables.items() if any(0 < (c.count or 0) < self.k for c in table.cells)]
        if small:
            raise NotProtected(f"the table {small[0]} of {self.period} shows a small number")

    @property
    def total(self) -> int | None:
        """The requests of the period; None when that is hidden or not part of the release."""
        table = self.tables.get("total")
        return None if table is None else table.get()

    @property
    def hidden_cells(self) -> int:
        """How many numbers of all tables are withheld."""
        return sum(table.hidden_cells for table in self.tables.values())


def release_json(release: Release) -> dict[str, Any]:
    """A release for keeping and for other programs; a hidden number is null."""
    return {
        "audience": str(release.audience),
        "period": release.period.name,
        "number": release.number,
        "k": release.k,
        "series": release.series,
        "made_on": release.made_on.isoformat(),
        "tables": {
            name: {"dims": list(table.dims), "cells": [[*cell.codes, cell.count] for cell in table.cells]}
            for name, table in release.tables.items()
        },
        "dropped": list(release.dropped),
        "downtime": release.downtime,
        "kappa": release.kappa,
        "pairs": release.pairs,
    }


def release_from_json(kept: Mapping[str, Any]) -> Release:
    """The release that `release_json` wrote. Raises NotProtected, PeriodInvalid, KeyError or ValueError for another."""
    return Release(
        audience=Audience(kept["audience"]),
        period=period(kept["period"]),
        number=int(kept["number"]),
        k=int(kept["k"]),
        series=kept["series"],
        made_on=date.fromisoformat(kept["made_on"]),
        tables={name: _table_from(name, table) for name, table in kept["tables"].items()},
        dropped=tuple(kept["dropped"]),
        downtime=int(kept["downtime"]),
        kappa=kept["kappa"],
        pairs=kept["pairs"],
    )


def _table_from(name: str, kept: Mapping[str, Any]) -> Table:
    cells = tuple(Cell(tuple(row[:-1]), None if row[-1] is None else int(row[-1])) for row in kept["cells"])
    return Table(name, tuple(kept["dims"]), cells)
