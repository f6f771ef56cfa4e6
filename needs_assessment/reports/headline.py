"""The report in three sentences: how many requests, most about what, and what needs a look."""

from __future__ import annotations

from collections.abc import Sequence

from locales import Html, Speech, later, visible_text
from needs_assessment.categories import UNCODED
from needs_assessment.names import line_name
from needs_assessment.periods import Kind
from needs_assessment.reports.summary import Change, Compared, Summary
from needs_assessment.reports.words import grown, listed, number, percent, with_number

LONGEST = 900
"""Of the caption, which Telegram takes up to 1,024 characters of."""
TOP = 3
_TITLES = {
    Kind.WEEK: later("<b>Week {week}</b>, {first} – {last}"),
    Kind.MONTH: later("<b>Month {month}</b>, {first} – {last}"),
    Kind.QUARTER: later("<b>Quarter {quarter}</b>, {first} – {last}"),
}
_AGAINST_THE_USUAL = {
    Change.UP: later("More than usual: {usual}."),
    Change.DOWN: later("Fewer than usual: {usual}."),
    Change.SAME: later("No real change against the usual: {usual}."),
}


def headline(summary: Summary, speech: Speech) -> str:
    """The caption of a chart: plain text, at most 900 characters."""
    whole = visible_text(f"{title(summary, speech)}\n{sentences(summary, speech)}")
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1].rstrip() + "…"


def title(summary: Summary, speech: Speech) -> Html:
    """Which period it is."""
    period = summary.release.period
    first, last = (speech.date(day) for day in period.days)
    return speech.t(_TITLES[period.kind], **{period.kind: period.name}, first=first, last=last)


def sentences(summary: Summary, speech: Speech) -> Html:
    """Three short paragraphs; of an empty period and of a hidden one a single sentence."""
    if summary.total is None and summary.release.period.kind is Kind.WEEK:
        return speech.t("There were so few requests that no number can be shown without pointing at people.")
    if summary.total is None:
        return speech.t("A week of this period hides its number of requests, or was not released: there is no sum.")
    if summary.total == 0:
        return speech.t("No requests.")
    parts = (_requests(summary, speech), _top(summary, speech), _alarming(summary, speech))
    return Html("\n".join(part for part in parts if part))


def ranked(lines: Sequence[Compared]) -> list[Compared]:
    """The lines with a printed number above 0, the greatest first."""
    return sorted((one for one in lines if one.count), key=lambda one: -(one.count or 0))


def _requests(summary: Summary, speech: Speech) -> str:
    counted = speech.n("{n} request.", "{n} requests.", n=summary.total or 0)
    against = _AGAINST_THE_USUAL.get(summary.total_change)
    if against is None or summary.usual_total is None:
        return counted
    return f"{counted} {speech.t(against, usual=number(summary.usual_total, speech))}"


def _top(summary: Summary, speech: Speech) -> str:
    top = [one for one in ranked(summary.categories) if one.code != UNCODED][:TOP]
    named = listed(with_number(line_name(one.code, speech), one.count, speech) for one in top)
    return speech.t("Most often about: {topics}.", topics=named) if top else ""


def _alarming(summary: Summary, speech: Speech) -> str:
    help_ = speech.t("Ended without help: {share}.", share=percent(summary.unresolved, speech))
    return f"{_growing(summary, speech)} {help_}"


def _growing(summary: Summary, speech: Speech) -> str:
    if summary.emerging:
        named = listed(grown(one, speech) for one in summary.emerging[:TOP])
        return "⚠️ " + speech.t("Growing more than chance explains: {topics}.", topics=named)
    if summary.power is None:
        return speech.t("Too few weeks so far to say what is growing.")
    return speech.t("No need is growing more than chance explains.")
