"""What the dashboard shows, as JSON: made of releases and nothing else, every name in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from babel.dates import format_interval

from locales import Speech
from needs_assessment.periods import Kind, following
from needs_assessment.release import Release, Table
from needs_assessment.reports.figures import service_lines
from needs_assessment.reports.page_words import code_names, day_names, dim_names, page_words, table_titles
from needs_assessment.reports.sentences import (
    action_line,
    growing_line,
    headline,
    method_lines,
    rule_lines,
)
from needs_assessment.reports.summary import Action, Summary
from needs_assessment.reports.terms import MARK
from needs_assessment.reports.wording import Words

Summarise = Callable[[Release, Sequence[Release], Sequence[Action]], Summary]
"""Of a release, all releases, and what was done about alerts."""


def page_data(
    releases: Sequence[Release],
    actions: Sequence[Action],
    speech: Speech,
    *,
    summarise: Summarise,
    example: bool = False,
) -> dict[str, Any]:
    """Everything the page shows. `example`: the numbers are invented, and a banner says so."""
    ordered = sorted(releases, key=lambda one: (one.period.days[1], one.number))
    words = Words(speech)
    return {
        "language": str(speech.locale).replace("_", "-"),
        "mark": MARK,
        "banner": words.t("Example data: these numbers are invented.") if example else None,
        "words": page_words(words),
        "tables": table_titles(words),
        "dims": dim_names(words),
        "names": code_names(words),
        "days": day_names(words),
        "weeks": _weeks(ordered),
        "periods": [_period(summarise(one, ordered, actions), words) for one in ordered],
    }


def _weeks(ordered: Sequence[Release]) -> list[str]:
    """Every week from the first to the last released, whether it was released or not: the axis of the trends."""
    names = sorted(one.period.name for one in ordered if one.period.kind is Kind.WEEK)
    weeks = names[:1]
    while weeks and weeks[-1] < names[-1]:
        weeks.append(following(weeks[-1]))
    return weeks


def _period(summary: Summary, words: Words) -> dict[str, Any]:
    period = summary.release.period
    interval = format_interval(*period.days, "MMMd", locale=words.speech.locale)
    return {
        "name": period.name,
        "kind": str(period.kind),
        "title": f"{words.title(period)}, {words.dates(period)}",
        "short": f"{period.name}: {interval}",
        "days": words.dates(period),
        "headline": headline(summary, words),
        "tables": {name: _table(table) for name, table in summary.release.tables.items()} | _summed(summary),
        "usual": {one.code: {"usual": one.usual, "change": str(one.change)} for one in summary.categories},
        "alerts": [growing_line(one, words) for one in summary.emerging],
        "asked": [": ".join(str(part) for part in action_line(one, words)) for one in summary.asked],
        "service": [f"{name}: {words.figure(figure)}" for name, figure in service_lines(summary, words)],
        "notes": [*method_lines(summary, words), *rule_lines(summary, words)],
    }


def _table(table: Table) -> dict[str, Any]:
    return {"dims": list(table.dims), "cells": [[*cell.codes, cell.count] for cell in table.cells]}


def _summed(summary: Summary) -> dict[str, Any]:
    """Of a month or quarter: the needs as sums over its weeks, hidden where any of them hides or lacks it."""
    if summary.release.period.kind is Kind.WEEK or all(one.count is None for one in summary.categories):
        return {}
    return {"category": {"dims": ["category"], "cells": [[one.code, one.count] for one in summary.categories]}}
