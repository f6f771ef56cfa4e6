"""Which strings of the content a translator gets, and where they stand. Extraction, screens and gate all ask here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge_base.markup import blocks
from knowledge_base.models import Contact, Entry, Place, Topic
from knowledge_base.yaml_lines import Field

_LATIN = re.compile("[A-Za-z]")
String = tuple[Field, int, str]
"""Field, lines below the field's own line, text."""


def translatable(text: str) -> bool:
    """What holds no Latin letter is shown as it is in every language: a street as on its sign, a bare number."""
    return bool(_LATIN.search(text))


def topic_strings(topic: Topic) -> Iterator[String]:
    """The strings of a topic."""
    yield from _only_translatable([(("title",), 0, topic.title), (("intro",), 0, topic.intro)])


def entry_strings(entry: Entry) -> Iterator[String]:
    """The strings of an entry, in the order in which they are shown."""
    yield from _only_translatable([(("title",), 0, entry.title), (("first",), 0, entry.first)])
    # A body is written as a block ("|"), so its first line is the one below the field.
    yield from _only_translatable([(("body",), block.line + 1, block.text) for block in blocks(entry.body)])
    for index, contact in enumerate(entry.contacts):
        yield from _only_translatable(_contact(("contacts", index), contact))
    for index, place in enumerate(entry.places):
        yield from _only_translatable(_place(("places", index), place))
    sources: list[String] = [
        (("sources", index, "title"), 0, source.title) for index, source in enumerate(entry.sources)
    ]
    yield from _only_translatable(sources)


def _contact(where: Field, contact: Contact) -> list[String]:
    note = [((*where, "note"), 0, contact.note)] if contact.note else []
    return [((*where, "name"), 0, contact.name), *note]


def _place(where: Field, place: Place) -> list[String]:
    named = {"name": place.name, "city": place.city, "address": place.address}
    return [((*where, name), 0, text) for name, text in named.items()]


def _only_translatable(strings: list[String]) -> Iterator[String]:
    return (string for string in strings if translatable(string[2]))
