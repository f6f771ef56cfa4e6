"""Is a change real, and which needs are emerging: this week against the last eight, on printed numbers only.

A line's count is set against its share of the requests before, so that a week with more of everything is no alarm:
compared by the number of weeks instead, false alarms of a lively hotline rise from 5-11 % to 7-18 % of weeks.
What is hidden this week is never an alarm. A week in which a line was hidden counts as k - 1, the most that a small
number can be, which errs towards silence; where the hidden numbers of a table are k and more on average, one of them
is no small number, and the week is left out for them. Were every hidden week left out, a tripling at 60 requests a
week would be noticed in 2 % of weeks, not in 25 %. All figures: benchmarks/emerging.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median, variance

from needs_assessment.reports.chance import dispersion, mid_p, real_ones, two_sided
from needs_assessment.reports.summary import Change, Emerging

WEEKS = 8
LEAST_WEEKS = 4
"""With fewer nothing is called usual."""
Q = 0.10
RATIO = 1.3
_TOTAL_P = 0.05


@dataclass(frozen=True)
class Counted:
    """A printed table: its lines, None where hidden, the requests of its weeks, and the threshold it was made with."""

    total: int | None
    lines: Mapping[str, int | None]
    k: int
    weeks: int = 1


@dataclass(frozen=True)
class _Line:
    """A line that can be tested: its count, and of each earlier week what it is taken to have been, and the total."""

    count: int
    before: tuple[tuple[float, int], ...]
    usual: float | None
    """The median of the weeks that show it, as long as the present period; None where too few do."""

    def usual_or_taken(self, weeks: int) -> float:
        return median(n for n, _ in self.before) * weeks if self.usual is None else self.usual


def emerging(now: Counted, before: Sequence[Counted]) -> tuple[Emerging, ...]:
    """The lines that have grown more than chance explains, the surest first. `before`: up to eight weeks."""
    lines, chances = _chances(now, before)
    real = real_ones(chances, Q)
    found = [
        Emerging(code, line.count, line.usual, chances[code])
        for code, line in lines.items()
        if code in real and line.count >= max(now.k, RATIO * line.usual_or_taken(now.weeks))
    ]
    return tuple(sorted(found, key=lambda one: (one.p, one.code)))


def changes(now: Counted, before: Sequence[Counted]) -> dict[str, Change]:
    """Of every line whether it is really more or less than usual. What is emerging is more in any case.

    The number itself must differ, and its share of the requests: else one outbreak would make all others "fewer".
    """
    lines, by_share = _chances(now, before)
    by_weeks = _chances_by_weeks(now, lines, before)
    chances = {code: _surer_of_none(by_share[code], by_weeks[code]) for code in lines}
    real = real_ones({code: two_sided(p) for code, p in chances.items()}, Q)
    more = {one.code for one in emerging(now, before)} | {code for code in real if chances[code] < 0.5}
    return {code: _change(code, chances, more, real) for code in now.lines}


def change_of_total(now: Counted, before: Sequence[Counted]) -> Change:
    """Whether the requests are really more or fewer than in the weeks before.

    Eight totals say little about how lively they are; so the week must also lie outside everything that they had.
    """
    totals = [one.total for one in before if one.total is not None]
    if now.total is None or len(totals) < LEAST_WEEKS:
        return Change.UNKNOWN
    lively = max(1.0, variance(totals) / mean(totals)) if any(totals) else 1.0
    p = mid_p(round(now.total / lively), round(sum(totals) / lively), now.weeks / (now.weeks + len(totals)))
    if two_sided(p) > _TOTAL_P or min(totals) <= now.total / now.weeks <= max(totals):
        return Change.SAME
    return Change.UP if p < 0.5 else Change.DOWN


def usual(counts: Sequence[int | None]) -> float | None:
    """The median of the weeks that show a number; None where too few do."""
    shown = [n for n in counts if n is not None]
    return median(shown) if len(shown) >= LEAST_WEEKS else None


def tested(now: Counted, before: Sequence[Counted]) -> int:
    """How many lines are compared."""
    return len(_lines(now, before))


def dispersion_of(before: Sequence[Counted]) -> float:
    """How lively the lines of a table are."""
    codes = {code for week in before for code in week.lines}
    return dispersion(_taken(code, before) for code in sorted(codes))


def _chances(now: Counted, before: Sequence[Counted]) -> tuple[dict[str, _Line], dict[str, float]]:
    lines, lively = _lines(now, before), dispersion_of(before)
    return lines, {code: _chance(line, now.total or 0, lively) for code, line in lines.items()}


def _chances_by_weeks(now: Counted, lines: Mapping[str, _Line], before: Sequence[Counted]) -> dict[str, float]:
    """The same with weeks for exposure: of the numbers as they are, whatever the other lines do."""
    lively = dispersion_of(before)
    shares = {code: now.weeks / (now.weeks + len(line.before)) for code, line in lines.items()}
    return {code: _against(line, shares[code], lively) for code, line in lines.items()}


def _surer_of_none(one: float, other: float) -> float:
    """Of two one-sided chances the one that says less; even, where they point in different directions."""
    if (one < 0.5) is not (other < 0.5):
        return 0.5
    return max(one, other) if one < 0.5 else min(one, other)


def _lines(now: Counted, before: Sequence[Counted]) -> dict[str, _Line]:
    if not now.total:
        return {}
    made = {code: _line(code, n, now.weeks, before) for code, n in now.lines.items() if n is not None}
    return {code: line for code, line in made.items() if line is not None}


def _line(code: str, count: int, weeks: int, before: Sequence[Counted]) -> _Line | None:
    taken = _taken(code, before)
    if len(taken) < LEAST_WEEKS or count + sum(n for n, _ in taken) == 0:
        return None
    middle = usual([week.lines.get(code) for week in before])
    return _Line(count, taken, None if middle is None else middle * weeks)


def _taken(code: str, before: Sequence[Counted]) -> tuple[tuple[float, int], ...]:
    found = [(_number(week, code), week.total) for week in before if code in week.lines]
    return tuple((n, total) for n, total in found if n is not None and total)


def _number(week: Counted, code: str) -> float | None:
    """What a line is taken to have been in a week; None where nothing can be said."""
    if week.total is None or week.lines[code] is not None:
        return week.lines[code]
    hidden = sum(n is None for n in week.lines.values())
    rest = week.total - sum(n for n in week.lines.values() if n is not None)
    return week.k - 1 if rest < hidden * week.k else None


def _chance(line: _Line, total: int, lively: float) -> float:
    return _against(line, total / (total + sum(of for _, of in line.before)), lively)


def _against(line: _Line, share: float, lively: float) -> float:
    before = sum(n for n, _ in line.before)
    return mid_p(round(line.count / lively), round(before / lively), share)


def _change(code: str, chances: Mapping[str, float], more: set[str], real: frozenset[str]) -> Change:
    if code not in chances:
        return Change.UNKNOWN
    return Change.UP if code in more else Change.DOWN if code in real else Change.SAME
