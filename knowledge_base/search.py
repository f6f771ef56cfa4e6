"""Finding the answer to what a person typed, and knowing when it is not found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from knowledge_base.classifier import Classifier
from knowledge_base.folding import words
from knowledge_base.kb import KnowledgeBase
from knowledge_base.models import Entry
from locales import Catalogs

LONGEST = 1_000
"""Characters of a message that are looked at: what matters stands in front, and the work stays bounded."""
RESULTS = 3
"""More buttons would be a list to read."""
_POSSIBLE = 0.22
"""Of our example questions, each fifth left out in turn, 3 in 100 fit no answer as well as this."""
_SURE, _PER_LEAD = 0.8, 1.86
"""Of what is answered at once 95 in 100 are right on the same; logistic regression gave the weight of the lead."""
_CLEARLY = 0.2
"""So far in front must be that no answer is for it: one button too many costs less than a question unanswered."""
_OTHER = ""
"""The label of what no entry answers."""


@dataclass(frozen=True)
class Hit:
    """An entry that may answer, and how well it fits: 0 to about 1."""

    id: str
    score: float


@dataclass(frozen=True)
class Found:
    """`answer`: show the first result at once. `choose`: let the person choose among them. `none`: we don't know."""

    decision: Literal["answer", "choose", "none"]
    results: tuple[Hit, ...] = ()


class Search:
    """Learnt from titles and example questions of all languages at once; build it again when the content changes."""

    def __init__(self, kb: KnowledgeBase, catalogs: Catalogs) -> None:
        lines = [(entry.id, line) for entry in kb.entries.values() for line in _lines(entry, catalogs)]
        lines += [(_OTHER, line) for questions in kb.other_matters.values() for line in questions]
        lines += [(one.entry or _OTHER, one.text) for one in kb.examples if one.entry or one.other]
        single = (words(line) for label, line in lines if label != _OTHER and len(line.split()) == 1)
        self._keywords = {typed[0] for typed in single if len(typed) == 1}
        self._classifier = Classifier(lines)

    def find(self, text: str, limit: int = RESULTS) -> Found:
        """The best entries for any text, at most `limit`. The text is a stranger's: nothing it holds can raise."""
        labels = self._classifier.labels
        typed = words(text[:LONGEST])
        if not labels or not typed or limit < 1:
            return Found("none")
        fit = self._classifier.scores(typed)
        best = np.argsort(-fit, kind="stable")[: limit + 1]
        hits = [Hit(labels[number], round(float(fit[number]), 4)) for number in best]
        possible = tuple(hit for hit in hits if hit.score >= _POSSIBLE and hit.id != _OTHER)[:limit]
        other = hits[0].id == _OTHER
        if not possible or (other and hits[0].score - possible[0].score > _CLEARLY):
            return Found("none")
        if other:
            return Found("choose", possible)
        lead = hits[0].score - (hits[1].score if len(hits) > 1 else 0)
        too_little = len(typed) == 1 and typed[0] not in self._keywords
        sure = hits[0].score + _PER_LEAD * lead >= _SURE and not too_little
        return Found("answer" if sure else "choose", possible)


def _lines(entry: Entry, catalogs: Catalogs) -> Iterator[str]:
    yield entry.title
    for speech in catalogs:
        title = speech.content(entry.title)
        if title:
            yield title
    for questions in entry.questions.values():
        yield from questions
