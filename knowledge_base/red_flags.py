"""Red flags in what people type: words, and ways of telling, of somebody who may be in danger.

The words are content (`emergencies/*.yaml`). A false alarm costs a kind sentence, a miss may cost a life: so all
languages are looked for at once, word order is free, and a few other words may stand between. What no term says is
learnt from messages as people write them (`told`), against all that people ask when nobody is in danger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from knowledge_base.classifier import Classifier, windows
from knowledge_base.folding import fold, words
from knowledge_base.kb import KnowledgeBase
from knowledge_base.models import EMERGENCIES, Emergency

_LONG = 6
"""From so many letters on a stem is also found with one letter wrong, missing, too many, or two exchanged."""
BETWEEN = 4
"""So many other words may stand among those of a term."""
_BARE = str.maketrans({"ş": "s", "ç": "c", "ž": "z"})
"""Turkmen as phones without its letters write it."""
_FIT, _AHEAD = 0.2, 0.05
"""A danger is told when it fits so well, and better than any ordinary question; a part of a long story by so much."""
_DANGER = "!"
"""In front of the labels that are kinds of danger."""
_ORDINARY = ""
_Example = tuple[str, list[str]]
"""A label, and the folded words of a text."""


@dataclass(frozen=True)
class _Stem:
    text: str
    open: bool
    """Whether more letters may follow."""


@dataclass(frozen=True)
class _Term:
    kind: str
    groups: int


class RedFlags:
    """The terms of all languages, ready to be looked for; build it again when the content changes."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._terms: list[_Term] = []
        self._whole: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._begins: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._slips: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for emergency in kb.emergencies.values():
            for groups in dict.fromkeys(_all_groups(emergency)):
                self._add(emergency.id, groups)
        self._longest = max(map(len, self._slips), default=0) + 1
        asked = list(_asked(kb))
        # What people type when they ask: such a word is no mistyped word of danger.
        self._usual = {word for _, typed in asked for word in typed}
        told = any(one.told for one in kb.emergencies.values())
        self._classifier = Classifier([*_dangers(kb), *asked, *_others(kb)] if told else [])
        self._tells = np.array([label.startswith(_DANGER) for label in self._classifier.labels], dtype=bool)

    def kinds(self, text: str) -> tuple[str, ...]:
        """The kinds of emergency that a text speaks of, the one whose first step can least wait in front.

        The text is a stranger's, up to any length; nothing it holds can raise.
        """
        typed = words(text)
        found = self._listed(typed) | self._told(typed)
        return tuple(kind for kind in EMERGENCIES if kind in found)

    def _listed(self, typed: list[str]) -> set[str]:
        """The kinds of which a term stands in the text."""
        places: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for at, word in enumerate(typed):
            for term, group in self._hits(word):
                places[term][group].append(at)
        return {self._terms[term].kind for term, where in places.items() if self._together(term, where)}

    def _told(self, typed: list[str]) -> set[str]:
        """The kind that a part of the text tells of more than it asks an ordinary question."""
        labels = self._classifier.labels
        if not labels or not typed:
            return set()
        fits = np.array([self._classifier.scores(window) for window in windows(typed)])
        danger, ordinary = np.where(self._tells, fits, -np.inf), np.where(self._tells, -np.inf, fits)
        ahead = 0 if len(fits) == 1 else _AHEAD  # each part of a long story is one more chance to err
        telling = (danger.max(axis=1) > _FIT) & (danger.max(axis=1) > ordinary.max(axis=1) + ahead)
        return {labels[number].removeprefix(_DANGER) for number in danger.argmax(axis=1)[telling]}

    def _add(self, kind: str, groups: tuple[frozenset[_Stem], ...]) -> None:
        number = len(self._terms)
        self._terms.append(_Term(kind, len(groups)))
        for group, stems in enumerate(groups):
            for stem in stems:
                (self._begins if stem.open else self._whole)[stem.text].append((number, group))
                if len(stem.text) >= _LONG:
                    for shorter in _shortened(stem.text):
                        self._slips[shorter].add((number, group))

    def _hits(self, word: str) -> set[tuple[int, int]]:
        exact = set(self._whole.get(word, ()))
        for end in range(1, len(word) + 1):
            exact.update(self._begins.get(word[:end], ()))
        return exact if exact or word in self._usual else self._slipped(word)

    def _slipped(self, word: str) -> set[tuple[int, int]]:
        """Where one letter was mistyped: both, shortened by a letter, are alike."""
        found: set[tuple[int, int]] = set()
        for end in range(_LONG - 1, min(len(word), self._longest + 1) + 1):
            found.update(self._slips.get(word[:end], ()))
            for shorter in _shortened(word[:end]):
                found.update(self._slips.get(shorter, ()))
        return found

    def _together(self, term: int, where: dict[int, list[int]]) -> bool:
        """Whether every group of a term has a word of its own, near enough to the others."""
        groups = self._terms[term].groups
        if len(where) < groups:
            return False
        reach = groups + BETWEEN
        first, *others = (where[group] for group in range(groups))
        return any(_near(start, others, reach) for start in first)


def _shortened(text: str) -> set[str]:
    return {text[:at] + text[at + 1 :] for at in range(len(text))}


def _near(start: int, others: list[list[int]], reach: int) -> bool:
    taken = {start}
    for positions in others:
        free = (at for at in positions if at not in taken and abs(at - start) < reach)
        closest = min(free, key=lambda at: abs(at - start), default=None)
        if closest is None:
            return False
        taken.add(closest)
    return True


def _dangers(kb: KnowledgeBase) -> Iterator[_Example]:
    """Dangers as told, and what looks much like them."""
    for kind, one in kb.emergencies.items():
        yield from ((_DANGER + kind, words(text)) for texts in one.told.values() for text in texts)
        for term in (term for terms in one.terms.values() for term in terms):
            yield _DANGER + kind, words(term.example)
            yield _ORDINARY, words(term.counter)


def _asked(kb: KnowledgeBase) -> Iterator[_Example]:
    """Example questions; those of the answer to a danger tell of it."""
    leading = {one.entry: _DANGER + kind for kind, one in kb.emergencies.items()}
    for entry in kb.entries.values():
        label = leading.get(entry.id, entry.id)
        yield from ((label, words(text)) for texts in entry.questions.values() for text in texts)


def _others(kb: KnowledgeBase) -> Iterator[_Example]:
    return ((_ORDINARY, words(text)) for texts in kb.other_matters.values() for text in texts)


def _all_groups(emergency: Emergency) -> Iterator[tuple[frozenset[_Stem], ...]]:
    for language, terms in emergency.terms.items():
        for term in terms:
            yield _groups(term.term)
            if language == "tk":
                yield _groups(term.term.translate(_BARE))


def _groups(term: str) -> tuple[frozenset[_Stem], ...]:
    """`ребен*|сын* пропал*`: a word of each group; with an asterisk more letters may follow."""
    return tuple(frozenset(_stems(group.split("|"))) for group in term.split())


def _stems(choices: Iterable[str]) -> Iterator[_Stem]:
    for choice in choices:
        yield _Stem(fold(choice.rstrip("*")), choice.endswith("*"))
