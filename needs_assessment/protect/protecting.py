"""The whole way: try with all tables, and without the most detailed ones until a proof is found."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from needs_assessment.protect.cells import CellKey, Counted, Proof, Protected, Reader
from needs_assessment.protect.facts import contradicting
from needs_assessment.protect.search import Impossible, Search
from needs_assessment.protect.thin import Thinning
from needs_assessment.protect.watch import OutOfTime, Watch
from needs_assessment.release import Cell, Table

Choice = tuple[frozenset[CellKey], tuple[Proof, ...]]
Chooser = Callable[[Sequence[Counted], Sequence[Reader], Watch], Choice]
"""Chooses the cells to hide. Raises Impossible, OutOfTime."""


def proved(tables: Sequence[Counted], readers: Sequence[Reader], watch: Watch) -> Choice:
    """The pattern that is proved to be safe."""
    search = Search(tables, readers, watch)
    search.run()
    Thinning(search).run()
    return frozenset(search.hidden), search.proofs()


def protect(
    tables: Sequence[Counted],
    readers: Sequence[Reader],
    *,
    seconds: float = 60.0,
    clock: Callable[[], float] = time.monotonic,
    choose: Chooser = proved,
) -> Protected:
    """Hide what must be hidden of new tables, the coarsest first, so that every reader's rules hold.

    `seconds` is for one attempt: then the last table is dropped, and the next attempt has as much. A table of which
    no pattern is safe, or that does not add up with the coarser ones, is dropped by itself. The last possible answer is
    no table at all.
    """
    dropped = contradicting(tables, readers)
    left = [one for one in tables if (one.spec.name, one.period.name) not in dropped]
    while left:
        watch = Watch(clock, clock() + seconds)
        try:
            hidden, proofs = choose(left, readers, watch)
            return Protected(_tables(left, hidden), tuple(dropped), proofs)
        except OutOfTime:
            gone = (left[-1].spec.name, left[-1].period.name)
        except Impossible as error:
            gone = error.table
        dropped.append(gone)
        left = [one for one in left if (one.spec.name, one.period.name) != gone]
    return Protected({}, tuple(dropped), ())


def _tables(tables: Sequence[Counted], hidden: frozenset[CellKey]) -> dict[tuple[str, str], Table]:
    return {(one.spec.name, one.period.name): _table(one, hidden) for one in tables}


def _table(one: Counted, hidden: frozenset[CellKey]) -> Table:
    cells = tuple(Cell(key.codes, None if key in hidden else n) for key, n in one.cells.items())
    return Table(one.spec.name, one.spec.dims, cells)
