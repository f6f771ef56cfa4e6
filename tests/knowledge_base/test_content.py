"""The content itself: nothing goes out that the gate would stop."""

from __future__ import annotations

import csv
from pathlib import Path

from knowledge_base import CONTENT_FOLDER, EMERGENCY, Search, Tree, check, fact_table, load
from knowledge_base import __file__ as here
from locales import Catalogs

CODES = Path(here).parents[1] / "needs_assessment" / "categories.csv"


def known_categories() -> set[str]:
    with CODES.open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file)}


def test_the_content_passes_the_gate_on_the_day_it_was_checked_last() -> None:
    """The day is the content's own, so that this fails over a change and not over the calendar."""
    kb = load()
    read = [source.read_on for one in (*kb.entries.values(), *kb.facts.values()) for source in one.sources]
    today = max(*read, *(entry.verified_on for entry in kb.entries.values()))
    report = check(CONTENT_FOLDER, Catalogs.load(), known_categories(), today)
    assert [str(problem) for problem in report.errors] == []


def test_the_table_of_facts_is_up_to_date() -> None:
    """If this fails: `hamroh kb facts > docs/facts.md`."""
    assert (Path(here).parents[1] / "docs" / "facts.md").read_text("utf-8") == fact_table(load())


def test_every_fact_is_used_or_kept_beside_its_sources() -> None:
    """A fact that nobody uses is no fault: it was found, and waits. What is used has to be there."""
    kb = load()
    used = {name for entry in kb.entries.values() for name in kb.facts_of(entry)}
    assert used <= set(kb.facts)
    assert len(used) > len(kb.facts) / 2


def test_the_emergency_numbers_are_one_tap_away() -> None:
    kb = load()
    tree = Tree(kb)
    assert f"t_{EMERGENCY}" in tree.aside
    assert kb.topic_entries(EMERGENCY)
    assert all(tree.taps(entry.id) == 2 for entry in kb.topic_entries(EMERGENCY))


def test_every_example_question_leads_to_its_entry() -> None:
    kb = load()
    search = Search(kb, Catalogs.load())
    lost = [
        f"{entry.id} {language}: {question}"
        for entry in kb.entries.values()
        for language, questions in entry.questions.items()
        for question in questions
        if entry.id not in {hit.id for hit in search.find(question).results}
    ]
    assert lost == []
