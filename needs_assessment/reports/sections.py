"""The sections of a report on a phone, each a title and some lines; None where there is nothing to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from locales import Html, Speech
from needs_assessment.names import line_name
from needs_assessment.reports.codes import code_name
from needs_assessment.reports.summary import Action, Compared, Summary, Waits, ranked
from needs_assessment.reports.terms import ARROWS, BAR, MARK, TABLES
from needs_assessment.reports.words import action_words, grown, listed, noticed, number, percent, with_number


@dataclass(frozen=True)
class Detail:
    """How much is said, so that a message of any week fits."""

    bar: int
    """Length of the longest bar."""
    lines: int
    further: int
    """Lines of the lists under the tables."""
    hidden: int
    """How many hidden lines may be named; more are only numbered."""


def section(title: Html, lines: Sequence[str]) -> str:
    """A title and its lines; empty ones are left out."""
    return "\n".join([f"<b>{title}</b>", *(line for line in lines if line)])


def hidden_line(names: Sequence[Html], speech: Speech, most: int) -> list[str]:
    """One line that names what is hidden, in the order of the list and not of the size; nothing where nothing is."""
    if not names:
        return []
    said = listed(names) if len(names) <= most else speech.n("{n} line", "{n} lines", n=len(names))
    return [f"{MARK} {said}"]


def table_section(name: str, lines: tuple[Compared, ...], speech: Speech, detail: Detail) -> str | None:
    """A table with bars; an arrow and the usual number where a change is real. None where nothing was counted."""
    shown = ranked(lines)
    longest = max((one.count or 0 for one in shown), default=1)
    said = [_line(name, one, longest, speech, detail) for one in shown[: detail.lines]]
    hidden = [code_name(name, one.code, speech) for one in lines if one.count is None]
    # Translators: lines of a table that are not shown here.
    rest = [speech.t("{n} more", n=len(shown) - detail.lines)] if len(shown) > detail.lines else []
    whole = [*said, *rest, *hidden_line(hidden, speech, detail.hidden)]
    return section(speech.t(TABLES[name]), whole) if whole else None


def emerging_section(summary: Summary, speech: Speech, detail: Detail) -> str | None:
    """The needs that grow, and what would have been noticed: silence is not calm."""
    lines: list[str] = [f"⚠️ {grown(one, speech)}" for one in summary.emerging[: detail.further]]
    if summary.power is not None:
        lines.append(noticed(summary.power, speech))
    return section(speech.t("Growing needs"), lines) if lines else None


def service_section(summary: Summary, speech: Speech, detail: Detail) -> str | None:
    """How the desk worked; None where there was none."""
    service = summary.service
    numbers = {
        "opened": service.opened,
        "solved": service.solved,
        "unsolved": service.unsolved,
        "referred": service.referred,
    }
    said = (*numbers.values(), service.liked, service.disliked, service.waits.answered)
    if not any(n is None or n for n in numbers.values()) and service.waits.answered == 0:
        return None
    if all(n is None for n in said) and summary.unmet is None:
        return None
    lines = [
        speech.t(
            "Cases opened: {opened}, solved: {solved}, not solved: {unsolved}, sent on: {referred}",
            **{name: number(n, speech) for name, n in numbers.items()},
        ),
        _waits("waits", service.waits, speech),
        _waits("handling", service.handling, speech) if service.handling.median is not None else "",
        f"👍 {number(service.liked, speech)}  👎 {number(service.disliked, speech)}",
        _unmet(summary, speech, detail),
    ]
    return section(speech.t("How the desk worked"), lines)


def quality_section(summary: Summary, speech: Speech) -> str:
    """How far the numbers carry."""
    quality = summary.quality
    lines = [
        speech.t("Could not be coded: {share}", share=percent(quality.uncoded, speech)),
        speech.t("Hidden numbers: {n}", n=speech.number(quality.hidden_cells)),
        speech.t("The hotline was down: {time}", time=speech.duration(quality.downtime)) if quality.downtime else "",
    ]
    if quality.kappa is not None and quality.pairs is not None:
        kappa, pairs = f"{quality.kappa:.2f}", speech.number(quality.pairs)
        lines.append(speech.t("Two coders agree beyond chance: {kappa} (cases: {pairs})", kappa=kappa, pairs=pairs))
    return section(speech.t("Quality of the numbers"), lines)


def asked_section(asked: Sequence[Action], speech: Speech, detail: Detail) -> str | None:
    """What was done about past alerts."""
    lines = [_done(one, speech) for one in asked[: detail.further]]
    return section(speech.t("You asked, we did"), lines) if lines else None


def _line(table: str, one: Compared, longest: int, speech: Speech, detail: Detail) -> str:
    # The bar comes first: in a proportional font only the left edge lines up.
    bar = BAR * max(1, round(detail.bar * (one.count or 0) / longest))
    arrow = ARROWS[one.change]
    usual = f" {arrow} ({number(one.usual, speech)})" if arrow else ""
    return f"{bar} <b>{number(one.count, speech)}</b> {code_name(table, one.code, speech)}{usual}"


def _waits(name: str, times: Waits, speech: Speech) -> str:
    known = [
        None if times.median is None else speech.t("half within {time}", time=speech.duration(times.median)),
        None
        if times.ninetieth is None
        else speech.t("nine in ten within {time}", time=speech.duration(times.ninetieth)),
    ]
    said = [one for one in known if one is not None] or [speech.t("cannot be said")]
    return f"{speech.t(TABLES[name])}: {listed(said)}"


def _unmet(summary: Summary, speech: Speech, detail: Detail) -> str:
    if summary.unmet is None or summary.month is None:
        return ""
    cells = sorted((cell for cell in summary.unmet.cells if cell.count), key=lambda cell: -(cell.count or 0))
    named = [with_number(code_name("category", cell.codes[0], speech), cell.count, speech) for cell in cells]
    topics = listed(named[: detail.further])
    month = summary.month.period.name
    return speech.t("Closed without a solution in {month}: {topics}", month=month, topics=topics) if named else ""


def _done(one: Action, speech: Speech) -> str:
    return f"{one.week} {line_name(one.code, speech)}: {action_words(one.kind, speech)}"
