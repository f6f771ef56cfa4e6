"""From releases to what a report says: pure, so that the same releases always say the same."""

from __future__ import annotations

from collections.abc import Sequence

from needs_assessment.categories import UNCODED
from needs_assessment.outcome import Outcome
from needs_assessment.periods import Kind
from needs_assessment.release import Release, Table
from needs_assessment.reports.emerging import (
    LEAST_WEEKS,
    Counted,
    change_of_total,
    changes,
    dispersion_of,
    emerging,
    tested,
    usual,
)
from needs_assessment.reports.history import History
from needs_assessment.reports.power import power
from needs_assessment.reports.summary import Action, Compared, Power, Quality, Service, Summary, Trend
from needs_assessment.reports.waiting import waits
from needs_assessment.tables import CaseEvent

TOP = 5
_WITHOUT_HELP = (Outcome.UNMET, Outcome.ABANDONED, Outcome.UNHELPFUL)


def summarise(current: Release, earlier: Sequence[Release], actions: Sequence[Action] = ()) -> Summary:
    """What a report of a week, month or quarter says.

    `earlier`: other releases, of any kind and in any order; only those of the same audience and series count that were
    over by then. Of a month or quarter the weekly tables are the sums over its weeks, where every week shows them.
    """
    history = History(current, earlier)
    now, before = history.now("category"), history.before("category")
    month = history.last(Kind.MONTH)
    return Summary(
        release=current,
        month=month,
        quarter=history.last(Kind.QUARTER),
        weeks=history.trend_weeks,
        total=now.total,
        usual_total=_as_long(usual([week.total for week in before]), now.weeks),
        total_change=change_of_total(now, before),
        categories=_compared(history, "category"),
        outcomes=_compared(history, "outcome"),
        languages=_compared(history, "language"),
        trends=_trends(history, now),
        emerging=emerging(now, before),
        power=_power(now, before),
        service=_service(history),
        unresolved=_share([history.now("outcome").lines[one] for one in _WITHOUT_HELP], now.total),
        unmet=_table(month, "unmet"),
        hours=_table(month, "hours"),
        asked=_asked(history, actions),
        quality=_quality(history, now),
    )


def _compared(history: History, table: str) -> tuple[Compared, ...]:
    now, before = history.now(table), history.before(table)
    change = changes(now, before)
    return tuple(
        Compared(code, n, _as_long(usual([week.lines[code] for week in before]), now.weeks), change[code])
        for code, n in now.lines.items()
    )


def _trends(history: History, now: Counted) -> tuple[Trend, ...]:
    """Of the lines with most requests now; where those are hidden, of those that had most before."""
    found = [Trend(code, history.trend("category", code)) for code in now.lines if code != UNCODED]
    shown = [(sum(n or 0 for n in one.counts), one) for one in found]
    shown.sort(key=lambda pair: (-(now.lines[pair[1].code] or 0), -pair[0]))
    return tuple(one for all_weeks, one in shown if all_weeks)[:TOP]


def _power(now: Counted, before: Sequence[Counted]) -> Power | None:
    weeks = [week for week in before if week.total]
    if not now.total or len(weeks) < LEAST_WEEKS:
        return None
    lively, lines = dispersion_of(before), tested(now, before)
    return power(now.total, lively=lively, lines=lines, k=now.k, before=len(weeks), length=now.weeks)


def _service(history: History) -> Service:
    cases, verdicts = history.now("cases").lines, history.now("help").lines
    return Service(
        opened=cases[CaseEvent.OPENED],
        solved=cases[CaseEvent.SOLVED],
        unsolved=cases[CaseEvent.UNSOLVED],
        referred=cases[CaseEvent.REFERRED],
        waits=waits([_part(week, "waits") for week in history.own()]),
        handling=waits([_part(week, "handling") for week in history.own()]),
        liked=verdicts["up"],
        disliked=verdicts["down"],
    )


def _quality(history: History, now: Counted) -> Quality:
    twice = history.coded_twice()
    return Quality(
        uncoded=_share([now.lines[UNCODED]], now.total),
        hidden_cells=history.current.hidden_cells,
        downtime=history.current.downtime,
        kappa=None if twice is None else twice.kappa,
        pairs=None if twice is None else twice.pairs,
    )


def _asked(history: History, actions: Sequence[Action]) -> tuple[Action, ...]:
    """The alerts of the weeks of the trends, the latest first; a week's own stay news until something was done."""
    weeks = history.trend_weeks
    own = weeks[-1] if history.current.period.kind is Kind.WEEK else None
    mine = [one for one in actions if one.week in weeks and (one.week != own or one.kind is not None)]
    return tuple(sorted(mine, key=lambda one: (-weeks.index(one.week), one.code)))


def _share(parts: Sequence[int | None], total: int | None) -> float | None:
    shown = [n for n in parts if n is not None]
    return sum(shown) / total if total and len(shown) == len(parts) else None


def _as_long(weekly: float | None, weeks: int) -> float | None:
    return None if weekly is None else weekly * weeks


def _part(week: Release | None, name: str) -> tuple[Table | None, int]:
    return (None, 0) if week is None else (_table(week, name), week.k)


def _table(release: Release | None, name: str) -> Table | None:
    return None if release is None else release.tables.get(name)
