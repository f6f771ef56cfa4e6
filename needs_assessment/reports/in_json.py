"""A report for other programs: everything in the summary, with English names; what is hidden is null and says so."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from locales import visible_text
from locales.speech import ENGLISH
from needs_assessment.periods import Period
from needs_assessment.release import Release, Table
from needs_assessment.reports.codes import code_name
from needs_assessment.reports.summary import Action, Compared, Emerging, Summary, Trend


def summary_json(summary: Summary) -> dict[str, Any]:
    """The summary as plain values for `json.dumps`. Shares are 0 to 1, times are minutes."""
    return {
        **_release(summary.release),
        "finished": not summary.release.running,
        "unit": "requests",
        "total": {**_count(summary.total), "usual": summary.usual_total, "change": str(summary.total_change)},
        "categories": [_compared("category", one) for one in summary.categories],
        "outcomes": [_compared("outcome", one) for one in summary.outcomes],
        "languages": [_compared("language", one) for one in summary.languages],
        "weeks": list(summary.weeks),
        "trends": [_trend(one) for one in summary.trends],
        "emerging": [_emerging(one) for one in summary.emerging],
        "power": None if summary.power is None else asdict(summary.power),
        "service": asdict(summary.service),
        "unresolved": summary.unresolved,
        "unmet": _table(summary.unmet),
        "hours": _table(summary.hours),
        "asked": [_action(one) for one in summary.asked],
        "quality": asdict(summary.quality),
        "month": None if summary.month is None else _release(summary.month),
        "quarter": None if summary.quarter is None else _release(summary.quarter),
    }


def _release(release: Release) -> dict[str, Any]:
    return {
        "period": _period(release.period),
        "audience": str(release.audience),
        "k": release.k,
        "release": release.number,
        "series": release.series,
        "made_on": release.made_on.isoformat(),
        "dropped_tables": list(release.dropped),
        "tables": {name: _table(table) for name, table in release.tables.items()},
    }


def _period(period: Period) -> dict[str, Any]:
    first, last = period.days
    return {
        "name": period.name,
        "kind": str(period.kind),
        "weeks": list(period.weeks),
        "from": first.isoformat(),
        "to": last.isoformat(),
    }


def _table(table: Table | None) -> list[dict[str, Any]] | None:
    if table is None:
        return None
    return [
        {dim: _named(dim, code) for dim, code in zip(table.dims, cell.codes, strict=True)} | _count(cell.count)
        for cell in table.cells
    ]


def _compared(dim: str, one: Compared) -> dict[str, Any]:
    return {**_named(dim, one.code), **_count(one.count), "usual": one.usual, "change": str(one.change)}


def _trend(one: Trend) -> dict[str, Any]:
    return {**_named("category", one.code), "counts": list(one.counts)}


def _emerging(one: Emerging) -> dict[str, Any]:
    return {**_named("category", one.code), "count": one.count, "usual": one.usual, "p": one.p}


def _action(one: Action) -> dict[str, Any]:
    return {
        "week": one.week,
        **_named("category", one.code),
        "kind": None if one.kind is None else str(one.kind),
        "noted_on": None if one.noted_on is None else one.noted_on.isoformat(),
    }


def _named(dim: str, code: str) -> dict[str, str]:
    return {"code": code, "name": visible_text(code_name(dim, code, ENGLISH))}


def _count(count: int | None) -> dict[str, Any]:
    return {"count": count, "status": "hidden" if count is None else "shown"}
