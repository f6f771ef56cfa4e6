"""The search for a pattern of hidden cells that keeps every reader from every small number.

Each target in turn: is there, without hiding more, a whole table that shows it? Else the cheapest way to one is hidden.
Tables that were found show much of the rest, so most targets need no solve of their own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from needs_assessment.protect.cells import CellKey, Counted, Proof, Reader
from needs_assessment.protect.part import NOTHING, Goal, Reached
from needs_assessment.protect.start import alike_cells, companions, price_of, small_cells, strictest, withheld_before
from needs_assessment.protect.targets import Kind, Target, small
from needs_assessment.protect.view import View
from needs_assessment.protect.watch import Watch
from needs_assessment.protect.ways import Step, up_to, ways_to_show


class Impossible(Exception):
    """No pattern shows it: the table must go."""

    def __init__(self, table: tuple[str, str]) -> None:
        self.table = table
        super().__init__(table)


class Search:
    """One attempt: the views of all readers, and the pattern that they share."""

    def __init__(self, tables: Sequence[Counted], readers: Sequence[Reader], watch: Watch) -> None:
        self.tables, self.watch = tables, watch
        self.k = strictest(readers)
        self.own = {key: n for table in tables for key, n in table.cells.items()}
        self.alike = alike_cells(tables)
        self.kept_back = withheld_before(tables, readers)
        self.views = [View(tables, reader, self.alike) for reader in readers]
        self.hidden: set[CellKey] = set()
        self.forbidden: set[CellKey] = set()
        self.waiting: deque[tuple[int, Target]] = deque()
        self._unsettled = {(number, part) for number, view in enumerate(self.views) for part in range(len(view.parts))}

    def run(self) -> None:
        """Hide until everything is shown. Raises Impossible, OutOfTime."""
        self._begin()
        while self._unsettled or self.waiting:
            self._put_down_unsettled()
            self._work_off()
            self._look_again_at_large()

    def proofs(self) -> tuple[Proof, ...]:
        """What was shown, for each reader."""
        return tuple(view.proof(self.hidden) for view in self.views)

    def _begin(self) -> None:
        for view in self.views:
            for part in view.parts:
                for key, n in part.own.items():
                    part.charge(key, price_of(key, n))
        for key, n in self.own.items():
            self._check_known(key, n)
        start = small_cells(self.tables, self.k) | self.kept_back | self.alike
        start |= companions(self.tables, start, self.k)
        self.hide(key for key in self.own if key in start)
        for view in self.views:
            for number in range(len(view.parts)):
                self._first_table(view, number)

    def _check_known(self, key: CellKey, n: int) -> None:
        """What a reader has worked out already cannot be hidden from them."""
        for view in self.views:
            if key in view.known and small(n, view.k):
                raise Impossible(key[:2])
            if view.known.get(key) == 0:
                self.forbid(key)

    def _first_table(self, view: View, number: int) -> None:
        first = view.parts[number].reach(Goal(), self.watch)
        if first is None or first.moved:
            raise Impossible(self._last(list(view.parts[number].own)))
        view.learn(number, first.table)

    def hide(self, keys: Iterable[CellKey]) -> None:
        """Hide cells from every reader, and put them down to be shown."""
        for key in keys:
            if key in self.hidden or key in self.forbidden:
                continue
            self.hidden.add(key)
            for number, view in enumerate(self.views):
                if key in view.part_of:
                    view.parts[view.part_of[key]].hide(key)
                self.waiting.extend((number, target) for target in view.of_new.get(key, ()))

    def forbid(self, key: CellKey) -> None:
        """Print a cell for good: hidden it could be worked out."""
        self.forbidden.add(key)
        self.hidden.discard(key)
        for number, view in enumerate(self.views):
            if key in view.part_of:
                view.parts[view.part_of[key]].pin(key)
                view.forget_moved(key)
                if not view.tallies[view.part_of[key]].tables:
                    self._first_table(view, view.part_of[key])
                self._unsettled.add((number, view.part_of[key]))

    def _put_down_unsettled(self) -> None:
        """All targets of parts of which some tables hold no longer, and at first of all."""
        for number, view in enumerate(self.views):
            parts = {part for one, part in self._unsettled if one == number}
            for one in view.targets:
                if not one.where or any(part in parts for part, _ in one.where):
                    self.waiting.append((number, one))
        self._unsettled.clear()

    def _work_off(self) -> None:
        while self.waiting:
            number, target = self.waiting.popleft()
            view = self.views[number]
            if view.active(target, self.hidden) and target.key not in view.lost and not view.shown(target):
                self._settle(view, target)

    def _look_again_at_large(self) -> None:
        """More hidden cells can mean that a number is no longer seen to be large."""
        for number, view in enumerate(self.views):
            before, view.large = view.large, {}
            for one in before:
                if not view.active(one, self.hidden) or view.shown(one):
                    continue
                if self.is_large(view, one):
                    view.large[one] = None
                else:
                    self.waiting.append((number, one))

    def _settle(self, view: View, target: Target) -> None:
        if not self.show(view, target):
            self._give_up(view, target)

    def show(self, view: View, target: Target) -> bool:
        """Find tables that show the target, and hide what they need. Whether there are any."""
        for ways in ways_to_show(view, target):
            if view.shown(target):
                return True
            found = self._cheapest(view, ways)
            if target.kind is Kind.OTHER and (found is None or found[1].moved) and self.is_large(view, target):
                view.large[target] = None
                return True
            if found is not None:
                self._take(view, *found)
        return view.shown(target) or self._show_by_parts(view, target)

    def _show_by_parts(self, view: View, target: Target) -> bool:
        """A bounded number can be k when all that bound it, in several parts, can be k."""
        if target.kind is not Kind.DERIVED or target.high < view.k:
            return False
        for way in up_to(view, target, view.k):
            found = self._cheapest(view, [way])
            if found is None:
                return False
            self._take(view, *found)
        return view.shown(target)

    def _take(self, view: View, part: int, reached: Reached) -> None:
        self.hide(reached.moved)
        view.learn(part, reached.table)

    def _cheapest(self, view: View, ways: Sequence[Step]) -> tuple[int, Reached] | None:
        best: tuple[int, Reached] | None = None
        for part, goal in ways:
            reached = view.parts[part].reach(goal, self.watch)
            if reached is not None and (best is None or reached.price < best[1].price - NOTHING):
                best = part, reached
            if best is not None and not best[1].moved:
                break
        return best

    def is_large(self, view: View, target: Target) -> bool:
        """Whether a reader sees, from what is printed now, that the number is k or more."""
        if target.value is not None and target.value < view.k:
            return False
        ((part, entry),) = target.where
        reached = view.parts[part].reach(Goal(view.tallies[part].sums[entry], view.k - 1), self.watch)
        if reached is not None and not reached.moved:
            view.learn(part, reached.table)
            return False
        return True

    def _give_up(self, view: View, target: Target) -> None:
        if target.kind is Kind.OTHER and target.key in self.own:
            self.forbid(target.key)
        elif target.kind is Kind.SMALL and target.key in self.own:
            raise Impossible(target.key[:2])
        else:
            parts = [view.parts[part] for part, _ in target.where]
            if any(key in self.forbidden for part in parts for key in part.own):
                raise Impossible(self._last([key for part in parts for key in part.own]))
            view.lost[target.key] = None

    def _last(self, keys: Sequence[CellKey]) -> tuple[str, str]:
        names = {key[:2] for key in keys}
        found = [(one.spec.name, one.period.name) for one in self.tables]
        return next((name for name in reversed(found) if name in names), found[-1])
