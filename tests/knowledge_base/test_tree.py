from __future__ import annotations

import pytest

from knowledge_base import MENU, Tree, topic_node
from knowledge_base.tree import BUTTONS, TAPS


def fill(shelf, topic: str, count: int) -> Tree:
    for number in range(count):
        shelf.entry(id=f"{topic}-{number:02}", topic=topic, order=10 + number)
    return Tree(shelf.kb())


def test_a_small_tree(shelf) -> None:
    tree = Tree(shelf.kb())
    assert tree[MENU].children == ("t_consular",)
    assert tree["t_consular"].children == ("passport-lost", "registration")
    assert (tree["t_consular"].title, tree["t_consular"].icon) == ("Consulate", "🛂")
    assert tree["passport-lost"].parent == "t_consular"
    assert tree.path("passport-lost") == ("consular", "passport-lost")
    assert tree.path(MENU) == ()


def test_what_an_old_message_asks_for_may_be_gone(shelf) -> None:
    tree = Tree(shelf.kb())
    assert tree.get("t_nowhere") is None
    assert tree.path("gone") == ()


def test_emergency_and_about_stand_beside_the_menu(shelf) -> None:
    for topic in ("emergency", "about"):
        shelf.topic(id=topic)
        tree = fill(shelf, topic, 1)
    assert tree[MENU].children == ("t_consular",)
    assert tree.aside == ("t_emergency", "t_about")
    assert tree.taps("emergency-00") == 2


@pytest.mark.parametrize("count", [1, 8, 9, 14, 15])
def test_every_answer_within_three_taps_and_eight_buttons(shelf, count: int) -> None:
    shelf.topic(id="work")
    tree = fill(shelf, "work", count)
    for node in tree:
        assert len(node.children) <= BUTTONS
        assert node.kind != "entry" or tree.taps(node.id) <= TAPS
        assert all(tree[child].parent == node.id for child in node.children)
    assert sum(node.id.startswith("work-") for node in tree) == count


def test_a_long_topic_goes_on_on_a_second_page(shelf) -> None:
    shelf.topic(id="work")
    tree = fill(shelf, "work", 14)
    assert tree["t_work"].children[-1] == topic_node("work", 2) == "t_work.2"
    assert len(tree["t_work"].children) == 8
    assert len(tree["t_work.2"].children) == 7
    assert tree["t_work.2"].parent == "t_work"
    assert tree["t_work.2"].page == 2
    assert tree.path("work-13") == ("work", "work-13"), "a page is no step on the way"
