"""What to know before the numbers are used."""

from __future__ import annotations

from collections.abc import Sequence

from locales import Speech
from needs_assessment.periods import Kind
from needs_assessment.reports.summary import Summary
from needs_assessment.reports.terms import ARROWS, MARK, TABLES
from needs_assessment.reports.words import listed


def method(summary: Summary, speech: Speech) -> str:
    """The last words of a report: what is counted, who is missing, what is hidden, and which release it is."""
    release = summary.release
    hides = release.hidden_cells or any(one.count is None for one in summary.categories)
    lines = [
        speech.t(
            "Requests are counted, not people: one person may ask many times. Who cannot use Telegram is missing here."
        ),
        speech.t("What is not listed had no requests. The numbers of a finished week never change.")
        if summary.total
        else "",
        _arrows(summary, speech),
        speech.t(
            "{mark} hidden: numbers under {k}, and those from which one could work them out.", mark=MARK, k=release.k
        )
        if hides
        else "",
        _dropped(release.dropped, speech),
        "" if release.running else speech.t("Release {number}, threshold {k}", number=release.number, k=release.k),
    ]
    return "<i>" + "\n".join(line for line in lines if line) + "</i>"


def _arrows(summary: Summary, speech: Speech) -> str:
    if not any(ARROWS[one.change] for one in (*summary.categories, *summary.languages, *summary.outcomes)):
        return ""
    if summary.release.period.kind is Kind.WEEK:
        return speech.t("▲ ▼ really more or fewer than usual, in brackets: the median of the last eight weeks.")
    return speech.t("▲ ▼ really more or fewer than in as many usual weeks before, whose number stands in brackets.")


def _dropped(tables: Sequence[str], speech: Speech) -> str:
    named = listed(speech.t(TABLES.get(name, name)) for name in tables)
    return speech.t("Left out, as their safety could not be proved in time: {tables}", tables=named) if tables else ""
