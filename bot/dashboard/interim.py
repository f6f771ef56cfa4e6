"""Stands in for the archive and for `needs_assessment.reports.summarise` until they are there; goes away with them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from needs_assessment.periods import Kind
from needs_assessment.release import Audience, Release
from needs_assessment.reports.summary import (
    Action,
    Change,
    Compared,
    Emerging,
    Quality,
    Service,
    Summary,
    Waits,
)
from needs_assessment.waits import LONGER
from storage import Tx

WEEKS = 8
EMERGING = 1.6
"""A rough rule, for want of the exact test."""


async def releases(_tx: Tx, _audience: Audience) -> list[Release]:
    """None."""
    return []


async def actions(_tx: Tx) -> list[Action]:
    """None."""
    return []


def summarise(current: Release, earlier: Sequence[Release], actions: Sequence[Action]) -> Summary:
    """What a week says against the median of the eight before."""
    before = [one for one in earlier if one.period.kind is Kind.WEEK and one is not current][-WEEKS:]
    categories = _compared(current, before, "category")
    total = _line(current.total, [one.total for one in before], "")
    return Summary(
        release=current,
        month=None,
        quarter=None,
        weeks=(current.period.name,),
        total=current.total,
        usual_total=total.usual,
        total_change=total.change,
        categories=categories,
        outcomes=_compared(current, before, "outcome"),
        languages=_compared(current, before, "language"),
        trends=(),
        emerging=tuple(Emerging(one.code, one.count or 0, one.usual or 0, 0.01) for one in categories if _grew(one)),
        power=None,
        service=_service(current),
        unresolved=None,
        unmet=None,
        hours=None,
        asked=tuple(one for one in actions if one.week < current.period.name),
        quality=Quality(None, current.hidden_cells, current.downtime, None, None),
    )


def _compared(current: Release, before: Sequence[Release], name: str) -> tuple[Compared, ...]:
    if name not in current.tables:
        return ()
    weeks = [one.tables[name].by_codes for one in before if name in one.tables]
    return tuple(
        _line(cell.count, [week.get(cell.codes) for week in weeks], cell.codes[0])
        for cell in current.tables[name].cells
    )


def _line(count: int | None, before: Sequence[int | None], code: str) -> Compared:
    seen = [one for one in before if one is not None]
    usual = float(median(seen)) if len(seen) >= WEEKS // 2 else None
    if count is None or usual is None:
        return Compared(code, count, usual, Change.UNKNOWN)
    if count > EMERGING * usual:
        return Compared(code, count, usual, Change.UP)
    return Compared(code, count, usual, Change.DOWN if usual > EMERGING * count else Change.SAME)


def _grew(line: Compared) -> bool:
    return line.change is Change.UP and bool(line.usual)


def _service(current: Release) -> Service:
    cases = current.tables["cases"].get if "cases" in current.tables else (lambda *_: None)
    return Service(
        opened=cases("opened"),
        solved=cases("solved"),
        unsolved=cases("unsolved"),
        referred=cases("referred"),
        waits=Waits(None, _quantile(current, 0.5), _quantile(current, 0.9)),
        handling=Waits(None, None, None),
        liked=None,
        disliked=None,
    )


def _quantile(current: Release, share: float) -> int | None:
    if "waits" not in current.tables or current.tables["waits"].hidden_cells:
        return None
    cells = current.tables["waits"].cells
    wanted, reached = share * sum(cell.count or 0 for cell in cells), 0
    for cell in cells:
        reached += cell.count or 0
        if reached >= wanted and cell.codes[0] != LONGER:
            return int(cell.codes[0])
    return None
