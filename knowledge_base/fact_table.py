"""All facts as a page of Markdown: what the answers rest on, for whoever has to verify it."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge_base.facts import site
from knowledge_base.kb import KnowledgeBase
from knowledge_base.models import Fact


def fact_table(kb: KnowledgeBase) -> str:
    """A table for each file of facts, in the order of the files."""
    files: dict[str, list[Fact]] = {}
    for fact in kb.facts.values():
        files.setdefault(kb.origins[f"fact:{fact.id}"].file, []).append(fact)
    used = _users(kb)
    about = (
        f"{len(kb.facts)} facts on which the answers rest, written by `hamroh kb facts`. **Bold**: a mistake could get "
        "somebody expelled, fined or hurt. What could not be verified: [content-doubts.md](content-doubts.md)."
    )
    parts = ["# Facts", about]
    for file, facts in sorted(files.items()):
        parts.append("\n".join([f"## {file}", "", _HEAD, _RULE, *(_row(fact, used) for fact in facts)]))
    return "\n\n".join(parts) + "\n"


_HEAD = "| fact | value | what it is | for | sources (their date) | confidence | verify by | used in |"
_RULE = "|---|---|---|---|---|---|---|---|"


def _row(fact: Fact, used: dict[str, list[str]]) -> str:
    name = f"**{fact.id}**" if fact.risk == "high" else fact.id
    value = "" if fact.kind == "rule" else " ".join(filter(None, (fact.value, fact.unit)))
    says = fact.says if fact.kind != "rule" else fact.value
    basis = f" ({fact.legal_basis})" if fact.legal_basis else ""
    cells = (
        name,
        value,
        says + basis,
        " ".join(fact.nationalities) or "all",
        ", ".join(_sources(fact)),
        fact.confidence,
        fact.reverify_by.isoformat(),
        ", ".join(used.get(fact.id, ())) or "–",
    )
    return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |"


def _sources(fact: Fact) -> Iterator[str]:
    for source in fact.sources:
        yield f"[{site(source.url)}]({source.url}) ({source.date or 'undated'})"


def _users(kb: KnowledgeBase) -> dict[str, list[str]]:
    used: dict[str, list[str]] = {}
    for entry in kb.entries.values():
        for fact_id in kb.facts_of(entry):
            used.setdefault(fact_id, []).append(entry.id)
    return used
