"""Facts in texts: which ones a text names, and what stands in their place for a reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlsplit

from knowledge_base.models import Fact, Source
from locales import FIELD, Speech

FactShelf = Mapping[str, Fact]
"""Facts by id."""


def named_facts(text: str) -> list[str]:
    """The ids of the facts that a text names."""
    return FIELD.findall(text)


def without_facts(text: str) -> str:
    """The words around the facts."""
    return FIELD.sub(" ", text)


def filled(text: str, facts: FactShelf, speech: Speech) -> str:
    """The text with the values of its facts, not escaped. A fact that is gone leaves a gap, never a brace."""
    return FIELD.sub(lambda field: _shown(facts.get(field[1]), speech), text)


def distinct(sources: Iterable[Source]) -> list[Source]:
    """Each page once, in the order in which it is first named."""
    found: dict[str, Source] = {}
    for source in sources:
        found.setdefault(source.url, source)
    return list(found.values())


def site(url: str) -> str:
    """Who is behind an address, as people know them: `gosuslugi.ru`."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _shown(fact: Fact | None, speech: Speech) -> str:
    if fact is None:
        return "…"
    if fact.kind == "date":
        return speech.date(date.fromisoformat(fact.value))
    return speech.hours(fact.value) if fact.kind == "hours" else fact.value
