"""Printing again what need not be hidden: the search hides step by step, and what came later can make up for earlier.

Greedy, the largest number first; a cell is printed again only when everything is still shown without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from needs_assessment.protect.cells import CellKey
from needs_assessment.protect.search import Search
from needs_assessment.protect.targets import Kind, Target
from needs_assessment.protect.view import View
from needs_assessment.protect.watch import OutOfTime

MOST_PROOFS = 400
"""Solves spent on it: a number, not seconds, so that the same tables always give the same pattern."""


class Thinning:
    """Works on a finished search."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._left = MOST_PROOFS
        for view in search.views:
            for part in view.parts:
                for key in part.own:
                    if key not in search.hidden:
                        part.pin(key)

    def run(self) -> None:
        """Print again what can be, while there is time: without it the pattern is as safe, and hides a little more."""
        for key in self._candidates():
            if self._left > 0:
                self._try(key)

    def _candidates(self) -> list[CellKey]:
        search = self._search
        needed = search.kept_back | search.alike
        free = [key for key in search.hidden - needed if not 0 < search.own[key] < search.k]
        return sorted(free, key=lambda key: (-search.own[key], key))

    def _try(self, key: CellKey) -> None:
        search = self._search
        views = [view for view in search.views if key in view.part_of]
        before = [(view, view.tallies[view.part_of[key]].tables, dict(view.large)) for view in views]
        search.hidden.discard(key)
        for view in views:
            view.parts[view.part_of[key]].pin(key)
            view.forget_moved(key)
        if self._all_shown(views, key):
            return
        search.hidden.add(key)
        for view, tables, large in before:
            view.parts[view.part_of[key]].hide(key)
            view.tallies[view.part_of[key]].forget(tables)
            view.large = large

    def _all_shown(self, views: Sequence[View], key: CellKey) -> bool:
        try:
            return all(self._still_shown(view, target) for view in views for target in self._concerned(view, key))
        except OutOfTime:
            self._left = 0
            return False

    def _concerned(self, view: View, key: CellKey) -> Iterator[Target]:
        part = view.part_of[key]
        small_first = sorted(view.targets, key=lambda target: target.kind is not Kind.SMALL)
        for target in small_first:
            here = any(part == one for one, _ in target.where) and target.key not in view.lost
            if here and view.active(target, self._search.hidden) and not view.shown(target):
                yield target

    def _still_shown(self, view: View, target: Target) -> bool:
        if self._left <= 0:
            return False
        self._left -= 1
        return self._search.show(view, target)
