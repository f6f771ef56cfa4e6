"""The pattern to begin with: what is small, what a coarse rule adds, and groups that are all of one kind."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from needs_assessment.protect.cells import CellKey, Counted, Reader, said_by
from needs_assessment.tables import Universe

_OF_A_GROUP = ("by_language", "by_region")
"""Tables that join categories with what people are: their second dimension is the group."""


def strictest(readers: Sequence[Reader]) -> int:
    """The threshold under which no number is printed."""
    return max(reader.k for reader in readers)


def small_cells(tables: Iterable[Counted], k: int) -> set[CellKey]:
    """The cells that must be hidden whatever else is printed."""
    return {key for table in tables for key, n in table.cells.items() if 0 < n < k}


def alike_cells(tables: Iterable[Counted]) -> set[CellKey]:
    """The cells that hold all requests of their group: everybody who speaks a language asked about one thing."""
    found: set[CellKey] = set()
    for table in tables:
        if table.spec.name in _OF_A_GROUP:
            groups: dict[str, list[CellKey]] = defaultdict(list)
            for key, n in table.cells.items():
                if n:
                    groups[key.codes[1]].append(key)
            found |= {keys[0] for keys in groups.values() if len(keys) == 1}
    return found


def withheld_before(tables: Iterable[Counted], readers: Iterable[Reader]) -> set[CellKey]:
    """Cells that a reader was refused in another release: nobody else gets them either.

    So whoever holds the releases of two audiences holds no more than one of them.
    """
    new = {key for table in tables for key in table.cells}
    said = [said_by(reader.seen) for reader in readers]
    return {key for one in said for key, n in one.items() if n is None and key in new}


def companions(tables: Iterable[Counted], hidden: set[CellKey], k: int) -> set[CellKey]:
    """Where what is hidden of a printed sum is together less than k: the smallest other cell that makes it k.

    The coarse rule, which is enough for tables that share nothing but their total. Linked tables need more.
    """
    sums = [one for table in tables for one in _one_way_sums(table)]
    return {key for cells in sums if (key := _companion(cells, hidden, k)) is not None}


def _one_way_sums(table: Counted) -> Iterator[Mapping[CellKey, int]]:
    spec = table.spec
    if spec.universe is not Universe.REQUESTS or len(spec.dims) != 1:
        return
    groups: dict[str, dict[CellKey, int]] = defaultdict(dict)
    for key, n in table.cells.items():
        groups[key.codes[0].rpartition(".")[0] if spec.name in ("finer", "sensitive") else ""][key] = n
    yield from groups.values()


def _companion(cells: Mapping[CellKey, int], hidden: set[CellKey], k: int) -> CellKey | None:
    together = sum(n for key, n in cells.items() if key in hidden)
    others = [key for key, n in cells.items() if n >= k and key not in hidden]
    return min(others, key=lambda key: cells[key]) if 0 < together < k and others else None


def price_of(key: CellKey, n: int) -> float:
    """What it costs to move a printed number by one: more for more requests, as they would no longer be seen.

    A zero costs more than a small number: hidden it must be able to be k. Totals and the desk's figures are what a
    reader looks for first.
    """
    usual = 6.0 if n == 0 else 1.0 + math.log2(n)
    return usual * (10.0 if key.table in ("total", "cases") else 1.0)
