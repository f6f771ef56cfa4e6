"""How often the rule for emerging needs notices a topic that grows, and how often it cries wolf; by simulated weeks.

    .venv/bin/python -m benchmarks.emerging [WEEKS]

Fourteen lines, protected at k = 5, eight weeks before each. Calm: requests come by chance alone. Lively: the volume
varies by 15 % from week to week, and each line by another 15 %. In shares of weeks:

    tripling, doubling   a topic of 5 % of the requests grows, and is noticed; in brackets what `power` foretells
    false                nothing grows, and something is noticed
    up 50 %              the same for "half as much again as last week", on the true counts
    total, change        nothing grows, and the total or any line gets an arrow
    left out, by weeks   tripling and false alarms had hidden weeks been left out; false alarms had lines been compared
                         by the number of weeks and not by the requests
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from needs_assessment.reports.emerging import (
    WEEKS,
    Counted,
    change_of_total,
    changes,
    dispersion_of,
    emerging,
    tested,
)
from needs_assessment.reports.power import power
from needs_assessment.reports.summary import Change

K = 5
SHARES = np.array([22, 17, 13, 10, 8, 6, 5, 5, 4, 3, 3, 2, 1, 1]) / 100
TOPIC = 6
VOLUMES = (60, 200, 800)
SWINGS = {"calm": 0.0, "lively": 0.15}
ALIKE = 10**6
"""The same total for every week: then only their number counts."""
Numbers = NDArray[np.int64]


class Trial(NamedTuple):
    """Nine weeks, the last one this week: as they were, and as they were printed."""

    true: list[Numbers]
    printed: list[Counted]

    @property
    def found(self) -> set[str]:
        """What the rule notices."""
        return noticed(self.printed)


def main(trials: int = 600) -> None:
    """Print a line for each kind of hotline."""
    print(f"{'':12}tripling       doubling       false up 50 %  total change  left out    by weeks")  # noqa: T201
    for name, swing in SWINGS.items():
        for volume in VOLUMES:
            print(f"{name:7}{volume:4} {_line(volume, swing, trials)}")  # noqa: T201


def _line(volume: int, swing: float, trials: int) -> str:
    rng = np.random.default_rng(1)
    tripled, doubled, usual = ([_trial(rng, volume, swing, factor) for _ in range(trials)] for factor in (3, 2, 1))
    foretold = [_foretold(trial) for trial in usual]
    return (
        f"{_share(tripled, _sees_topic)} ({np.mean([one[1] for one in foretold]):4.0%})"
        f"  {_share(doubled, _sees_topic)} ({np.mean([one[0] for one in foretold]):4.0%})"
        f"  {_share(usual, lambda one: bool(one.found))}   {_share(usual, _half_as_much_again)}"
        f"   {_share(usual, _total_moves)}  {_share(usual, _line_moves)}"
        f"   {_share(tripled, lambda one: str(TOPIC) in noticed(_left_out(one.printed)))}"
        f" {_share(usual, lambda one: bool(noticed(_left_out(one.printed))))}"
        f"   {_share(usual, lambda one: bool(noticed(_by_weeks(one.printed))))}"
    )


def noticed(printed: Sequence[Counted]) -> set[str]:
    """The codes of the emerging lines of the last week."""
    return {one.code for one in emerging(printed[-1], printed[:-1])}


def _trial(rng: np.random.Generator, volume: int, swing: float, factor: int) -> Trial:
    true = [_week(rng, volume, swing, factor if place == WEEKS else 1) for place in range(WEEKS + 1)]
    return Trial(true, [_printed(week) for week in true])


def _week(rng: np.random.Generator, volume: int, swing: float, factor: int) -> Numbers:
    means = volume * SHARES
    if swing:
        means = means * rng.gamma(swing**-2, swing**2) * rng.gamma(swing**-2, swing**2, len(SHARES))
    means[TOPIC] *= factor
    return rng.poisson(means)


def _printed(week: Numbers) -> Counted:
    counts = {str(place): int(n) for place, n in enumerate(week)}
    hidden = _hidden(counts)
    return Counted(int(week.sum()), {code: None if code in hidden else n for code, n in counts.items()}, K)


def _hidden(counts: Mapping[str, int]) -> set[str]:
    """The small cells, and where they are too few to hide behind each other, the smallest of the others.

    Of one table by itself, which is what a joint protection comes to here, in a thousandth of the time.
    """
    hidden = {code for code, n in counts.items() if 0 < n < K}
    if 0 < sum(counts[code] for code in hidden) < K:
        hidden.add(min((code for code, n in counts.items() if n >= K), key=lambda code: counts[code]))
    return hidden


def _foretold(trial: Trial) -> tuple[float, float]:
    now, before = trial.printed[-1], trial.printed[:-1]
    told = power(now.total or 0, lively=dispersion_of(before), lines=tested(now, before), k=K)
    return told.doubling, told.tripling


def _sees_topic(trial: Trial) -> bool:
    return str(TOPIC) in trial.found


def _half_as_much_again(trial: Trial) -> bool:
    last, this = trial.true[-2:]
    return bool(((this > 0) & (this >= 1.5 * last)).any())


def _total_moves(trial: Trial) -> bool:
    return change_of_total(trial.printed[-1], trial.printed[:-1]) is not Change.SAME


def _line_moves(trial: Trial) -> bool:
    moved = changes(trial.printed[-1], trial.printed[:-1]).values()
    return Change.UP in moved or Change.DOWN in moved


def _left_out(printed: Sequence[Counted]) -> list[Counted]:
    return [replace(week, k=0) for week in printed[:-1]] + [printed[-1]]


def _by_weeks(printed: Sequence[Counted]) -> list[Counted]:
    return [replace(week, k=0, total=ALIKE) for week in printed[:-1]] + [replace(printed[-1], total=ALIKE)]


def _share(trials: Sequence[Trial], true_of: Callable[[Trial], bool]) -> str:
    return f"{np.mean([true_of(one) for one in trials]):5.0%}"


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
