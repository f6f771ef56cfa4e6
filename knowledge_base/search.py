"""Finding the answer to what a person typed: folded words and trigrams, weighed by how rare they are."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Literal

from knowledge_base.folding import trigrams, words
from knowledge_base.kb import KnowledgeBase
from knowledge_base.models import Entry
from locales import Catalogs

LONGEST = 1_000
"""Characters of a message that are looked at: what matters stands in front, and the work stays bounded."""
_SURE, _POSSIBLE, _LEAD = 0.62, 0.42, 0.12
"""Tried on our example questions, each left out in turn, and on 22 on other matters, of which one passed."""
_OTHER_LANGUAGE = 0.95


@dataclass(frozen=True)
class Hit:
    """An entry that may answer, and how well it fits: 0 to 1."""

    id: str
    score: float


@dataclass(frozen=True)
class Found:
    """`answer`: show the first result at once. `choose`: let the person choose among them. `none`: we don't know."""

    decision: Literal["answer", "choose", "none"]
    results: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class _Line:
    """A title or example question."""

    entry: str
    language: str | None
    features: frozenset[str]


class Search:
    """An index over the titles and example questions of all languages; build it again when the content changes."""

    def __init__(self, kb: KnowledgeBase, catalogs: Catalogs) -> None:
        self._lines = [line for entry in kb.entries.values() for line in _lines(entry, catalogs)]
        self._holders: dict[str, set[str]] = defaultdict(set)
        for line in self._lines:
            for feature in line.features:
                self._holders[feature].add(line.entry)
        self._entries = len(kb.entries)
        self._index: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, line in enumerate(self._lines):
            for feature, weight in _unit(self._weights(line.features)).items():
                self._index[feature].append((number, weight))

    def find(self, text: str, language: str | None = None, limit: int = 3) -> Found:
        """The best entries for any text, at most `limit`. The text is a stranger's: nothing it holds can raise."""
        weights = self._weights(_features(text[:LONGEST]))
        closeness, coverage = self._closeness(weights, language), self._coverage(weights)
        hits = [Hit(entry, round((close + coverage[entry]) / 2, 4)) for entry, close in closeness.items()]
        hits.sort(key=_best_first)
        possible = tuple(hit for hit in hits if hit.score >= _POSSIBLE)[: max(0, limit)]
        if not possible:
            return Found("none")
        lead = possible[0].score - (hits[1].score if len(hits) > 1 else 0)
        return Found("answer" if possible[0].score >= _SURE and lead >= _LEAD else "choose", possible)

    def _closeness(self, weights: dict[str, float], language: str | None) -> dict[str, float]:
        """For each entry the cosine of its closest line."""
        by_line: dict[int, float] = defaultdict(float)
        for feature, weight in _unit(weights).items():
            for number, other in self._index.get(feature, ()):
                by_line[number] += weight * other
        best: dict[str, float] = defaultdict(float)
        for number, score in by_line.items():
            line = self._lines[number]
            fits = language is None or line.language == language
            best[line.entry] = max(best[line.entry], score if fits else score * _OTHER_LANGUAGE)
        return best

    def _coverage(self, weights: dict[str, float]) -> dict[str, float]:
        """For each entry how much of the question it knows in any of its lines."""
        total = sum(weights.values()) or 1
        known: dict[str, float] = defaultdict(float)
        for feature, weight in weights.items():
            for entry in self._holders.get(feature, ()):
                known[entry] += weight / total
        return known

    def _weights(self, features: Set[str]) -> dict[str, float]:
        """Inverse document frequency over entries: a word that all of them hold says nothing."""
        return {
            feature: math.log(1 + self._entries / (len(self._holders.get(feature, ())) or 1)) for feature in features
        }


def _lines(entry: Entry, catalogs: Catalogs) -> Iterator[_Line]:
    yield _Line(entry.id, "en", _features(entry.title))
    for speech in catalogs:
        title = speech.content(entry.title)
        if title:
            yield _Line(entry.id, speech.code, _features(title))
    for language, questions in entry.questions.items():
        yield from (_Line(entry.id, language, _features(question)) for question in questions)


def _features(text: str) -> frozenset[str]:
    """Words whole, and their trigrams: endings and slips of the finger leave most of those alone."""
    found = words(text)
    return frozenset(f"w{word}" for word in found) | {f"t{piece}" for word in found for piece in trigrams(word)}


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1
    return {feature: weight / length for feature, weight in weights.items()}


def _best_first(hit: Hit) -> tuple[float, str]:
    return -hit.score, hit.id
