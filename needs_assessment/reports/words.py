"""The small words of reports: marks, numbers, titles; the same in every form that people read."""

from __future__ import annotations

from collections.abc import Iterable

from babel.numbers import format_percent

from locales import Html, Speech, later
from needs_assessment.names import line_name
from needs_assessment.reports.summary import ActionKind, Emerging, Power
from needs_assessment.reports.terms import ACTIONS, MARK

NOT_YET = later("nothing noted yet")


def action_words(kind: ActionKind | None, speech: Speech) -> Html:
    """What was done about an alert, in the reader's language."""
    return speech.t(NOT_YET if kind is None else ACTIONS[kind])


def number(value: float | None, speech: Speech) -> str:
    """A whole number, or the mark where it is hidden."""
    return MARK if value is None else speech.number(int(value + 0.5))


def percent(share: float | None, speech: Speech) -> str:
    """A share as whole per cent, or the mark where it is hidden."""
    return MARK if share is None else format_percent(int(100 * share + 0.5) / 100, locale=speech.locale)


def of_hundred(share: float, speech: Speech) -> str:
    """A share as a number of a hundred."""
    return speech.number(int(100 * share + 0.5))


def with_number(name: Html, count: float | None, speech: Speech) -> Html:
    """`Health (12)`."""
    return Html(f"{name} ({number(count, speech)})")


def noticed(power: Power, speech: Speech) -> Html:
    """How often the rule would notice something, so that silence is not taken for proof."""
    return speech.t(
        "At this volume a topic of {share} that triples is noticed in about {tripling} of 100 weeks,"
        " one that doubles in about {doubling}.",
        share=percent(power.share, speech),
        tripling=of_hundred(power.tripling, speech),
        doubling=of_hundred(power.doubling, speech),
    )


def grown(one: Emerging, speech: Speech) -> Html:
    """`Health (30, usually 10)`."""
    counts = {"count": number(one.count, speech), "usual": number(one.usual, speech)}
    return speech.t("{topic} ({count}, usually {usual})", topic=line_name(one.code, speech), **counts)


def listed(names: Iterable[str]) -> Html:
    """Names one after the other; each is HTML already."""
    return Html(", ".join(names))
