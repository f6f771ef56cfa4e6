"""Sentences that stand in several forms: the headline, what was done, the method. Plain text."""

from __future__ import annotations

from collections.abc import Sequence

from locales import later
from needs_assessment.categories import UNCODED
from needs_assessment.periods import Kind
from needs_assessment.release import Release
from needs_assessment.reports.headline import ranked
from needs_assessment.reports.summary import Action, Change, Compared, Emerging, Power, Summary
from needs_assessment.reports.terms import ACTIONS, MARK
from needs_assessment.reports.wording import Words

_TOP = 3
_AGAINST_THE_USUAL = {
    Change.UP: later("More than usual: {usual}."),
    Change.DOWN: later("Fewer than usual: {usual}."),
    Change.SAME: later("No real change against the usual: {usual}."),
}


def headline(summary: Summary, words: Words) -> list[str]:
    """How many requests and against the usual, what about most, what grows, and how many ended without help."""
    nothing = without_total(summary, words)
    if nothing is not None:
        return [nothing]
    total = words.n("{n} request.", "{n} requests.", summary.total or 0)
    lines = [f"{total} {usual_total(summary, words)}", _most_often(summary, words)]
    growing = [growing_line(need, words) for need in summary.emerging]
    if growing:
        lines.append(words.t("Growing more than chance explains: {topics}.", topics=", ".join(growing)))
    lines.append(words.t("Ended without help: {share}.", share=words.percent(summary.unresolved)))
    return [line for line in lines if line]


def _most_often(summary: Summary, words: Words) -> str:
    top = [line for line in ranked(summary.categories) if line.code != UNCODED][:_TOP]
    named = ", ".join(f"{words.name(line.code)} ({words.number(line.count)})" for line in top)
    return words.t("Most often about: {topics}.", topics=named) if named else ""


def usual_total(summary: Summary, words: Words) -> str:
    """How the total stands to the usual; empty where that is not known."""
    said = _AGAINST_THE_USUAL.get(summary.total_change)
    if said is None or summary.usual_total is None:
        return ""
    return words.t(said, usual=words.number(summary.usual_total))


def growing_line(need: Emerging, words: Words) -> str:
    """A need that has grown, with its number and the usual."""
    numbers = {"count": words.number(need.count), "usual": words.number(need.usual)}
    return words.t("{topic} ({count}, usually {usual})", topic=words.name(need.code), **numbers)


def action_line(action: Action, words: Words) -> tuple[str, str]:
    """What was asked for in a week, and what was done about it."""
    asked = f"{action.week} · {words.name(action.code)}"
    if action.kind is None:
        return asked, words.t("nothing noted yet")
    done = words.t(ACTIONS[action.kind])
    return asked, done if action.noted_on is None else f"{done}, {words.day(action.noted_on)}"


def method_lines(summary: Summary, words: Words) -> list[str]:
    """What must stand under every picture: unit, mark, threshold and number of the release."""
    release = summary.release
    dropped = ", ".join(words.table(name) for name in release.dropped)
    lines = [
        words.t(
            "Requests are counted, not people: one person may ask many times. Who cannot use Telegram is missing here."
        ),
        words.t(
            "{mark} hidden: numbers under {k}, and those from which one could work them out.", mark=MARK, k=release.k
        ),
        words.t("What is not listed had no requests. The numbers of a finished week never change."),
        words.t("Left out, as their safety could not be proved in time: {tables}", tables=dropped) if dropped else "",
        release_line(release, words),
    ]
    return [line for line in lines if line]


def release_line(release: Release, words: Words) -> str:
    """Which printing of which code list this is."""
    return words.t("Release {number}, code list {series}", number=release.number, series=release.series)


def rule_lines(summary: Summary, words: Words) -> list[str]:
    """What "usual", an arrow and "growing" mean, and what the rule notices."""
    week = summary.release.period.kind is Kind.WEEK
    lines = [
        words.t("Usual is the median of the last eight weeks.")
        if week
        else words.t("Usual is the median of the eight weeks before, for as many weeks as this period has."),
        words.t("An arrow stands only where chance does not explain the difference."),
        words.t("Growing needs have at least {k} requests and 1.3 times the usual.", k=summary.release.k),
    ]
    return lines if summary.power is None else [*lines, _power_line(summary.power, words)]


def _power_line(power: Power, words: Words) -> str:
    """How often the rule would notice something, so that silence is not taken for proof."""
    return words.t(
        "At this volume a topic of {share} that triples is noticed in about {tripling} of 100 weeks,"
        " one that doubles in about {doubling}.",
        share=words.percent(power.share),
        tripling=words.number(100 * power.tripling),
        doubling=words.number(100 * power.doubling),
    )


def without_total(summary: Summary, words: Words) -> str | None:
    """What is said instead of a total; None where there is one."""
    if summary.total == 0:
        return words.t("No requests.")
    if summary.total is not None:
        return None
    if summary.release.period.kind is Kind.WEEK:
        return words.t("There were so few requests that no number can be shown without pointing at people.")
    return words.t("A week of this period hides its number of requests, or was not released: there is no sum.")


def draws_requests(summary: Summary) -> bool:
    """Whether there is anything to draw: a longer period may have tables of its own without having a sum."""
    return summary.total != 0 and not (summary.total is None and summary.release.period.kind is Kind.WEEK)


def unfinished(summary: Summary, words: Words) -> str | None:
    """The warning over a preview; None over a real release."""
    preview = words.t("<b>The week is not finished.</b> This preview exists in the demo only.")
    return preview if summary.release.running else None


def hidden_names(lines: Sequence[Compared], words: Words) -> str:
    """The mark and the names of the hidden lines; empty where there is none."""
    names = ", ".join(words.name(line.code) for line in lines if line.count is None)
    return f"{MARK} {names}" if names else ""
