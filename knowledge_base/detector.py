"""A yes-or-no model of texts: how much speaks for a message being one of those that must not be overlooked.

Logistic regression over runs of letters, words and pairs of words, learnt in small batches with steps that adapt to how
often a feature was met (J. Duchi and others, Adaptive Subgradient Methods, JMLR 12, 2011). For this question it leaves
half of the false alarms that the classifier of many labels would raise (docs/decisions/0016).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge_base.features import Features, Numbers, Vocabulary, letter_runs, letter_runs_of, unit, words_and_pairs
from knowledge_base.folding import words
from knowledge_base.learnt import Arrays, learnt

_RUNS = (2, 3, 4, 5)
_RARE = 2
"""A feature that stands in fewer examples tells nothing that would hold for others."""
_ROUNDS, _BATCH, _STEP = 10, 128, 0.2
_LOUD = 0.5
"""How much the yes together weigh, measured against all the noes."""
_NAME = "detector-6"

Floats = npt.NDArray[np.float32]
Line = tuple[bool, str, float]
"""Whether it must be seen, a text as it was written, and how much it weighs among its like."""
_Example = tuple[bool, Sequence[str], float]


class Detector:
    """Learnt from examples, or read as it was learnt from the same before."""

    def __init__(self, lines: Iterable[Line]) -> None:
        taught = list(dict.fromkeys(lines))
        told = (f"{int(seen)} {weight} {text}" for seen, text, weight in taught)
        kept = learnt(_NAME, told, lambda: _learn([(seen, words(text), weight) for seen, text, weight in taught]))
        self._vocabulary = Vocabulary(kept["features"], kept["holders"])
        self._rarity: Floats = kept["rarity"]
        self._weights: Floats = kept["weights"]
        self._bias = float(kept["bias"][0])

    def evidence(self, typed: Sequence[str]) -> float:
        """The logarithm of the odds, as far as the examples were weighed; below the bias's own for an unknown text."""
        known = self._vocabulary.places(_features(typed))
        if not len(known):
            return float(-np.inf)
        return float(unit(self._rarity[known]) @ self._weights[known]) + self._bias


@dataclass(frozen=True)
class _Text:
    numbers: Numbers
    values: Floats
    seen: bool
    weight: float


@dataclass
class _Model:
    weights: Floats
    met: Floats
    bias: float = 0.0
    bias_met: float = 1e-3

    def learn(self, batch: Sequence[_Text], loud: float) -> None:
        """One step, from the examples of a batch laid end to end; each yes weighs `loud` noes."""
        numbers = np.concatenate([text.numbers for text in batch])
        values = np.concatenate([text.values for text in batch])
        lengths = np.array([len(text.numbers) for text in batch])
        wanted = np.array([text.seen for text in batch], np.float32)
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        sums = np.add.reduceat(self.weights[numbers] * values, starts) + self.bias
        weights = np.array([text.weight for text in batch], np.float32)
        wrong = (1 / (1 + np.exp(-sums)) - wanted) * np.where(wanted > 0, loud, 1) * weights
        pulls = np.repeat(wrong, lengths) * values
        slopes = np.bincount(numbers, weights=pulls, minlength=len(self.weights)).astype(np.float32)
        self.met += slopes * slopes
        self.weights -= _STEP * slopes / np.sqrt(self.met)
        slope = float(wrong.sum())
        self.bias_met += slope * slope
        self.bias -= _STEP * slope / self.bias_met**0.5


def _learn(examples: Sequence[_Example]) -> Arrays:
    runs = letter_runs_of([typed for _, typed, _ in examples], _RUNS)
    whole = (words_and_pairs(typed) for _, typed, _ in examples)
    cut = [np.concatenate(both) for both in zip(runs, whole, strict=True)]
    vocabulary = Vocabulary.of_examples(cut, _RARE)
    rarity = np.log1p(len(examples) / np.maximum(vocabulary.holders, 1)).astype(np.float32)
    texts = [vocabulary.places(features) for features in cut]
    pairs = zip(texts, examples, strict=True)
    known = [_Text(text, unit(rarity[text]), seen, weight) for text, (seen, _, weight) in pairs if len(text)]
    weights, bias = _corrected(known, len(vocabulary))
    return {
        "features": vocabulary.known,
        "holders": vocabulary.holders,
        "rarity": rarity,
        "weights": weights,
        "bias": np.array([bias]),
    }


def _corrected(texts: Sequence[_Text], features: int) -> tuple[Floats, float]:
    """The weights, averaged over the second half of the way: the last steps alone would sway them."""
    model = _Model(np.zeros(features, np.float32), np.full(features, 1e-3, np.float32))
    yes = sum(text.seen for text in texts)
    loud = _LOUD * (len(texts) - yes) / max(yes, 1)
    batches = list(_rounds(len(texts)))
    average = np.zeros_like(model.weights)
    for number, batch in enumerate(batches):
        model.learn([texts[one] for one in batch], loud)
        if number >= len(batches) // 2:
            average += model.weights
    return average / np.float32(max(1, len(batches) - len(batches) // 2)), model.bias


def _rounds(number: int) -> Iterator[npt.NDArray[np.intp]]:
    order = np.random.default_rng(0)
    for _ in range(_ROUNDS):
        shuffled = order.permutation(number)
        yield from (shuffled[start : start + _BATCH] for start in range(0, number, _BATCH))


def _features(typed: Sequence[str]) -> Features:
    return np.concatenate([letter_runs(typed, _RUNS), words_and_pairs(typed)])
