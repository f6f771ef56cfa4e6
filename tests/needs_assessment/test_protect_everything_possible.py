"""Small tables against which everything is tried: every list of requests that agrees with what was printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from small_hotline import released, specs

from needs_assessment.periods import Kind, period
from needs_assessment.protect import CellKey, Counted, Reader, protect
from needs_assessment.protect.start import small_cells, strictest
from needs_assessment.release import Audience, Release

LINES, FINER, LANGUAGES = ("A", "B"), ("A.X", "A.OTHER"), ("ru", "uz")
SPECS = [spec for spec in specs(LINES, FINER, LANGUAGES) if spec.name not in ("outcome", "sensitive")]
JOINT = tuple(product(LINES, LANGUAGES))
MONTH = period("2026-01")
BUSY, QUIET = MONTH.weeks[:2], MONTH.weeks[2:]
MOST = 7
"""Requests a week, also for what the intruder of this file believes possible: or there would be too much to try."""

weeks = st.lists(st.integers(0, 4), min_size=4, max_size=4).filter(lambda cells: sum(cells) <= MOST)
shares = st.integers(0, 2 * MOST)


def counts_of(first: list[int], second: list[int], share: int) -> dict[tuple[str, str], Counter]:
    """The counters of two weeks, given as their joint tables, and of the month; `share` of A is A.X."""
    counts: dict[tuple[str, str], Counter] = {}
    for week, cells in zip(BUSY, (first, second), strict=True):
        for (line, language), n in zip(JOINT, cells, strict=True):
            for name, when, codes in (
                ("total", week, ()),
                ("category", week, (line,)),
                ("language", week, (language,)),
                ("by_language", MONTH.name, (line, language)),
            ):
                counts.setdefault((name, when), Counter())[codes] += n
    whole = first[0] + first[1] + second[0] + second[1]
    counts["finer", MONTH.name] = Counter({("A.X",): min(share, whole), ("A.OTHER",): whole - min(share, whole)})
    return counts


def publish(counts, ks, **options) -> dict[Audience, list[Release]]:
    releases: dict[Audience, list[Release]] = {audience: [] for audience in ks}
    known = {CellKey(name, when, codes): n for (name, when), cells in counts.items() for codes, n in cells.items()}
    for when in [*(period(week) for week in MONTH.weeks), MONTH]:
        tables = [
            Counted(s, when, counts.get((s.name, when.name), Counter()))
            for s in SPECS
            if (s.kind is Kind.WEEK) == (when.kind is Kind.WEEK)
        ]
        for audience, k in ks.items():
            readers = [Reader(k, tuple(releases[audience]), known)]
            if len(ks) > 1 and audience is Audience.OUTSIDE:
                both = tuple(one for found in releases.values() for one in found)
                readers.append(Reader(ks[Audience.COORDINATORS], both, known))
            releases[audience].append(released(audience, when, k, protect(tables, readers, **options)))
    return releases


class Tried:
    """All that could be behind the releases, a row each: the two weeks' joint cells, then A.X of the month."""

    def __init__(self, releases: list[Release]) -> None:
        self.printed: dict[CellKey, int] = {}
        self.hidden: set[CellKey] = set()
        for release in releases:
            for name, table in release.tables.items():
                for cell in table.cells:
                    key = CellKey(name, release.period.name, cell.codes)
                    if cell.count is None:
                        self.hidden.add(key)
                    else:
                        self.printed[key] = cell.count
        self.hidden -= set(self.printed)
        self.rows = self._possible()

    def values(self, key: CellKey) -> np.ndarray:
        """What a cell is in each row."""
        columns = [
            number * len(JOINT) + at
            for number, week in enumerate(BUSY)
            for at, codes in enumerate(JOINT)
            if key.period in (week, MONTH.name) and (key.table == "finer" or set(key.codes) <= set(codes))
        ]
        if key.table != "finer":
            return self.rows[:, columns].sum(axis=1)
        of_line = [number * len(JOINT) + at for number in (0, 1) for at, codes in enumerate(JOINT) if codes[0] == "A"]
        share = self.rows[:, -1]
        return share if key.codes == ("A.X",) else self.rows[:, of_line].sum(axis=1) - share

    def _possible(self) -> np.ndarray:
        first, second = (self._week(week) for week in BUSY)
        pairs = np.hstack([np.repeat(first, len(second), axis=0), np.tile(second, (len(first), 1))])
        self.rows = np.hstack([pairs, np.zeros((len(pairs), 1), dtype=int)])
        self._keep(key for key in self.printed if key.table == "by_language")
        shares = np.arange(2 * MOST + 1)
        self.rows = np.repeat(self.rows, len(shares), axis=0)
        self.rows[:, -1] = np.tile(shares, len(self.rows) // len(shares))
        self.rows = self.rows[self.values(CellKey("finer", MONTH.name, ("A.OTHER",))) >= 0]
        self._keep(key for key in self.printed if key.table == "finer")
        return self.rows

    def _week(self, week: str) -> np.ndarray:
        every = np.array([cells for cells in product(range(MOST + 1), repeat=4) if sum(cells) <= MOST])
        for key, n in self.printed.items():
            if key.period == week:
                columns = [at for at, codes in enumerate(JOINT) if set(key.codes) <= set(codes)]
                every = every[every[:, columns].sum(axis=1) == n]
        return every

    def _keep(self, keys: Iterator[CellKey]) -> None:
        for key in keys:
            self.rows = self.rows[self.values(key) == self.printed[key]]


def broken(releases: list[Release], counts, k: int) -> list[str]:
    """Which rules do not hold, for the hidden cells and for what is printed nowhere."""
    tried = Tried(releases)
    assert len(tried.rows), "the truth itself does not agree with what was printed"
    small = [f"printed {key} {n}" for key, n in tried.printed.items() if 0 < n < k]
    hidden = sorted(key for key in tried.hidden if key.period not in QUIET)
    return [*small, *(key for key in hidden if not withheld(tried, key, counts, k)), *derived(tried, k)]


def withheld(tried: Tried, key: CellKey, counts, k: int) -> bool:
    values, true = tried.values(key), counts.get((key.table, key.period), Counter())[key.codes]
    low, high = values.min(), values.max()
    wide = low >= k or high - low >= k
    return wide and (low == 0 and high >= k if 0 < true < k else True)


def derived(tried: Tried, k: int) -> list[CellKey]:
    """What is printed nowhere and seen to be small: joint cells of a week, and sums over the month."""
    keys = [CellKey("by_language", week, codes) for week, codes in product(BUSY, JOINT)]
    sums = (*((line,) for line in LINES), *((one,) for one in LANGUAGES), ())
    keys += [CellKey("sum", MONTH.name, codes) for codes in sums]
    return [key for key in keys if tried.values(key).min() > 0 and tried.values(key).max() < k]


@settings(max_examples=25, deadline=None)
@given(weeks, weeks, shares)
def test_nothing_is_worked_out_from_two_weeks_and_their_month(first, second, share):
    counts = counts_of(first, second, share)

    releases = publish(counts, {Audience.COORDINATORS: 3})

    assert broken(releases[Audience.COORDINATORS], counts, 3) == []


@settings(max_examples=15, deadline=None)
@given(weeks, weeks, shares)
def test_nor_by_two_audiences_with_different_thresholds_nor_by_who_has_both(first, second, share):
    counts = counts_of(first, second, share)

    releases = publish(counts, {Audience.COORDINATORS: 2, Audience.OUTSIDE: 3})
    inside, outside = releases[Audience.COORDINATORS], releases[Audience.OUTSIDE]

    assert broken(inside, counts, 2) == []
    assert broken(outside, counts, 3) == []
    assert broken([*inside, *outside], counts, 2) == []


@settings(max_examples=10, deadline=None)
@given(weeks, weeks, shares)
def test_the_same_numbers_give_the_same_pattern(first, second, share):
    counts = counts_of(first, second, share)

    assert publish(counts, {Audience.COORDINATORS: 3}) == publish(counts, {Audience.COORDINATORS: 3})


def test_trying_everything_finds_what_hiding_only_small_numbers_gives_away():
    counts = counts_of([2, 3, 0, 1], [4, 0, 0, 3], 4)

    def only_small(tables, readers, watch):
        return frozenset(small_cells(tables, strictest(readers))), ()

    releases = publish(counts, {Audience.COORDINATORS: 3}, choose=only_small)

    assert len(broken(releases[Audience.COORDINATORS], counts, 3)) >= 2
