"""Which language a message is written in, sloppy and transliterated writing included; learnt from our own texts.

Multinomial naive Bayes over runs of one to four letters (W. B. Cavnar and J. M. Trenkle, N-Gram-Based Text
Categorization, 1994, began it). No list of languages elsewhere has Uzbek in two scripts beside Tajik and Turkmen.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from knowledge_base.facts import without_facts
from knowledge_base.folding import fold
from knowledge_base.kb import KnowledgeBase
from knowledge_base.markup import without_addresses
from knowledge_base.strings import entry_strings
from locales import Catalogs

LONGEST = 400
"""Characters that are looked at: more tell no more."""
FEWEST_WORDS = 2
_RARE = 2
"""Runs seen no more often than this in all texts say little, and would take half of the memory."""
_RUNS = (1, 2, 3, 4)
_SMOOTH = 0.1
_WORD = re.compile(r"[^\W\d_]+(?:[ʻʼ'`‘’][^\W\d_]+)*")
_SLOPPY = str.maketrans("ғқӣӯҳҷңөүұәўіһёäžňöşüýç", "гкиухчноууауихеaznosuyc")
_APOSTROPHES = str.maketrans({"ʻ": "'", "ʼ": "'", "`": "'", "‘": "'", "’": "'"})
_BARE = str.maketrans(dict.fromkeys("ʻʼ'`‘’", ""))
_IN_LATIN = ("ru", "tg", "ky", "kk")
"""Languages of Cyrillic script that people also type in Latin letters."""


class Languages:
    """Knows the languages of the catalogs; build it again when the content changes."""

    def __init__(self, kb: KnowledgeBase, catalogs: Catalogs) -> None:
        spoken: dict[str, Counter[str]] = {code: Counter() for code in catalogs.languages}
        for code, text in _texts(kb, catalogs):
            for written in _as_people_write(code, text):
                spoken[code].update(_WORD.findall(written))
        seen = {code: _counted(words) for code, words in spoken.items()}
        self._codes = tuple(seen)
        totals = [sum(seen[code].values()) + 1 for code in self._codes]
        everywhere = Counter[str]()
        for runs in seen.values():
            everywhere.update(runs)
        self._weights = {
            run: tuple(
                math.log((seen[code][run] + _SMOOTH) / total) for code, total in zip(self._codes, totals, strict=True)
            )
            for run, times in everywhere.items()
            if times > _RARE
        }

    def of(self, text: str) -> str | None:
        """The language of a text of some words; None for less, and for what is no language at all."""
        words = _WORD.findall(text[:LONGEST].lower())
        if len(words) < FEWEST_WORDS:
            return None
        runs = (run for word in words for run in _runs(word.translate(_APOSTROPHES)))
        known = [self._weights[run] for run in runs if run in self._weights]
        scores = [sum(column) for column in zip(*known, strict=True)]
        return self._codes[scores.index(max(scores))] if scores else None


def _texts(kb: KnowledgeBase, catalogs: Catalogs) -> Iterator[tuple[str, str]]:
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


def _counted(words: Counter[str]) -> Counter[str]:
    """How often each run stands in a text, from how often its words do: a word is cut up once."""
    counts: Counter[str] = Counter()
    for word, times in words.items():
        for run in _runs(word):
            counts[run] += times
    return counts


def _runs(word: str) -> Iterator[str]:
    padded = f" {word} "
    for size in _RUNS:
        yield from (padded[at : at + size] for at in range(len(padded) - size + 1))
