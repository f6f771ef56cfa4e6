"""Sentences that stand in several forms: the headline, what was done, the method. Plain text."""

from __future__ import annotations

from collections.abc import Sequence

from locales import visible_text
from needs_assessment.periods import Kind
from needs_assessment.release import Release
from needs_assessment.reports import lead
from needs_assessment.reports.summary import Action, Compared, Emerging, Summary
from needs_assessment.reports.terms import MARK
from needs_assessment.reports.wording import Words
from needs_assessment.reports.words import action_words, grown, noticed


def headline(summary: Summary, words: Words) -> list[str]:
    """How many requests and against the usual, what about most, what grows, and how many ended without help."""
    nothing = without_total(summary, words)
    if nothing is not None:
        return [nothing]
    speech = words.speech
    lines = [
        lead.requests(summary, speech),
        lead.most_often(summary, speech),
        lead.growing(summary.emerging, speech),
        lead.without_help(summary, speech),
    ]
    return [visible_text(line) for line in lines if line]


def usual_total(summary: Summary, words: Words) -> str:
    """How the total stands to the usual; empty where that is not known."""
    return visible_text(lead.against_the_usual(summary, words.speech))


def growing_line(need: Emerging, words: Words) -> str:
    """A need that has grown, with its number and the usual."""
    return visible_text(grown(need, words.speech))


def action_line(action: Action, words: Words) -> tuple[str, str]:
    """What was asked for in a week, and what was done about it."""
    done = visible_text(action_words(action.kind, words.speech))
    when = "" if action.kind is None or action.noted_on is None else f", {words.day(action.noted_on)}"
    return f"{action.week} · {words.name(action.code)}", done + when


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
    return lines if summary.power is None else [*lines, visible_text(noticed(summary.power, words.speech))]


def without_total(summary: Summary, words: Words) -> str | None:
    """What is said instead of a total; None where there is one."""
    nothing = lead.without_total(summary, words.speech)
    return None if nothing is None else visible_text(nothing)


def draws_requests(summary: Summary) -> bool:
    """Whether there is anything to draw: a longer period may have tables of its own without having a sum."""
    return summary.total != 0 and not (summary.total is None and summary.release.period.kind is Kind.WEEK)


def unfinished(summary: Summary, words: Words) -> str | None:
    """The warning over a preview; None over a real release."""
    warning = lead.unfinished(summary, words.speech)
    return None if warning is None else visible_text(warning)


def hidden_names(lines: Sequence[Compared], words: Words) -> str:
    """The mark and the names of the hidden lines; empty where there is none."""
    names = ", ".join(words.name(line.code) for line in lines if line.count is None)
    return f"{MARK} {names}" if names else ""
