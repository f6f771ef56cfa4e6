"""Fifty-two weeks of a hotline, released and summarised: whether an outbreak is named, and how often a false one.

    .venv/bin/python -m benchmarks.year [SEEDS [RATE...]]

Each week, month and quarter is released for coordinators (k = 5) and for outside (k = 10). In one week people are
stranded at a border four times as often as usual, in another one language has three times its usual. By rate:

    named, first   seeds in which the outbreak is among the growing needs of its week, and is the first of them
    arrow          seeds in which the language's arrow points up in its week
    false alarms   share of the other weeks in which any need is called growing
    visible        share of the requests that stand in printed cells

All seeds release coordinators' weeks and months; the first also quarters and everything for outside.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parent.parent / "tests" / "support"))
from simulated_weeks import TOPIC, SimulatedHotline, release_all

from needs_assessment.categories import level1
from needs_assessment.counters import Counted, summed
from needs_assessment.periods import Kind
from needs_assessment.release import Audience, Release
from needs_assessment.reports import summarise
from needs_assessment.reports.summary import Change, Summary
from needs_assessment.tables import table_specs

RATES = (60, 200, 800)
SEEDS = 10
WEEKS = tuple(f"2025-W{number:02}" for number in range(1, 53))
OUTBREAK, SURGE = "2025-W30", "2025-W41"
LANGUAGE = "ky"
ONE_WAY, TWO_WAY = ("category", "language", "outcome"), ("by_language",)
PROMISED = {
    60: "84 / 4 / 53 %, tripling seen in 23-33 %",
    200: "97 / 49 / 87 %, tripling seen in 83-97 %",
    800: "100 / 85 / 100 %, tripling seen in 100 %",
}
"""STATISTICS: visible one-way, two-way (weekly there), one-way outside; how often a smaller outbreak is seen."""


class Year(NamedTuple):
    """A seed's year."""

    counters: Counted
    printed: list[Release]
    seconds: float

    def summaries(self) -> Iterator[Summary]:
        """What coordinators read each week, when it was new."""
        mine = [one for one in self.printed if one.audience is Audience.COORDINATORS]
        for place, one in enumerate(mine):
            if one.period.kind is Kind.WEEK:
                yield summarise(one, mine[:place])

    @property
    def dropped(self) -> int:
        """Tables that were left out."""
        return sum(len(one.dropped) for one in self.printed)


def main() -> None:
    """Print a table for each rate."""
    given = [int(number) for number in sys.argv[1:]]
    seeds = given[0] if given else SEEDS
    for rate in given[1:] or RATES:
        years = [_year(rate, seed, whole=seed == 1) for seed in range(1, seeds + 1)]
        _show(rate, years)


def _year(rate: int, seed: int, *, whole: bool) -> Year:
    begun = time.process_time()
    hotline = SimulatedHotline(rate, seed)
    printed: list[Release] = []
    for week in WEEKS:
        hotline.count(week, {OUTBREAK: {TOPIC: 4}, SURGE: {LANGUAGE: 3}}.get(week))
        audiences = tuple(Audience) if whole else (Audience.COORDINATORS,)
        release_all(hotline.counters, [week], printed, audiences=audiences, kinds=tuple(Kind)[: 3 if whole else 2])
    return Year(hotline.counters, printed, time.process_time() - begun)


def _show(rate: int, years: Sequence[Year]) -> None:
    seen = [{one.release.period.name: one for one in year.summaries()} for year in years]
    named = [[one.code for one in weeks[OUTBREAK].emerging] for weeks in seen]
    broad = level1(TOPIC)
    arrows = [_change(weeks[SURGE]) is Change.UP for weeks in seen]
    others = [one for weeks in seen for name, one in weeks.items() if one.power is not None and name != OUTBREAK]
    _say(f"{rate} requests a week, {len(years)} years (promised: {PROMISED.get(rate, '')})")
    _say(f"  outbreak named {sum(broad in one for one in named)}, first {sum(one[:1] == [broad] for one in named)}")
    _say(f"  language's arrow {sum(arrows)}")
    _say(f"  false alarms in {sum(bool(one.emerging) for one in others) / len(others):.1%} of {len(others)} weeks")
    _say(
        f"  tables left out {sum(year.dropped for year in years)}; first year {years[0].seconds:.0f} s of one processor"
    )
    for audience in Audience:
        _say(f"  visible to {audience}: {_visible(years[0], audience)}")


def _change(summary: Summary) -> Change:
    return next(one.change for one in summary.languages if one.code == LANGUAGE)


def _visible(year: Year, audience: Audience) -> str:
    """By table of a kind of period, and of the one-way tables of the weeks together."""
    true, shown = Counter[str](), Counter[str]()
    for release in (one for one in year.printed if one.audience is audience):
        for name, n in _true(year.counters, release).items():
            table = release.tables.get(name)
            label = f"{release.period.kind} {name}"
            together = ["weeks one-way together"] if release.period.kind is Kind.WEEK and name in ONE_WAY else []
            for one in (label, *together):
                true[one] += n
                shown[one] += 0 if table is None else sum(cell.count or 0 for cell in table.cells)
    return "".join(f"\n    {name:24} {shown[name] / n:4.0%}" for name, n in true.items() if n)


def _true(counters: Counted, release: Release) -> Mapping[str, int]:
    names = (*release.tables, *release.dropped)
    return {name: sum(_counts(counters, name, release).values()) for name in names}


def _counts(counters: Counted, name: str, release: Release) -> Mapping[tuple[str, ...], int]:
    spec = table_specs()[name]
    if spec.kind is not release.period.kind:
        return summed(counters, spec, release.period)
    return counters.get((name, release.period.name), {})


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
