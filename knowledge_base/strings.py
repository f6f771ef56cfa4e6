"""Which strings of the content a translator gets, and where they stand. Extraction, screens and gate all ask here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge_base.facts import without_facts
from knowledge_base.markup import blocks
from knowledge_base.models import City, Entry, Reply, Topic
from knowledge_base.yaml_lines import Field

_LATIN = re.compile("[A-Za-z]")
String = tuple[Field, int, str]
"""Field, lines below the field's own line, text."""


def translatable(text: str) -> bool:
    """What holds no Latin letter beside its facts is shown as it is in every language: a street as on its sign."""
    return bool(_LATIN.search(without_facts(text)))


def topic_strings(topic: Topic) -> Iterator[String]:
    """The strings of a topic."""
    yield from _only_translatable([(("title",), 0, topic.title), (("intro",), 0, topic.intro)])


def city_strings(cities: Iterable[City]) -> Iterator[String]:
    """The names of the cities."""
    return ((("cities", index, "name"), 0, city.name) for index, city in enumerate(cities))


def reply_strings(replies: Iterable[Reply]) -> Iterator[String]:
    """The titles and texts of the ready replies."""
    for index, reply in enumerate(replies):
        yield ("replies", index, "title"), 0, reply.title
        yield ("replies", index, "text"), 0, reply.text


def entry_strings(entry: Entry) -> Iterator[String]:
    """The strings of an entry that a translator gets."""
    yield from _only_translatable(all_strings(entry))


def all_strings(entry: Entry) -> Iterator[String]:
    """Everything of an entry that is shown, in the order in which it is."""
    yield ("title",), 0, entry.title
    yield ("first",), 0, entry.first
    yield from _blocks(("body",), entry.body)
    for index, variant in enumerate(entry.by_nationality):
        yield from _blocks(("by_nationality", index, "text"), variant.text)
    for index, contact in enumerate(entry.contacts):
        yield from _parts(("contacts", index), {"name": contact.name, "note": contact.note}, contact.phones)
    for index, place in enumerate(entry.places):
        named = {"name": place.name, "address": place.address, "hours": place.hours}
        yield from _parts(("places", index), named, place.phones)


def _blocks(field: Field, text: str) -> Iterator[String]:
    # A body is written as a block ("|"), so its first line is the one below the field.
    return ((field, block.line + 1, block.text) for block in blocks(text))


def _parts(where: Field, named: dict[str, str | None], phones: tuple[str, ...]) -> Iterator[String]:
    yield from (((*where, name), 0, text) for name, text in named.items() if text)
    yield from (((*where, "phones", number), 0, phone) for number, phone in enumerate(phones))


def _only_translatable(strings: Iterable[String]) -> Iterator[String]:
    return (string for string in strings if translatable(string[2]))
