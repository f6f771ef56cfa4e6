"""The decision tree as screens: what stands above and below each, within 3 taps and 8 buttons. No Telegram in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge_base.kb import ASIDE, KnowledgeBase

MENU = "menu"
BUTTONS = 8
"""Buttons of content on a screen; Back and Menu, and the menu's fixed row, come on top."""
TAPS = 3
"""From the menu to any answer."""


@dataclass(frozen=True)
class Node:
    """A screen. `children` are its buttons, in order; on a long topic the last one is the next page of it."""

    id: str
    kind: Literal["menu", "topic", "entry"]
    parent: str | None
    children: tuple[str, ...]
    title: str
    """English; shown through `label`. Empty for the menu, whose words are the handler's."""
    icon: str = ""
    ref: str = ""
    """Id of the topic or entry."""
    page: int = 1


def topic_node(topic_id: str, page: int = 1) -> str:
    """Id of a topic's screen."""
    return f"t_{topic_id}" if page == 1 else f"t_{topic_id}.{page}"


class Tree:
    """All screens by id. An id from an old message, or made up, is simply not there: `get` gives None."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._nodes = {node.id: node for node in _nodes(kb)}
        self.aside = tuple(topic_node(name) for name in ASIDE if topic_node(name) in self._nodes)
        """Screens reached from the fixed row instead of the menu's own buttons."""

    def get(self, node_id: str) -> Node | None:
        """A screen, or None."""
        return self._nodes.get(node_id)

    def __getitem__(self, node_id: str) -> Node:
        return self._nodes[node_id]

    def __iter__(self) -> Iterator[Node]:
        return iter(self._nodes.values())

    def path(self, node_id: str) -> tuple[str, ...]:
        """The topic and entry ids on the way to a screen, menu and pages left out; empty for an unknown one."""
        node = self._nodes.get(node_id)
        if node is None or node.parent is None:
            return ()
        above = self.path(node.parent)
        return above if node.ref in above else (*above, node.ref)

    def taps(self, node_id: str) -> int:
        """How many taps from the menu."""
        parent = self._nodes[node_id].parent
        return 0 if parent is None else 1 + self.taps(parent)


def _nodes(kb: KnowledgeBase) -> Iterator[Node]:
    shown = {topic.id for topic in kb.menu_topics}
    yield Node(MENU, "menu", None, tuple(topic_node(name) for name in kb.topics if name in shown), "")
    for topic in kb.topics.values():
        if topic.id in shown or (topic.id in ASIDE and kb.topic_entries(topic.id)):
            yield from _topic_nodes(kb, topic.id)


def _topic_nodes(kb: KnowledgeBase, topic_id: str) -> Iterator[Node]:
    topic = kb.topics[topic_id]
    pages = _pages([entry.id for entry in kb.topic_entries(topic_id)])
    for number, ids in enumerate(pages, 1):
        here, parent = topic_node(topic_id, number), topic_node(topic_id, number - 1) if number > 1 else MENU
        more = (topic_node(topic_id, number + 1),) if number < len(pages) else ()
        yield Node(here, "topic", parent, (*ids, *more), topic.title, topic.icon, topic_id, number)
        for entry_id in ids:
            yield Node(entry_id, "entry", here, (), kb.entries[entry_id].title, "", entry_id)


def _pages(ids: list[str]) -> list[tuple[str, ...]]:
    """All on one screen where they fit; else each page but the last gives one button to the next page."""
    pages = []
    while len(ids) > BUTTONS:
        pages.append(tuple(ids[: BUTTONS - 1]))
        ids = ids[BUTTONS - 1 :]
    return [*pages, tuple(ids)]
