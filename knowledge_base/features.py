"""What the models see of a text: runs of letters of its folded words, whole words, and words that stand together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.intp]


def letter_runs(typed: Sequence[str], sizes: Sequence[int]) -> list[str]:
    """Each once, in the order of the text: sums over a set would differ in their last digits from start to start."""
    padded = [f" {word} " for word in typed]
    runs = (word[at : at + size] for word in padded for size in sizes for at in range(len(word) - size + 1))
    return list(dict.fromkeys(runs))


def whole_words(typed: Sequence[str]) -> list[str]:
    """Words, and pairs of neighbours, told apart from runs by a mark in front."""
    pairs = (f"={one}+{other}" for one, other in pairwise(typed))
    return list(dict.fromkeys([*(f"={word}" for word in typed), *pairs]))


class Vocabulary:
    """Numbers of the features that the examples hold."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)
        self._numbers = {name: number for number, name in enumerate(self.names)}

    def __len__(self) -> int:
        return len(self.names)

    def of(self, features: Iterable[str]) -> Numbers:
        """The numbers of those that are known."""
        known = (self._numbers[name] for name in features if name in self._numbers)
        return np.fromiter(known, np.intp)


def unit(rarity: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Scaled to length one."""
    return rarity / max(float(np.linalg.norm(rarity)), 1e-9)
