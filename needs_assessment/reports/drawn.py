"""A file of any form. Slow work for the processor: callers run it in a thread."""

from __future__ import annotations

from collections.abc import Sequence

from locales import Speech
from needs_assessment.periods import Kind
from needs_assessment.release import Release
from needs_assessment.reports.forms import Form
from needs_assessment.reports.hxl import hxl_zip
from needs_assessment.reports.summary import Summary


def drawn(form: Form, summary: Summary, printed: Sequence[Release], speech: Speech) -> bytes:
    """The file's content. `printed`: every release for the same audience."""
    match form:
        case Form.CHART:
            return _chart(summary, speech)
        case Form.WORKBOOK:
            return _workbook(summary, printed, speech)
        case Form.DOCUMENT:
            return _document(summary, printed, speech)
        case Form.EXCHANGE:
            return hxl_zip(parts_of(summary.release, printed))


def parts_of(release: Release, printed: Sequence[Release]) -> list[Release]:
    """The release, and of a longer period those of the parts that it is made of."""
    return [one for one in printed if set(one.period.weeks) <= set(release.period.weeks)]


def _chart(summary: Summary, speech: Speech) -> bytes:
    from needs_assessment.reports.chart import month_chart, week_chart

    return (week_chart if _is_week(summary) else month_chart)(summary, speech)


def _workbook(summary: Summary, printed: Sequence[Release], speech: Speech) -> bytes:
    from needs_assessment.reports.workbook import month_workbook, week_workbook

    return (week_workbook if _is_week(summary) else month_workbook)(summary, printed, speech)


def _document(summary: Summary, printed: Sequence[Release], speech: Speech) -> bytes:
    from needs_assessment.reports.pdf import month_pdf

    return month_pdf(summary, printed, speech)


def _is_week(summary: Summary) -> bool:
    return summary.release.period.kind is Kind.WEEK
