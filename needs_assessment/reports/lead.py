"""The report in three sentences: how many requests, most about what, and what needs a look."""

from __future__ import annotations

from collections.abc import Sequence

from locales import Html, Speech, later, visible_text
from needs_assessment.categories import UNCODED
from needs_assessment.names import line_name
from needs_assessment.periods import Kind, Period
from needs_assessment.reports.summary import Change, Emerging, Summary, ranked
from needs_assessment.reports.terms import TITLES
from needs_assessment.reports.words import grown, listed, number, percent, with_number

LONGEST = 900
"""Of the caption, which Telegram takes up to 1,024 characters of."""
TOP = 3
_AGAINST_THE_USUAL = {
    Change.UP: later("More than usual: {usual}."),
    Change.DOWN: later("Fewer than usual: {usual}."),
    Change.SAME: later("No real change against the usual: {usual}."),
}


def headline(summary: Summary, speech: Speech) -> str:
    """The caption of a chart: plain text, at most 900 characters."""
    whole = visible_text(f"{title(summary.release.period, speech)}\n{sentences(summary, speech)}")
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1].rstrip() + "…"


def title(period: Period, speech: Speech) -> Html:
    """Which period it is, its name in bold."""
    first, last = (speech.date(day) for day in period.days)
    return speech.t(TITLES[period.kind], **{period.kind: period.name}, first=first, last=last)


def sentences(summary: Summary, speech: Speech) -> Html:
    """Three short paragraphs; of an empty period and of a hidden one a single sentence."""
    nothing = without_total(summary, speech)
    if nothing is not None:
        return nothing
    alarming = f"{_growing(summary, speech)} {without_help(summary, speech)}"
    parts = (requests(summary, speech), most_often(summary, speech), alarming)
    return Html("\n".join(part for part in parts if part))


def unfinished(summary: Summary, speech: Speech) -> Html | None:
    """The warning over a preview; None over a real release."""
    preview = speech.t("<b>The week is not finished.</b> This preview exists in the demo only.")
    return preview if summary.release.running else None


def without_total(summary: Summary, speech: Speech) -> Html | None:
    """What is said instead of a total; None where there is one."""
    if summary.total == 0:
        return speech.t("No requests.")
    if summary.total is not None:
        return None
    if summary.release.period.kind is Kind.WEEK:
        return speech.t("There were so few requests that no number can be shown without pointing at people.")
    return speech.t("A week of this period hides its number of requests, or was not released: there is no sum.")


def requests(summary: Summary, speech: Speech) -> Html:
    """How many, and how that stands to the usual."""
    counted = speech.n("{n} request.", "{n} requests.", n=summary.total or 0)
    return Html(f"{counted} {against_the_usual(summary, speech)}".rstrip())


def against_the_usual(summary: Summary, speech: Speech) -> Html:
    """How the total stands to the usual; empty where that is not known."""
    said = _AGAINST_THE_USUAL.get(summary.total_change)
    if said is None or summary.usual_total is None:
        return Html("")
    return speech.t(said, usual=number(summary.usual_total, speech))


def most_often(summary: Summary, speech: Speech) -> Html:
    """What most requests were about; empty where every line is hidden."""
    top = [one for one in ranked(summary.categories) if one.code != UNCODED][:TOP]
    named = listed(with_number(line_name(one.code, speech), one.count, speech) for one in top)
    return speech.t("Most often about: {topics}.", topics=named) if top else Html("")


def growing(needs: Sequence[Emerging], speech: Speech) -> Html:
    """The needs that grow; empty where none does."""
    named = listed(grown(one, speech) for one in needs)
    return speech.t("Growing more than chance explains: {topics}.", topics=named) if named else Html("")


def without_help(summary: Summary, speech: Speech) -> Html:
    """Which share of the requests ended so."""
    return speech.t("Ended without help: {share}.", share=percent(summary.unresolved, speech))


def _growing(summary: Summary, speech: Speech) -> Html:
    if summary.emerging:
        return Html(f"⚠️ {growing(summary.emerging[:TOP], speech)}")
    if summary.power is None:
        return speech.t("Too few weeks so far to say what is growing.")
    return speech.t("No need is growing more than chance explains.")
