"""Red flags in what people type: words, and ways of telling, of somebody who may be in danger.

The words are content (`emergencies/*.yaml`). A false alarm costs a kind sentence, a miss may cost a life: so all
languages are looked for at once, word order is free, and a few other words may stand between. What no term says is
learnt from messages as people write them (`told`), against all that people ask when nobody is in danger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge_base.detector import Detector, Sorter
from knowledge_base.folding import fold, words
from knowledge_base.kb import KnowledgeBase
from knowledge_base.models import EMERGENCIES, Emergency, Entry

_LONG = 6
"""From so many letters on a stem is also found with one letter wrong, missing, too many, or two exchanged."""
BETWEEN = 4
"""So many other words may stand among those of a term."""
_BARE = str.maketrans({"ş": "s", "ç": "c", "ž": "z"})
"""Turkmen as phones without its letters write it."""
_ENOUGH, _LISTED = -1.25, -3.5
"""Evidence from which on an alarm is raised, by itself and where a term is found: few dangers may be missed.

Of 768 dangers by other hands, which most only hint at, 96 in 100 are seen so (docs/decisions/0021).
"""
_SHORT, _OF_SHORT = 3, -0.5
"""Of so few words more is asked: one that often stands beside danger ("wife", "left hand") weighs too much alone.

Of the replies of everyday in `tests/knowledge_base/replies/` 4 in 100 raise an alarm so, without it 11.
"""
_NEAR = 1.0
"""Evidence by which a kind may be behind the likeliest and yet be as likely: a second one is named with it."""
AUTHORS = 2.5
"""How much what the authors wrote beside the terms weighs against any other danger: it must be seen by all means."""
SMALL_TALK = 4.0
"""How much a greeting or talk of other matters weighs against any other calm message: people write more of it."""
_PART = 24
"""Words of a long story that are read together."""


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
        # What people type when they ask: such a word is no mistyped word of danger.
        self._usual = {word for entry in kb.entries.values() for text in _asked(entry) for word in words(text)}
        self._kinds = Sorter(_dangers(kb))
        dangers = ((True, text, 1.0) for _, text in _dangers(kb))
        by_authors = ((True, text, AUTHORS) for text in _by_authors(kb))
        calm = ((False, text, 1.0) for text in _calm(kb))
        self._detector = Detector([*by_authors, *dangers, *calm, *((False, text, SMALL_TALK) for text in _others(kb))])

    def kinds(self, text: str) -> tuple[str, ...]:
        """The kinds of emergency that a text speaks of: the likeliest first, of those as likely the one least to wait.

        The text is a stranger's, up to any length; nothing it holds can raise.
        """
        typed = words(text)
        if not any(word.isalpha() for word in typed):
            return ()
        evidence = max(self._detector.evidence(part) for part in _parts(typed))
        found = self.listed(text) if evidence >= _LISTED else set()
        enough = _OF_SHORT if len(typed) <= _SHORT else _ENOUGH
        if not found and evidence < enough:
            return ()
        likely = dict(zip(self._kinds.labels, self._kinds.evidence(typed).tolist(), strict=True))
        likeliest = sorted(likely, key=lambda kind: -likely[kind])
        near = {kind for kind in likeliest if likely[likeliest[0]] - likely[kind] <= _NEAR}
        if evidence >= enough:
            found |= near.intersection(likeliest[:2])
        return tuple(sorted(found, key=lambda kind: (kind not in near, EMERGENCIES.index(kind))))

    def listed(self, text: str) -> set[str]:
        """The kinds of which a term stands in the text, whatever else speaks for or against it."""
        typed = words(text)
        places: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for at, word in enumerate(typed):
            for term, group in self._hits(word):
                places[term][group].append(at)
        return {self._terms[term].kind for term, where in places.items() if self._together(term, where)}

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


def _dangers(kb: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Dangers as they are told, by kind."""
    for kind, one in kb.emergencies.items():
        yield from ((kind, text) for texts in one.told.values() for text in texts)
        yield from ((kind, term.example) for terms in one.terms.values() for term in terms)
    yield from ((one.danger, one.text) for one in kb.examples if one.danger)


def _calm(kb: KnowledgeBase) -> Iterator[str]:
    """What people ask when nobody is in danger, without the questions of an answer to one: those often tell of it."""
    leading = {one.entry for one in kb.emergencies.values()}
    for entry in kb.entries.values():
        if entry.id not in leading:
            yield from _asked(entry)
    for one in kb.emergencies.values():
        yield from (term.counter for terms in one.terms.values() for term in terms)
    yield from (one.text for one in kb.examples if (one.entry or one.calm) and one.entry not in leading)


def _others(kb: KnowledgeBase) -> Iterator[str]:
    yield from (text for texts in kb.other_matters.values() for text in texts)
    yield from (one.text for one in kb.examples if one.other)


def _by_authors(kb: KnowledgeBase) -> Iterator[str]:
    """What the files of the emergencies hold: an example for each term, and whole messages."""
    for one in kb.emergencies.values():
        yield from (term.example for terms in one.terms.values() for term in terms)
        yield from (text for texts in one.told.values() for text in texts)


def _asked(entry: Entry) -> Iterator[str]:
    return (text for texts in entry.questions.values() for text in texts)


def _parts(typed: list[str]) -> Iterator[list[str]]:
    """A message whole, and a long one also in overlapping parts: what matters is somewhere in it."""
    yield typed
    if len(typed) > _PART:
        yield from (typed[start : start + _PART] for start in range(0, len(typed) - _PART // 2, _PART // 2))


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
