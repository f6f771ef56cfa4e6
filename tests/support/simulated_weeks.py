"""A hotline that never was, drawn by chance straight into counters, week by week; a need or a language may surge.

Numbers are drawn for each combination of need, language and outcome, not for each request, so that a week of ten
million requests costs what one of sixty does. It is a lively hotline: its volume swings by 15 % from week to week, and
each broad need by another 15 %, as in benchmarks/emerging.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import product
from random import Random
from typing import Any

import numpy as np
from arriving_requests import LANGUAGES, OUTCOMES, usual_needs
from numpy.typing import NDArray
from small_hotline import periods

from needs_assessment.counters import Counted, periods_of
from needs_assessment.lines import week_line, week_lines
from needs_assessment.make import Thresholds, make_release
from needs_assessment.people import AGES, COUNTRIES, GENDERS, REGIONS
from needs_assessment.periods import Kind, Period, month_of, period, quarter_of
from needs_assessment.release import LEAST_K, WHOLE, Audience, Release
from needs_assessment.request_cells import request_cells
from needs_assessment.tables import BANDS, HELP_CODES, CaseEvent, table_specs
from needs_assessment.waits import BUCKETS, LONGER

TOPIC, SHARE = "RET.BRD", 0.05
"""Stranded at a border: a need of five in a hundred requests, as in STATISTICS."""
BOTH = (Audience.COORDINATORS, Audience.OUTSIDE)
Numbers = NDArray[np.int64]


class SimulatedHotline:
    """Counts weeks of about `rate` requests into `counters`; the same seed gives the same weeks."""

    def __init__(self, rate: int, seed: int = 1, *, swing: float = 0.15) -> None:
        self.counters: dict[tuple[str, str], dict[tuple[str, ...], int]] = {}
        self._rate, self._swing = rate, swing
        self._chance = np.random.default_rng([seed, rate])
        self._needs = _needs(seed)

    def count(self, week: str, surge: Mapping[str, float] | None = None) -> None:
        """Count a week. `surge`: a need or a language, and how many times its usual it has."""
        for name in table_specs():
            self._put(name, week, {})
        means = self._means(surge or {})
        shape = [(code, language, outcome) for code in self._needs for language in LANGUAGES for outcome in OUTCOMES]
        drawn = self._chance.poisson(means).ravel().tolist()
        by_line = dict.fromkeys(week_lines(), 0)
        for joint, n in zip(shape, drawn, strict=True):
            if n:
                by_line[week_line(joint[0])] += n
                for name, codes in request_cells(*joint).items():
                    self._put(name, week, {codes: n})
        self._spread("hours", week, BANDS, sum(drawn))
        self._count_cases(week, by_line)

    def _means(self, surge: Mapping[str, float]) -> NDArray[np.float64]:
        lively = {line: self._factor() for line in week_lines()}
        volume = self._rate * self._factor()
        needs = [share * lively[week_line(code)] * surge.get(code, 1) for code, share in self._needs.items()]
        spoken = [share * surge.get(one, 1) for one, share in _shares(LANGUAGES).items()]
        joint: NDArray[np.float64] = volume * np.einsum("i,j,k", needs, spoken, list(_shares(OUTCOMES).values()))
        return joint

    def _factor(self) -> float:
        return float(self._chance.gamma(self._swing**-2, self._swing**2)) if self._swing else 1.0

    def _count_cases(self, week: str, by_line: Mapping[str, int]) -> None:
        """Three requests in ten become a case, seven cases in ten are solved, of half of the people something is known.

        The desk's minutes and the people's thumbs are drawn apart from each other, as they are counted.
        """
        cases = {line: self._of(n, 0.3) for line, n in by_line.items()}
        unsolved = {line: self._of(n, 0.3) for line, n in cases.items()}
        opened, lost = sum(cases.values()), sum(unsolved.values())
        events = {CaseEvent.OPENED: opened, CaseEvent.SOLVED: opened - lost, CaseEvent.UNSOLVED: lost}
        self._put("cases", week, {(str(one),): n for one, n in events.items()})
        self._put("cases", week, {(str(CaseEvent.REFERRED),): self._of(opened, 0.1)})
        self._put("unmet", week, {(line,): n for line, n in unsolved.items()})
        self._put("further", week, {(line,): self._of(n, 0.1) for line, n in cases.items()})
        for name in ("waits", "handling"):
            self._spread(name, week, (*map(str, BUCKETS), LONGER), opened)
        self._spread("help", week, HELP_CODES, self._of(opened, 0.5))
        for name, codes in (("origin", COUNTRIES), ("gender", GENDERS), ("age", AGES)):
            self._spread(name, week, codes, self._of(opened, 0.5))
        for line, n in cases.items():
            self._spread("by_region", week, REGIONS, self._of(n, 0.5), (line,))

    def _of(self, n: int, share: float) -> int:
        return int(self._chance.binomial(n, share))

    def _spread(self, name: str, week: str, codes: Sequence[str], n: int, first: tuple[str, ...] = ()) -> None:
        """So many, the first codes having the most."""
        weights = 1 / np.arange(1, len(codes) + 1)
        drawn = self._chance.multinomial(n, weights / weights.sum()).tolist()
        self._put(name, week, {(*first, code): number for code, number in zip(codes, drawn, strict=True)})

    def _put(self, name: str, week: str, cells: Mapping[tuple[str, ...], int]) -> None:
        spec = table_specs()[name]
        when = {Kind.WEEK: week, Kind.MONTH: month_of(week), Kind.QUARTER: quarter_of(week)}[spec.kind]
        table = self.counters.setdefault((name, when), dict.fromkeys(product(*spec.lines), 0))
        for codes, n in cells.items():
            table[codes] += n


def release_all(
    counters: Counted,
    weeks: Sequence[str],
    printed: list[Release],
    *,
    audiences: Sequence[Audience] = BOTH,
    kinds: Sequence[Kind] = tuple(Kind),
    thresholds: Thresholds = LEAST_K,
) -> None:
    """Release what these weeks complete, in the order of the archive, and add it to what was printed before."""
    for wanted in (one for one in periods(weeks) if one.kind in kinds):
        for audience in audiences:
            printed.append(one_release(counters, wanted, audience, printed, thresholds))


def one_release(
    counters: Counted,
    wanted: Period,
    audience: Audience,
    printed: Sequence[Release],
    thresholds: Thresholds = LEAST_K,
) -> Release:
    """Made as the archive makes it: of the counters that hang together with the period."""
    together = {week for name in {quarter_of(week) for week in wanted.weeks} for week in period(name).weeks}
    names = set(periods_of(together))
    counted = {key: counts for key, counts in counters.items() if key[1] in names}
    made_on = wanted.days[1] + timedelta(days=1)
    return make_release(counted, wanted, audience, printed, thresholds, made_on=made_on).release()


def counter_rows(counters: Counted) -> list[dict[str, Any]]:
    """As the database keeps them."""
    return [
        {"table_name": name, "period": when, "code": (*codes, WHOLE)[0], "code2": (*codes[1:], "")[0], "n": n}
        for (name, when), cells in counters.items()
        for codes, n in cells.items()
    ]


def _needs(seed: int) -> dict[str, float]:
    """The share of each need: a few are frequent, most are rare; the topic always has its own."""
    rest = usual_needs(Random(seed))
    del rest[TOPIC]
    return {**{code: share * (1 - SHARE) for code, share in _shares(rest).items()}, TOPIC: SHARE}


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    return {code: weight / sum(weights.values()) for code, weight in weights.items()}
