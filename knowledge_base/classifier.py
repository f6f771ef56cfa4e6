"""A linear classifier of short texts over runs of letters: learns from examples in a second, answers in microseconds.

Each label begins with the profile of its examples (J. Rocchio, Relevance Feedback, 1971) and is corrected where a
wrong label comes too close: passive-aggressive updates (K. Crammer and others, Online Passive-Aggressive Algorithms,
JMLR 7, 2006), averaged over the rounds. docs/decisions/0015 holds what it was compared with.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import cast

import numpy as np
import numpy.typing as npt

_RUNS = (2, 3, 4)
_ROUNDS = 4
_MARGIN = 0.5
"""So far the right label should be in front of the best wrong one."""
_STEP = 0.5
_REPEATED = 0.3
"""A run that stands in many examples of a label counts by their number to this power."""
_HEAD_START = 2.0
"""How long the profiles are, measured in corrections."""

_WINDOW, _OVERLAP = 7, 4
"""Words of a long story that are read together: what matters is somewhere in it."""

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]


class Classifier:
    """Knows labels by example texts; made anew when they change. The same examples always give the same."""

    def __init__(self, examples: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Learn from pairs of a label and the folded words of a text."""
        self.labels = tuple(dict.fromkeys(label for label, _ in examples))
        self._unknown = math.log(1 + len(self.labels))
        self._numbers: dict[str, int] = {}
        texts = [self._learnt(typed) for _, typed in examples]
        numbers = {label: number for number, label in enumerate(self.labels)}
        rights = [numbers[label] for label, _ in examples]
        counts = np.zeros((len(self._numbers), len(self.labels)), np.float32)
        for text, right in zip(texts, rights, strict=True):
            counts[text, right] += 1
        holders = np.count_nonzero(counts, axis=1)
        self._rarity: Floats = np.log1p(len(self.labels) / np.maximum(holders, 1)).astype(np.float32)
        self._weights = self._corrected(_profiles(counts, self._rarity), texts, rights)

    def scores(self, typed: Sequence[str]) -> Floats:
        """How well folded words fit each label, in the order of the labels; about 1 is a perfect fit, 0 none."""
        runs = _runs(typed)
        known = np.fromiter((self._numbers[run] for run in runs if run in self._numbers), np.intp)
        if not len(known):
            return np.zeros(len(self.labels), np.float32)
        rarity = self._rarity[known]
        length = math.sqrt(float(rarity @ rarity) + (len(runs) - len(known)) * self._unknown**2)
        return cast("Floats", (rarity / length) @ self._weights[known])

    def _learnt(self, typed: Sequence[str]) -> Numbers:
        return np.array([self._numbers.setdefault(run, len(self._numbers)) for run in _runs(typed)], np.intp)

    def _corrected(self, weights: Floats, texts: Sequence[Numbers], rights: Sequence[int]) -> Floats:
        units = [_unit(self._rarity[text]) for text in texts]
        order = np.random.default_rng(0)
        average = np.zeros_like(weights)
        for _ in range(_ROUNDS):
            for number in order.permutation(len(texts)):
                _correct(weights, texts[number], units[number], rights[number])
            average += weights / _ROUNDS
        return average


def windows(typed: Sequence[str]) -> Iterator[Sequence[str]]:
    """A text whole and, if it is long, in overlapping parts."""
    yield typed
    if len(typed) > _WINDOW:
        for start in range(0, len(typed) - _OVERLAP, _WINDOW - _OVERLAP):
            yield typed[start : start + _WINDOW]


def _correct(weights: Floats, text: Numbers, unit: Floats, right: int) -> None:
    fit = unit @ weights[text]
    wanted = fit[right] - _MARGIN
    fit[right] = -np.inf
    rival = int(fit.argmax())
    loss = float(fit[rival] - wanted)
    if 0 < loss < np.inf:
        step = min(_STEP, loss / 2) * unit
        weights[text, right] += step
        weights[text, rival] -= step


def _profiles(counts: Floats, rarity: Floats) -> Floats:
    np.power(counts, _REPEATED, out=counts, where=counts > 0)
    counts *= rarity[:, None]
    lengths = np.sqrt(np.einsum("ij,ij->j", counts, counts))
    counts *= _HEAD_START / np.maximum(lengths, 1e-9)
    return counts


def _unit(rarity: Floats) -> Floats:
    return rarity / max(float(np.linalg.norm(rarity)), 1e-9)


def _runs(typed: Sequence[str]) -> list[str]:
    """Each once, in the order of the text: sums over a set would differ in their last digits from start to start."""
    padded = [f" {word} " for word in typed]
    runs = (word[at : at + size] for word in padded for size in _RUNS for at in range(len(word) - size + 1))
    return list(dict.fromkeys(runs))
