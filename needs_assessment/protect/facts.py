"""What there is to know before anything is hidden: the new tables, what their reader has seen, how it all adds up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from needs_assessment.errors import NotProtected
from needs_assessment.protect.cells import CellKey, Codes, Counted, Reader, said_by
from needs_assessment.protect.knowledge import true_sums
from needs_assessment.protect.play import InPlay
from needs_assessment.protect.sums import Sum, sums_of
from needs_assessment.release import Release


@dataclass(frozen=True)
class Facts:
    """Of one reader. `new`: the true numbers of the new tables; `printed`: those they have; `truths`: all we know."""

    new: Mapping[CellKey, int]
    printed: Mapping[CellKey, int]
    truths: Mapping[CellKey, int]
    play: InPlay
    sums: Sequence[Sum]

    @classmethod
    def of(cls, tables: Sequence[Counted], reader: Reader) -> Facts:
        """Raises NotProtected when the true numbers contradict each other or what was printed."""
        new = {key: n for table in tables for key, n in table.cells.items()}
        releases = _touching(tables, reader.seen)
        play = _in_play(tables, releases)
        printed = {key: n for key, n in said_by(releases).items() if n is not None}
        if any(printed.get(key, n) != n for key, n in new.items()):
            raise NotProtected("a number was counted again and came out differently")
        truths = {**reader.truths, **new}
        return cls(new, printed, truths, play, true_sums(sums_of(play), {**truths, **printed}))


def contradicting(tables: Sequence[Counted], readers: Sequence[Reader]) -> list[tuple[str, str]]:
    """The tables that do not add up with those before them, by name and period; usually none.

    A table that is new in the list is counted from the middle of a month on, and the weeks know more requests.
    """
    if all(_agrees(tables, reader) for reader in readers):
        return []
    kept: list[Counted] = []
    for table in tables:
        if all(_agrees([*kept, table], reader) for reader in readers):
            kept.append(table)
    return [(one.spec.name, one.period.name) for one in tables if one not in kept]


def _agrees(tables: Sequence[Counted], reader: Reader) -> bool:
    try:
        Facts.of(tables, reader)
    except NotProtected:
        return False
    return True


def _touching(tables: Sequence[Counted], seen: Sequence[Release]) -> list[Release]:
    """The releases whose weeks hang together with those of the new tables, directly or through each other."""
    weeks = {week for table in tables for week in table.period.weeks}
    while more := {week for one in seen if weeks & set(one.period.weeks) for week in one.period.weeks} - weeks:
        weeks |= more
    return [one for one in seen if weeks & set(one.period.weeks)]


def _in_play(tables: Sequence[Counted], releases: Sequence[Release]) -> InPlay:
    found: dict[tuple[str, str], tuple[Codes, ...]] = {}
    for release in releases:
        for name, table in release.tables.items():
            found[name, release.period.name] = tuple(cell.codes if table.dims else () for cell in table.cells)
    for new in tables:
        found[new.spec.name, new.period.name] = new.codes
    return InPlay(found)
