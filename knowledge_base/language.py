"""Which language a message is written in, sloppy and transliterated writing included; learnt from our own texts.

The classifier of the search, over runs of one to three letters as they were typed: what folding makes equal is what
tells the languages apart. No list of languages elsewhere has Uzbek in two scripts beside Tajik and Turkmen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge_base.classifier import Classifier
from knowledge_base.facts import without_facts
from knowledge_base.folding import fold
from knowledge_base.kb import KnowledgeBase
from knowledge_base.markup import without_addresses
from knowledge_base.strings import entry_strings
from locales import Catalogs

LONGEST = 400
"""Characters that are looked at: more tell no more."""
FEWEST_WORDS = 2
_RUNS, _ROUNDS = (1, 2, 3), 2
_LINE = 40
"""Words of a text that are learnt together."""
_WORD = re.compile(r"[^\W\d_]+(?:[ʻʼ'`‘’][^\W\d_]+)*")
_SLOPPY = str.maketrans("ғқӣӯҳҷңөүұәўіһёäžňöşüýç", "гкиухчноууауихеaznosuyc")
_APOSTROPHES = str.maketrans({"ʻ": "'", "ʼ": "'", "`": "'", "‘": "'", "’": "'"})
_BARE = str.maketrans(dict.fromkeys("ʻʼ'`‘’", ""))
_IN_LATIN = ("ru", "tg", "ky", "kk")
"""Languages of Cyrillic script that people also type in Latin letters."""


class Languages:
    """Knows the languages of the catalogs; build it again when the content changes."""

    def __init__(self, kb: KnowledgeBase, catalogs: Catalogs) -> None:
        self._classifier = Classifier(_texts(kb, catalogs), _versions, _RUNS, _ROUNDS)

    def of(self, text: str) -> str | None:
        """The language of a text of some words; None for less, and for what is no language at all."""
        words = _words(text[:LONGEST])
        if len(words) < FEWEST_WORDS:
            return None
        scores = self._classifier.scores(words)
        return self._classifier.labels[int(scores.argmax())] if scores.any() else None


def _versions(code: str, text: str) -> Iterator[list[str]]:
    for version in dict.fromkeys(_as_people_write(code, text)):
        typed = _words(version)[:_LINE]
        if len(typed) >= FEWEST_WORDS:
            yield typed


def _words(text: str) -> list[str]:
    return [word.translate(_APOSTROPHES) for word in _WORD.findall(text.lower())]


def _texts(kb: KnowledgeBase, catalogs: Catalogs) -> Iterator[tuple[str, str]]:
    yield from ((one.language, one.text) for one in kb.examples if one.language in catalogs.languages)
    for entry in kb.entries.values():
        for code, questions in entry.questions.items():
            yield from ((code, question) for question in questions if code in catalogs.languages)
        for _, _, text in entry_strings(entry):
            plain = without_facts(without_addresses(text))
            yield "en", plain
            for speech in catalogs:
                said = speech.content(text)
                if said and speech.code != "en":
                    yield speech.code, without_facts(without_addresses(said))


def _as_people_write(code: str, text: str) -> Iterator[str]:
    """As we write it, without the letters that a Russian or English keyboard lacks, and in Latin letters."""
    lower = text.lower().translate(_APOSTROPHES)
    yield lower
    sloppy = lower.translate(_SLOPPY).translate(_BARE)
    if sloppy != lower:
        yield sloppy
    if code in _IN_LATIN:
        yield fold(text)
