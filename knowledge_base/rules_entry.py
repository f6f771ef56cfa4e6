"""Rules of the publish gate on single entries: references, sources, dates, example questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge_base.case import Case, Rule
from knowledge_base.markup import loose_marks
from knowledge_base.report import SOON, Problem
from knowledge_base.strings import entry_strings


def related(case: Case) -> Iterator[Problem]:
    """A button that leads nowhere."""
    for entry in case.kb.entries.values():
        for index, other in enumerate(entry.related):
            if other not in case.kb.entries or other == entry.id:
                yield case.problem(entry.id, ("related", index), "related", f"there is no other entry {other}")


def categories(case: Case) -> Iterator[Problem]:
    """A code outside the list would be counted nowhere."""
    for entry in case.kb.entries.values():
        if entry.category not in case.known_categories:
            yield case.problem(entry.id, ("category",), "categories", f"there is no category {entry.category}")


def sources(case: Case) -> Iterator[Problem]:
    """No answer without a source, and none that can be changed on the way to the reader."""
    for entry in case.kb.entries.values():
        if not case.kb.sources_of(entry):
            yield case.problem(entry.id, ("sources",), "sources", "no source: an answer without one is a rumour")
        for index, source in enumerate(entry.sources):
            if not source.url.startswith("https://"):
                yield case.problem(entry.id, ("sources", index, "url"), "sources", f"{source.url} is not https")
            if source.read_on > case.today:
                yield case.problem(entry.id, ("sources", index, "read_on"), "sources", "read in the future")


def dates(case: Case) -> Iterator[Problem]:
    """Nothing is published past its end; authors hear of it thirty days before."""
    for entry in case.kb.entries.values():
        if entry.verified_on > case.today or entry.verified_on > entry.valid_until:
            yield case.problem(entry.id, ("verified_on",), "dates", "checked in the future, or after its end")
        ends = case.problem(entry.id, ("valid_until",), "valid-until", f"{entry.id} ended on {entry.valid_until}")
        if entry.stale(case.today):
            yield ends
        elif entry.valid_until - case.today <= SOON:
            yield replace(ends, level="warning", message=f"{entry.id} ends on {entry.valid_until}")


def questions(case: Case) -> Iterator[Problem]:
    """Without example questions the search does not find the entry in that language."""
    for entry in case.kb.entries.values():
        for code in case.catalogs.languages:
            if not entry.questions.get(code):
                yield case.problem(entry.id, ("questions",), "questions", "no example question", code)
        for code in entry.questions.keys() - set(case.catalogs.languages):
            yield case.problem(entry.id, ("questions", code), "questions", f"there is no language {code}", code)


def markup(case: Case) -> Iterator[Problem]:
    """Stars and brackets that close nothing would be shown to the reader."""
    for entry in case.kb.entries.values():
        for field, below, text in entry_strings(entry):
            if loose_marks(text):
                yield case.problem(entry.id, field, "markup", f"unclosed {loose_marks(text)[0]}", below=below)


RULES: tuple[Rule, ...] = (related, categories, sources, dates, questions, markup)
