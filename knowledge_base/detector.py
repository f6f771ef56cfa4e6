"""Models of texts that weigh evidence: whether a message must not be overlooked, and which of some kinds it is of.

Logistic regression over runs of letters, words and pairs of words, learnt in small batches with steps that adapt to how
often a feature was met (J. Duchi and others, Adaptive Subgradient Methods, JMLR 12, 2011). For these questions it errs
less than the classifier of many labels (docs/decisions/0016).
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
"""How much those of a kind together weigh, measured against all others."""
_NAME = "detector-7"

Floats = npt.NDArray[np.float32]
Line = tuple[bool, str, float]
"""Whether it must be seen, a text as it was written, and how much it weighs among its like."""
_Example = tuple[Sequence[bool], Sequence[str], float]
"""Of which kinds it is, its words, and its weight."""


class Detector:
    """One question, yes or no. Learnt from examples, or read as it was learnt from the same before."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._evidence = _Evidence(((seen,), text, weight) for seen, text, weight in lines)

    def evidence(self, typed: Sequence[str]) -> float:
        """The logarithm of the odds, as far as the examples were weighed; below the bias's own for an unknown text."""
        return float(self._evidence.of(typed)[0])


class Sorter:
    """Which of some kinds a text is of, when it is of one. Learnt, or read, in the same way."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        taught = list(lines)
        self.labels = tuple(sorted({label for label, _ in taught}))
        self._evidence = _Evidence((tuple(one == label for one in self.labels), text, 1.0) for label, text in taught)

    def evidence(self, typed: Sequence[str]) -> Floats:
        """The logarithm of the odds of each kind against the others, in the order of the labels."""
        return self._evidence.of(typed)


class _Evidence:
    """The weights of all features, a column for each question."""

    def __init__(self, lines: Iterable[tuple[tuple[bool, ...], str, float]]) -> None:
        taught = list(dict.fromkeys(lines))
        told = (f"{''.join(str(int(one)) for one in kinds)} {weight} {text}" for kinds, text, weight in taught)
        kept = learnt(_NAME, told, lambda: _learn([(kinds, words(text), weight) for kinds, text, weight in taught]))
        self._vocabulary = Vocabulary(kept["features"], kept["holders"])
        self._rarity: Floats = kept["rarity"]
        self._weights: Floats = kept["weights"]
        self._bias: Floats = kept["bias"]

    def of(self, typed: Sequence[str]) -> Floats:
        """For each question the logarithm of the odds; nothing speaks for an unknown text."""
        known = self._vocabulary.places(_features(typed))
        if not len(known):
            return np.full(len(self._bias), -np.inf, np.float32)
        return unit(self._rarity[known]) @ self._weights[known] + self._bias


@dataclass(frozen=True)
class _Text:
    numbers: Numbers
    values: Floats
    kinds: Sequence[bool]
    weight: float


class _Model:
    def __init__(self, features: int, loud: Floats) -> None:
        self.weights = np.zeros((features, len(loud)), np.float32)
        self.bias = np.zeros(len(loud), np.float32)
        self._loud = loud
        """How many noes a yes weighs, by question."""
        self._met = np.full_like(self.weights, 1e-3)
        self._bias_met = np.full_like(self.bias, 1e-3)

    def learn(self, batch: Sequence[_Text]) -> None:
        """One step, from the examples of a batch laid end to end."""
        numbers = np.concatenate([text.numbers for text in batch])
        values = np.concatenate([text.values for text in batch])[:, None]
        lengths = np.array([len(text.numbers) for text in batch])
        wanted = np.array([text.kinds for text in batch], np.float32)
        weights = np.array([text.weight for text in batch], np.float32)[:, None]
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        sums = np.add.reduceat(self.weights[numbers] * values, starts) + self.bias
        wrong = (1 / (1 + np.exp(-sums)) - wanted) * np.where(wanted > 0, self._loud, 1) * weights
        pulls = (np.repeat(wrong, lengths, axis=0) * values).T
        slopes = np.stack([np.bincount(numbers, one, len(self.weights)) for one in pulls], axis=1).astype(np.float32)
        self._met += slopes * slopes
        self.weights -= _STEP * slopes / np.sqrt(self._met)
        slope = wrong.sum(axis=0)
        self._bias_met += slope * slope
        self.bias -= _STEP * slope / np.sqrt(self._bias_met)


def _learn(examples: Sequence[_Example]) -> Arrays:
    runs = letter_runs_of([typed for _, typed, _ in examples], _RUNS)
    whole = (words_and_pairs(typed) for _, typed, _ in examples)
    cut = [np.concatenate(both) for both in zip(runs, whole, strict=True)]
    vocabulary = Vocabulary.of_examples(cut, _RARE)
    rarity = np.log1p(len(examples) / np.maximum(vocabulary.holders, 1)).astype(np.float32)
    texts = [vocabulary.places(features) for features in cut]
    pairs = zip(texts, examples, strict=True)
    known = [_Text(text, unit(rarity[text]), kinds, weight) for text, (kinds, _, weight) in pairs if len(text)]
    questions = len(examples[0][0]) if examples else 1
    weights, bias = _corrected(known, len(vocabulary), questions)
    return {
        "features": vocabulary.known,
        "holders": vocabulary.holders,
        "rarity": rarity,
        "weights": weights,
        "bias": bias,
    }


def _corrected(texts: Sequence[_Text], features: int, questions: int) -> tuple[Floats, Floats]:
    """The weights, averaged over the second half of the way: the last steps alone would sway them."""
    yes = np.sum([text.kinds for text in texts], axis=0) if texts else np.zeros(questions)
    model = _Model(features, (_LOUD * (len(texts) - yes) / np.maximum(yes, 1)).astype(np.float32))
    batches = list(_rounds(len(texts)))
    average = np.zeros_like(model.weights)
    for number, batch in enumerate(batches):
        model.learn([texts[one] for one in batch])
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
