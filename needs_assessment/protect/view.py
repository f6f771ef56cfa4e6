"""One reader's view of the new tables: their parts, what must not be worked out in them, and what is shown of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from needs_assessment.protect.cells import CellKey, Counted, Proof, Reader, Shown
from needs_assessment.protect.facts import Facts
from needs_assessment.protect.knowledge import groups, work_out
from needs_assessment.protect.part import Part, Whole
from needs_assessment.protect.play import InPlay
from needs_assessment.protect.sums import REST
from needs_assessment.protect.tally import UNSEEN, Tally
from needs_assessment.protect.targets import Bounded, Kind, Target, bounded_numbers, printed_keys, small


class View:
    """What a reader would see. `alike`: the new cells that hold a whole group."""

    def __init__(self, tables: Sequence[Counted], reader: Reader, alike: Iterable[CellKey]) -> None:
        self.k = reader.k
        facts = Facts.of(tables, reader)
        self.new, self._truths, play, sums = facts.new, facts.truths, facts.play, facts.sums
        self.known = work_out(sums, facts.printed)
        own = {key: n for key, n in self.new.items() if key not in self.known}
        self.parts = [Part(group, self.known, own) for group in groups(sums, self.known)]
        self.part_of = {key: number for number, part in enumerate(self.parts) for key in part.keys}
        self.tallies = [Tally(len(part.keys)) for part in self.parts]
        self.large: dict[Target, None] = {}
        self.lost: dict[CellKey, None] = {}
        self.targets = [*self._hidden(play, set(alike)), *self._bounded(play)]
        self.of_new: dict[CellKey, list[Target]] = {}
        self._index()
        for tally in self.tallies:
            tally.close()

    def low(self, target: Target) -> int:
        """The least that the number is known to be possible to be (not under 0)."""
        return max(0, target.low + sum(int(self.tallies[part].low[entry]) for part, entry in target.where))

    def high(self, target: Target) -> int:
        """The greatest."""
        return min([target.high, *(int(self.tallies[part].high[entry]) for part, entry in target.where)])

    def shown(self, target: Target) -> bool:
        """Whether the tables found so far show what has to be shown."""
        low, high = self.low(target), self.high(target)
        if target.kind is Kind.SMALL:
            return low == 0 and high >= self.k
        if target.kind is Kind.DERIVED:
            return low == 0 or high >= self.k
        if target.kind is Kind.ALIKE:
            return low <= max(0, (target.value or 0) - self.k)
        return target in self.large or high - low >= self.k

    def learn(self, part: int, table: Whole) -> None:
        """A table of a part that agrees with what is printed."""
        self.tallies[part].learn(table)

    def forget_moved(self, key: CellKey) -> None:
        """A number is printed after all: tables in which it differs from the truth agree no longer."""
        if key in self.part_of:
            number = self.part_of[key]
            at, tally = self.parts[number].at[key], self.tallies[number]
            tally.forget([table for table in tally.tables if table[at] == self.new[key]])

    def active(self, target: Target, hidden: Collection[CellKey]) -> bool:
        """Whether the target is withheld under this pattern: of the new cells only the hidden ones are."""
        return target.key not in self.new or target.kind is Kind.DERIVED or target.key in hidden

    def proof(self, hidden: Collection[CellKey]) -> Proof:
        """What is shown of each hidden cell."""
        cells = {key: Shown(0, None) for key in hidden if key not in self.part_of and key not in self.known}
        for target in self.targets:
            if target.kind in (Kind.SMALL, Kind.OTHER) and self.active(target, hidden):
                cells[target.key] = Shown(self.low(target), self.high(target), target in self.large)
        witnesses = tuple(
            tuple(dict(zip(part.keys, map(int, table), strict=True)) for table in tally.tables)
            for part, tally in zip(self.parts, self.tallies, strict=True)
        )
        return Proof(self.k, cells, witnesses, tuple(self.lost))

    def _index(self) -> None:
        for target in self.targets:
            if target.kind is not Kind.DERIVED and target.key in self.new:
                self.of_new.setdefault(target.key, []).append(target)

    def _hidden(self, play: InPlay, alike: set[CellKey]) -> Iterable[Target]:
        printed = printed_keys(play)
        for key, part in self.part_of.items():
            if key.table == REST:
                continue
            at = self.parts[part].at[key]
            where = ((part, self.tallies[part].entry(((at, 1),), (at,))),)
            value = self._truths.get(key)
            kind = Kind.DERIVED if key not in printed else Kind.SMALL if small(value, self.k) else Kind.OTHER
            yield Target(key, kind, where, 0, UNSEEN, value)
            if key in alike:
                yield Target(key, Kind.ALIKE, where, 0, UNSEEN, value)

    def _bounded(self, play: InPlay) -> Iterable[Target]:
        for one in bounded_numbers(play):
            if all(self.known.get(key) != 0 for key in one.each):
                yield self._spread(one)

    def _spread(self, one: Bounded) -> Target:
        sums: dict[int, list[tuple[int, int]]] = {}
        eaches: dict[int, list[int]] = {}
        for key, weight in one.sum_of:
            if key in self.part_of:
                part = self.part_of[key]
                sums.setdefault(part, []).append((self.parts[part].at[key], weight))
        for key in one.each:
            if key in self.part_of:
                part = self.part_of[key]
                eaches.setdefault(part, []).append(self.parts[part].at[key])
        where = tuple(
            (part, self.tallies[part].entry(tuple(sums.get(part, ())), tuple(eaches.get(part, ()))))
            for part in sorted({*sums, *eaches})
        )
        low = sum(weight * self.known[key] for key, weight in one.sum_of if key in self.known)
        high = min((self.known[key] for key in one.each if key in self.known), default=UNSEEN)
        return Target(one.key, Kind.DERIVED, where, low, high, None)
