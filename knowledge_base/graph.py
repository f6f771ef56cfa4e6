"""The tree as a picture: topics and answers, with their freshness by colour and their languages by number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import graphviz

from knowledge_base.freshness import freshness
from knowledge_base.kb import KnowledgeBase
from knowledge_base.models import Entry
from knowledge_base.render import complete, label
from knowledge_base.tree import topic_node
from locales import Catalogs, Speech

FRESH, SOON, OVERDUE, UNTRANSLATED = "#cdebd0", "#ffe9a8", "#f6b8b0", "#b3261e"
"""Green, amber, red; a red border where a language is missing. The words beside the colours say the same."""
_INK = "#22303a"
LEGEND = (
    "green: in date   amber: to be checked within 30 days   red: past its date\\n"
    "after the arrow: its last day, then in how many languages it is whole; a red border: one is missing\\n "
)


class NoGraphviz(Exception):
    """The program `dot` is not installed."""


def graph(kb: KnowledgeBase, catalogs: Catalogs, today: date, speech: Speech) -> graphviz.Digraph:
    """The drawing, labelled in the language of `speech`."""
    second = catalogs.get("ru") or speech
    look = {"rankdir": "LR", "nodesep": "0.08", "ranksep": "1.1", "pad": "0.3", "fontname": "DejaVu Sans"}
    drawing = graphviz.Digraph("tree", graph_attr={**look, "label": LEGEND, "labelloc": "t", "fontsize": "13"})
    drawing.attr("node", shape="box", style="filled,rounded", fontname="DejaVu Sans", fontsize="11", color=_INK)
    drawing.attr("edge", color="#8a97a1", arrowsize="0.6")
    drawing.node("menu", "Hamroh", fillcolor="#dbe7f3", fontsize="16")
    state = freshness(kb, catalogs, today)
    for topic in kb.topics.values():
        entries = kb.topic_entries(topic.id)
        title = f"{topic.icon} {label(topic.title, speech, second)}\\n{len(entries)}"
        drawing.node(topic_node(topic.id), title.strip(), fillcolor="#dbe7f3", fontsize="13")
        drawing.edge("menu", topic_node(topic.id))
        for entry in entries:
            colour = OVERDUE if entry in state.overdue else SOON if entry in state.soon else FRESH
            _draw(drawing, catalogs, entry, colour, label(entry.title, speech, second))
    return drawing


def draw(drawing: graphviz.Digraph, folder: Path) -> tuple[Path, ...]:
    """Write `tree.svg` and `tree.png`. Raises NoGraphviz."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return tuple(
            Path(drawing.render(outfile=folder / f"tree.{kind}", format=kind, cleanup=True)) for kind in ("svg", "png")
        )
    except graphviz.ExecutableNotFound as missing:
        raise NoGraphviz("`dot` is not installed; on Debian and Ubuntu: apt-get install graphviz") from missing


def _draw(drawing: graphviz.Digraph, catalogs: Catalogs, entry: Entry, colour: str, title: str) -> None:
    """An answer: its id, its end, and how many languages have it whole."""
    whole = sum(complete(entry, speech) for speech in catalogs)
    missing = whole < len(catalogs.languages)
    border = {"color": UNTRANSLATED, "penwidth": "2.5"} if missing else {}
    sign = " (protected)" if entry.sensitive else ""
    text = f"{title}{sign}\\n{entry.id} · → {entry.valid_until} · {whole}/{len(catalogs.languages)}"
    drawing.node(entry.id, text, fillcolor=colour, **border)
    drawing.edge(topic_node(entry.topic), entry.id)
