"""Rules of the publish gate on the tree: every answer within three taps, no screen with more than eight buttons."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge_base.case import Case, Rule
from knowledge_base.report import Problem
from knowledge_base.tree import BUTTONS, MENU, TAPS, Tree


def reachable(case: Case) -> Iterator[Problem]:
    """An answer that takes more taps is not found by a person in a hurry."""
    tree = Tree(case.kb)
    for entry in case.kb.entries.values():
        node = tree.get(entry.id)
        question = 1 if entry.by_nationality else 0  # which passport? asked once, before the answer
        if node is None or tree.taps(entry.id) + question > TAPS:
            taps = "cannot be reached" if node is None else f"takes {tree.taps(entry.id) + question} taps"
            message = f"{entry.id} {taps}, {TAPS} are allowed: put it further to the front, or split its topic"
            yield case.problem(entry.id, ("topic",), "reachable", message)


def buttons(case: Case) -> Iterator[Problem]:
    """More buttons do not fit on a small phone."""
    menu = Tree(case.kb)[MENU]
    for topic in case.kb.menu_topics[BUTTONS:]:
        message = f"the menu has {len(menu.children)} topics, {BUTTONS} are allowed"
        yield case.problem(f"topic:{topic.id}", ("order",), "buttons", message)


def ids(case: Case) -> Iterator[Problem]:
    """A deep link `?start=uz` chooses a language: no entry may be called as one is."""
    for entry in case.kb.entries.values():
        if entry.id in case.catalogs:
            yield case.problem(entry.id, ("id",), "ids", f"{entry.id} is the code of a language")


RULES: tuple[Rule, ...] = (reachable, buttons, ids)
