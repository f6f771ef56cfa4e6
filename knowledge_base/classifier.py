"""A linear classifier of short texts over runs of letters: learns from examples in seconds, answers in microseconds.

Each label begins with the profile of its examples (J. Rocchio, Relevance Feedback, 1971) and is corrected where a
wrong label comes too close: passive-aggressive updates (K. Crammer and others, Online Passive-Aggressive Algorithms,
JMLR 7, 2006), averaged over the rounds. docs/decisions/0015 holds what it was compared with.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import cast

import numpy as np
import numpy.typing as npt

from knowledge_base.features import Numbers, Vocabulary, letter_runs, letter_runs_of, unit
from knowledge_base.folding import words
from knowledge_base.learnt import Arrays, learnt, strings, texts_of

RUNS = (2, 3, 4)
ROUNDS = 4
_MARGIN = 0.5
"""So far the right label should be in front of the best wrong one."""
_STEP = 0.5
_REPEATED = 0.5
"""A run that stands in many examples of a label counts by their number to this power."""
_HEAD_START = 2.0
"""How long the profiles are, measured in corrections."""
_NAME = "classifier-6"
"""Changes with the way of learning: what was learnt in another way is not read."""

Floats = npt.NDArray[np.float32]
Line = tuple[str, str]
"""A label, and a text as it was written."""
Cut = Callable[[str, str], Iterable[Sequence[str]]]
"""What is learnt from a label's text: its words, perhaps in several spellings."""


_Example = tuple[str, Sequence[str]]


def folded(_label: str, text: str) -> Iterable[Sequence[str]]:
    """The folded words of a text, whatever its label."""
    return [words(text)]


class Classifier:
    """Knows labels by example texts; made anew when they change. The same examples always give the same."""

    def __init__(
        self, lines: Iterable[Line], cut: Cut = folded, sizes: Sequence[int] = RUNS, rounds: int = ROUNDS
    ) -> None:
        """Learn, or read what was learnt from the same before: then nothing is cut into words again.

        `sizes`: of the runs of letters; `rounds`: how often the examples are gone through.
        """
        self._sizes = tuple(sizes)
        taught = list(dict.fromkeys(lines))
        name = f"{_NAME}-{''.join(map(str, sizes))}-{rounds}"
        told = (part for line in taught for part in line)
        kept = learnt(name, told, lambda: _learn(_cut(taught, cut), self._sizes, rounds))
        self.labels = tuple(texts_of(kept["labels"]))
        self._unknown = math.log(1 + len(self.labels))
        self._vocabulary = Vocabulary(kept["runs"], kept["holders"])
        self._rarity: Floats = kept["rarity"]
        self._weights: Floats = kept["weights"].astype(np.float32)

    def scores(self, typed: Sequence[str]) -> Floats:
        """How well folded words fit each label, in the order of the labels; about 1 is a perfect fit, 0 none."""
        runs = letter_runs(typed, self._sizes)
        known = self._vocabulary.places(runs)
        if not len(known):
            return np.zeros(len(self.labels), np.float32)
        rarity = self._rarity[known]
        length = math.sqrt(float(rarity @ rarity) + (len(runs) - len(known)) * self._unknown**2)
        return cast("Floats", (rarity / length) @ self._weights[known])


def _cut(lines: Iterable[Line], cut: Cut) -> list[_Example]:
    return [(label, typed) for label, text in lines for typed in cut(label, text)]


def _learn(examples: Sequence[_Example], sizes: Sequence[int], rounds: int) -> Arrays:
    labels = tuple(dict.fromkeys(label for label, _ in examples))
    cut = letter_runs_of([typed for _, typed in examples], sizes)
    vocabulary = Vocabulary.of_examples(cut)
    texts = [vocabulary.places(runs) for runs in cut]
    numbers = {label: number for number, label in enumerate(labels)}
    rights = [numbers[label] for label, _ in examples]
    counts = np.zeros((len(vocabulary), len(labels)), np.float32)
    for text, right in zip(texts, rights, strict=True):
        counts[text, right] += 1
    holders = np.count_nonzero(counts, axis=1)
    rarity: Floats = np.log1p(len(labels) / np.maximum(holders, 1)).astype(np.float32)
    weights = _corrected(_profiles(counts, rarity), rarity, texts, rights, rounds)
    return {
        "labels": strings(labels),
        "runs": vocabulary.known,
        "holders": vocabulary.holders,
        "rarity": rarity,
        "weights": weights.astype(np.float16),
    }


def _corrected(weights: Floats, rarity: Floats, texts: Sequence[Numbers], rights: Sequence[int], rounds: int) -> Floats:
    units = [unit(rarity[text]) for text in texts]
    order = np.random.default_rng(0)
    average = np.zeros_like(weights)
    for _ in range(rounds):
        for number in order.permutation(len(texts)):
            _correct(weights, texts[number], units[number], rights[number])
        average += weights / rounds
    return average


def _correct(weights: Floats, text: Numbers, typed: Floats, right: int) -> None:
    fit = typed @ weights[text]
    wanted = fit[right] - _MARGIN
    fit[right] = -np.inf
    rival = int(fit.argmax())
    loss = float(fit[rival] - wanted)
    if 0 < loss < np.inf:
        step = min(_STEP, loss / 2) * typed
        weights[text, right] += step
        weights[text, rival] -= step


def _profiles(counts: Floats, rarity: Floats) -> Floats:
    np.power(counts, _REPEATED, out=counts, where=counts > 0)
    counts *= rarity[:, None]
    lengths = np.sqrt(np.einsum("ij,ij->j", counts, counts))
    counts *= _HEAD_START / np.maximum(lengths, 1e-9)
    return counts
