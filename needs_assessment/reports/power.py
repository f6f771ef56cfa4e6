"""What the rule for emerging needs would notice at the present volume, so that silence is not taken for calm.

Counts that are livelier than chance are, divided by their dispersion, taken as Poisson's, as the rule itself does.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log, sqrt

import numpy as np
from numpy.typing import NDArray

from needs_assessment.reports.chance import mid_p
from needs_assessment.reports.emerging import RATIO, WEEKS, Q
from needs_assessment.reports.summary import Power

SHARE = 0.05
_CERTAIN = 300
"""Where a topic usually has so many requests, divided by their dispersion, its doubling is noticed in every week."""
_RARE = 1e-7
Chances = NDArray[np.float64]
"""By number, from 0 on."""


@dataclass(frozen=True)
class _Rule:
    """When a number is noticed, all numbers divided by the dispersion."""

    exposed: float
    least: float
    ratio: float
    p: float

    def notices(self, count: int, before: int) -> bool:
        enough = count >= max(self.least, self.ratio * before)
        return enough and mid_p(count, before, self.exposed) <= self.p


def power(total: int, *, lively: float, lines: int, k: int, before: int = WEEKS, length: int = 1) -> Power:
    """In which share of weeks a topic that usually has 5 % of `total` requests is noticed when it alone grows.

    `lively`: the dispersion of its table, of which `lines` are compared with `before` weeks; `total` is of `length`
    weeks. By exact sums over what the weeks before can have been and what this one can be; under 0.1 s.
    """
    usually = SHARE * total / lively
    if usually > _CERTAIN:
        return Power(SHARE, 1.0, 1.0)
    had = _sum_of_weeks(_as_taken(_poisson(usually / length), lively, k), before)

    def noticed(factor: int) -> float:
        grown = 1 + SHARE * (factor - 1)
        exposed = grown * length / (grown * length + before)
        rule = _Rule(exposed, k / lively, RATIO * length / before, Q / max(1, lines))
        return _noticed(_poisson(factor * usually), had, rule)

    return Power(SHARE, noticed(2), noticed(3))


def _poisson(mean: float) -> Chances:
    numbers = range(int(mean + 10 * sqrt(mean)) + 20)
    return np.array([exp(n * log(mean) - mean - lgamma(n + 1)) if mean else float(n == 0) for n in numbers])


def _as_taken(week: Chances, lively: float, k: int) -> Chances:
    """A week as the rule takes it: small numbers, which are hidden, as k - 1."""
    taken = np.zeros(max(len(week), k))
    for n, chance in enumerate(week):
        taken[round((k - 1) / lively) if 0 < n * lively < k else n] += chance
    return taken


def _sum_of_weeks(week: Chances, weeks: int) -> Chances:
    total = np.ones(1)
    for _ in range(weeks):
        total = np.convolve(total, week)
    return total


def _noticed(now: Chances, had: Chances, rule: _Rule) -> float:
    """Over all that the weeks before can have been: the more it was, the more is needed to be noticed."""
    at_least = np.append(now[::-1].cumsum()[::-1], 0.0)
    found, needed = 0.0, 0
    for before in np.flatnonzero(had > _RARE):
        while needed < len(now) and not rule.notices(needed, int(before)):
            needed += 1
        found += float(had[before]) * float(at_least[needed])
    return min(1.0, found)
