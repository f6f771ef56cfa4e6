"""A report as one Telegram message, in plain words, on one phone screen or two; and where its other words are made."""

from __future__ import annotations

from collections.abc import Callable

from locales import Html, Speech
from needs_assessment.periods import Kind
from needs_assessment.release import Table
from needs_assessment.reports.codes import code_name
from needs_assessment.reports.compare import compare_text
from needs_assessment.reports.in_json import summary_json
from needs_assessment.reports.lead import headline, sentences, title, unfinished
from needs_assessment.reports.method import method
from needs_assessment.reports.sections import (
    Detail,
    asked_section,
    emerging_section,
    hidden_line,
    quality_section,
    section,
    service_section,
    table_section,
)
from needs_assessment.reports.summary import Summary
from needs_assessment.reports.terms import TABLES
from needs_assessment.reports.words import listed, with_number

__all__ = ["compare_text", "headline", "month_text", "summary_json", "week_text"]

LONGEST = 3_500
"""In characters of HTML; Telegram takes 4,096 of visible text."""
_DETAILS = (
    Detail(bar=12, lines=20, further=5, hidden=20),
    Detail(bar=6, lines=20, further=3, hidden=20),
    Detail(bar=4, lines=8, further=2, hidden=0),
    Detail(bar=2, lines=5, further=1, hidden=0),
)
"""From the fullest: the first whose message fits is taken."""
_HIDDEN_NAMES = 5
"""Of a table of the month, which has up to sixty lines."""
_OF_THE_MONTH = ("finer", "hours", "origin", "gender", "age", "sensitive")
"""Tables of one dimension that a month or quarter has besides those of its weeks."""


def week_text(summary: Summary, speech: Speech) -> Html:
    """The week as one message of Telegram HTML, at most 3,500 characters in any language."""
    return _fitting(lambda detail: _parts(summary, speech, detail), speech)


def month_text(summary: Summary, speech: Speech) -> Html:
    """A month or quarter in the same way, with the tables that weeks do not have."""

    def parts(detail: Detail) -> list[str | None]:
        *weekly, last = _parts(summary, speech, detail)
        own = [summary.release.tables.get(name) for name in _OF_THE_MONTH]
        return [*weekly, *(_own(table, speech, detail) for table in own if table is not None), last]

    return _fitting(parts, speech)


def _fitting(parts_with: Callable[[Detail], list[str | None]], speech: Speech) -> Html:
    """The fullest message that fits; if even the shortest does not, its last sections stay in the files."""
    for detail in _DETAILS:
        *parts, last = [part for part in parts_with(detail) if part]
        text = "\n\n".join([*parts, last])
        if len(text) <= LONGEST:
            return Html(text)
    while len(text) > LONGEST:
        parts.pop()
        text = "\n\n".join([*parts, speech.t("The rest is in the files."), last])
    return Html(text)


def _parts(summary: Summary, speech: Speech, detail: Detail) -> list[str | None]:
    warning = unfinished(summary, speech)
    head = [title(summary.release.period, speech), f"⚠️ {warning}" if warning else None, sentences(summary, speech)]
    return [*head, *_body(summary, speech, detail), method(summary, speech)]


def _body(summary: Summary, speech: Speech, detail: Detail) -> list[str | None]:
    if summary.total is None and summary.release.period.kind is Kind.WEEK:
        return []
    if summary.total == 0:
        return [service_section(summary, speech, detail)]
    return [
        _compared("category", summary, speech, detail),
        emerging_section(summary, speech, detail),
        service_section(summary, speech, detail),
        _compared("outcome", summary, speech, detail),
        _compared("language", summary, speech, detail),
        quality_section(summary, speech),
        asked_section(summary.asked, speech, detail),
    ]


def _compared(name: str, summary: Summary, speech: Speech, detail: Detail) -> str | None:
    tables = {"category": summary.categories, "outcome": summary.outcomes, "language": summary.languages}
    return None if name in summary.release.dropped else table_section(name, tables[name], speech, detail)


def _own(table: Table, speech: Speech, detail: Detail) -> str | None:
    """A table of the month in one paragraph, the greatest numbers first; None where nothing was counted."""
    dim = table.dims[0]
    cells = sorted((cell for cell in table.cells if cell.count), key=lambda cell: -(cell.count or 0))
    named = [with_number(code_name(dim, cell.codes[0], speech), cell.count, speech) for cell in cells]
    hidden = [code_name(dim, cell.codes[0], speech) for cell in table.cells if cell.hidden]
    lines = [listed(named[: 2 * detail.further]), *hidden_line(hidden, speech, min(detail.hidden, _HIDDEN_NAMES))]
    return section(speech.t(TABLES[table.name]), lines) if any(lines) else None
