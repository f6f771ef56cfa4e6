"""What the models see of a text: runs of letters of its words, whole words, and words that stand together.

Each is a number of 32 bits, made of its letters: no string is kept, so that a model of 60,000 runs is one array, and a
text is cut in microseconds. Two features of the same number are one feature; of 60,000 about half a hundredth are.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

Features = npt.NDArray[np.uint32]
"""Each once, in the order of their numbers."""
Numbers = npt.NDArray[np.intp]
_FACTOR = np.uint32(0x01000193)
"""The prime of the FNV hash: neighbouring letters are spread over all 32 bits."""
_SPACE, _END = 32, 10
_AT_ONCE = 2_000


def letter_runs(typed: Sequence[str], sizes: Sequence[int]) -> Features:
    """The runs of these lengths within each word, its beginning and end included as a space."""
    return _cut([typed], sizes)[0]


def letter_runs_of(texts: Sequence[Sequence[str]], sizes: Sequence[int]) -> list[Features]:
    """Those of many texts, many at a time: one by one it takes five times as long."""
    parts = (_cut(texts[start : start + _AT_ONCE], sizes) for start in range(0, len(texts), _AT_ONCE))
    return [features for part in parts for features in part]


def words_and_pairs(typed: Sequence[str]) -> Features:
    """Whole words, and pairs of neighbours."""
    named = {*typed, *(f"{one} {other}" for one, other in pairwise(typed))}
    return np.array([zlib.crc32(name.encode("utf-8", "surrogatepass")) for name in named], np.uint32)


def _cut(texts: Sequence[Sequence[str]], sizes: Sequence[int]) -> list[Features]:
    joined = "".join("".join(f" {word} " for word in typed) + "\n" for typed in texts)
    letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = letters == _END
    owners = np.cumsum(ends) - ends
    runs = [_runs(letters, owners, size) for size in sizes if size <= len(letters)]
    each = np.unique(np.concatenate(runs)) if runs else np.empty(0, np.uint64)
    borders = np.searchsorted(each, np.arange(1, len(texts), dtype=np.uint64) << np.uint64(32))
    return np.split((each & np.uint64(0xFFFFFFFF)).astype(np.uint32), borders)


def _runs(letters: Features, owners: Numbers, size: int) -> npt.NDArray[np.uint64]:
    """The runs of one length, each under the number of its text."""
    count = len(letters) - size + 1
    parts = [letters[at : at + count] for at in range(size)]
    # Between two words stand two spaces: what holds one of them inside, or nothing else, is no run of a word.
    spaces = [part == _SPACE for part in (parts[1:-1] or parts)]
    crosses = np.any(spaces, axis=0) if size > 2 else np.all(spaces, axis=0)
    crosses |= np.any([part == _END for part in parts], axis=0)
    numbers = np.full(count, size, np.uint32)
    with np.errstate(over="ignore"):
        for part in parts:
            numbers = (numbers ^ part) * _FACTOR
            numbers ^= numbers >> np.uint32(15)
    owned = owners[:count].astype(np.uint64) << np.uint64(32)
    kept: npt.NDArray[np.uint64] = (owned | numbers)[~crosses]
    return kept


class Vocabulary:
    """The features that the examples hold, `least` times or more, and in how many examples each stands."""

    def __init__(self, known: Features, holders: npt.NDArray[Any]) -> None:
        self.known = known
        self.holders = holders

    @classmethod
    def of_examples(cls, cut: Iterable[Features], least: int = 1) -> Vocabulary:
        """Count them."""
        laid = list(cut)
        known, holders = np.unique(np.concatenate(laid or [np.empty(0, np.uint32)]), return_counts=True)
        return cls(known[holders >= least], holders[holders >= least])

    def __len__(self) -> int:
        return len(self.known)

    def places(self, features: Features) -> Numbers:
        """Where those of a text stand that are known."""
        if not len(self.known):
            return np.empty(0, np.intp)
        found = np.searchsorted(self.known, features)
        found[found == len(self.known)] = 0
        known: Numbers = found[self.known[found] == features]
        return known


def unit(rarity: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Scaled to length one."""
    return rarity / max(float(np.linalg.norm(rarity)), 1e-9)
