"""What chance explains: the exact test of two counts, several tests at once, and how lively counts are.

No SciPy (143 MB for one function): the sums of the binomial distribution are short once one starts at the count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp, fsum, lgamma, log, log1p, sqrt

import numpy as np


def mid_p(count: int, before: int, share: float) -> float:
    """How likely so great a count is by chance, 0 to 1: of all `count + before`, each is a new one with `share`.

    The conditional test of two Poisson counts; half of the count's own probability belongs to either side, so that the
    two sides sum to 1. `share` lies between 0 and 1, both excluded.
    """
    everything = count + before
    if count < everything * share:
        return 1 - mid_p(before, count, 1 - share)
    if everything == 0:
        return 0.5
    return min(1.0, exp(_log_probability(count, before, share)) * (0.5 + _beyond(count, before, share)))


def two_sided(upper: float) -> float:
    """The same for a change in either direction."""
    return min(1.0, 2 * min(upper, 1 - upper))


def real_ones(chances: Mapping[str, float], q: float) -> frozenset[str]:
    """Those of many tests that stand out: of them a share of `q` is expected to be chance (Benjamini-Hochberg)."""
    ranked = sorted(chances.values())
    limits = [p for rank, p in enumerate(ranked, start=1) if p <= q * rank / len(ranked)]
    return frozenset(code for code, p in chances.items() if limits and p <= limits[-1])


def dispersion(lines: Iterable[Iterable[tuple[float, int]]]) -> float:
    """How much more lines vary than chance alone would have it, pooled over all of them; at least 1.

    Each line: its count and the total, week by week. The variance of a part of a whole is smaller by the part's share.
    """
    squares, free = [], []
    for line in (list(weeks) for weeks in lines):
        counted, total = fsum(n for n, _ in line), sum(t for _, t in line)
        share = counted / total if total else 0.0
        if len(line) > 1 and 0 < share < 1:
            squares += [(n - t * share) ** 2 / (t * share) for n, t in line if t]
            free.append((1 - share) * (len(line) - 1))
    return max(1.0, fsum(squares) / fsum(free)) if free else 1.0


def _log_probability(count: int, before: int, share: float) -> float:
    ways = lgamma(count + before + 1) - lgamma(count + 1) - lgamma(before + 1)
    return ways + count * log(share) + before * log1p(-share)


def _beyond(count: int, before: int, share: float) -> float:
    """The probability of more than `count`, as a multiple of that of `count` itself; it falls from there on."""
    everything = count + before
    window = 60 + int(12 * sqrt(everything * share * (1 - share)))
    steps = np.arange(count, min(everything, count + window), dtype=np.float64)
    return float(np.cumprod((everything - steps) / (steps + 1) * (share / (1 - share))).sum())
