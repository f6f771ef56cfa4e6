"""Sentences and figures that stand in several forms: the headline, the desk's work, the method. Plain text."""

from __future__ import annotations

from collections.abc import Sequence

from needs_assessment.categories import UNCODED
from needs_assessment.release import Release
from needs_assessment.reports.summary import Action, Compared, Power, Summary
from needs_assessment.reports.wording import ACTIONS, ARROWS, MARK, Figure, Share, Words
from needs_assessment.service import Help
from needs_assessment.tables import CaseEvent

Row = tuple[str, Figure]
"""A name and its figure."""


def headline(summary: Summary, words: Words) -> list[str]:
    """How many requests and what about most, against the usual, and how many ended without help."""
    lines = [_most_often(summary, words), usual_total(summary, words)]
    if summary.unresolved is not None:
        lines.append(f"{words.t('Ended without help')}: {words.percent(summary.unresolved)}.")
    return [line for line in lines if line]


def _most_often(summary: Summary, words: Words) -> str:
    top = next((line for line in ranked(summary.categories) if line.code != UNCODED), None)
    if summary.total is None:
        return ""
    if top is None:
        return words.n("{n} request.", "{n} requests.", summary.total)
    return words.n(
        "{n} request, most often about: {category} ({count}).",
        "{n} requests, most often about: {category} ({count}).",
        summary.total,
        category=words.name(top.code),
        count=words.number(top.count),
    )


def usual_total(summary: Summary, words: Words) -> str:
    """What the usual total is, with an arrow where this one really differs; empty where it is not known."""
    if summary.usual_total is None:
        return ""
    return f"{ARROWS[summary.total_change]} {words.t('usually {n}', n=words.number(summary.usual_total))}".strip()


def action_line(action: Action, words: Words) -> Row:
    """What was asked for in a week, and what was done about it."""
    asked = f"{action.week} · {words.name(action.code)}"
    if action.kind is None:
        return asked, words.t("nothing noted yet")
    done = words.t(ACTIONS[action.kind])
    return asked, done if action.noted_on is None else f"{done}, {words.day(action.noted_on)}"


def service_lines(summary: Summary, words: Words) -> list[Row]:
    """What the desk did, and how long it took."""
    service = summary.service
    counts = {
        CaseEvent.OPENED: service.opened,
        CaseEvent.SOLVED: service.solved,
        CaseEvent.UNSOLVED: service.unsolved,
        CaseEvent.REFERRED: service.referred,
        Help.UP: service.liked,
        Help.DOWN: service.disliked,
    }
    times = {
        words.t("First answer: half of the people within"): service.waits.median,
        words.t("First answer: nine of ten people within"): service.waits.ninetieth,
        words.t("Work on a case: half of them within"): service.handling.median,
        words.t("Work on a case: nine of ten within"): service.handling.ninetieth,
    }
    return [
        *((words.name(code), number) for code, number in counts.items()),
        *((name, None if minutes is None else words.within(minutes)) for name, minutes in times.items()),
    ]


def quality_lines(summary: Summary, words: Words) -> list[Row]:
    """How far the numbers carry."""
    quality = summary.quality
    lines: list[Row] = [
        (words.t("Ended without help"), _share(summary.unresolved)),
        (words.name(UNCODED), _share(quality.uncoded)),
        (words.t("Hidden numbers"), quality.hidden_cells),
        (words.t("Minutes in which the hotline was down"), quality.downtime),
    ]
    if quality.kappa is not None:
        lines.append((words.t("Agreement of two coders (kappa)"), quality.kappa))
    return lines


def _share(value: float | None) -> Share | None:
    return None if value is None else Share(value)


def method_lines(summary: Summary, words: Words) -> list[str]:
    """What must stand under every picture: unit, mark, threshold and number of the release."""
    release = summary.release
    return [
        words.t(
            "Requests are counted, not people: one person may ask many times. Who cannot use Telegram is missing here."
        ),
        mark_line(release, words),
        words.t("What is not listed had no requests. The numbers of a finished week never change."),
        release_line(release, words),
    ]


def release_line(release: Release, words: Words) -> str:
    """Which printing of which code list this is."""
    return words.t("Release {number}, code list {series}", number=release.number, series=release.series)


def mark_line(release: Release, words: Words) -> str:
    """What the mark means."""
    return words.t(
        "{mark} hidden: numbers under {k}, and those from which one could work them out.", mark=MARK, k=release.k
    )


def rule_lines(summary: Summary, words: Words) -> list[str]:
    """What "usual", an arrow and "emerging" mean, and what the rule notices."""
    lines = [
        words.t("Usual is the median of the last eight weeks. An arrow stands only where chance does not explain it."),
        words.t(
            "Emerging: more than chance explains among all the needs of the week, and 1.3 times the usual or more."
        ),
    ]
    return lines if summary.power is None else [*lines, power_line(summary.power, words)]


def power_line(power: Power, words: Words) -> str:
    """How often the rule would notice something, so that silence is not taken for proof."""
    return words.t(
        "With as many requests as now, a need that is usually {share} of them is noticed in {doubling} of the weeks"
        " in which it doubles, and in {tripling} of those in which it triples.",
        share=words.percent(power.share),
        doubling=words.percent(power.doubling),
        tripling=words.percent(power.tripling),
    )


def nothing_to_show(summary: Summary, words: Words) -> str | None:
    """Why there is no picture of the requests; None where there is one."""
    if summary.total == 0:
        return words.t("No requests.")
    if summary.total is None and not any(line.count for line in summary.categories):
        return words.t("There were so few requests that no number can be shown without pointing at people.")
    return None


def unfinished(summary: Summary, words: Words) -> str | None:
    """The warning over a preview; None over a real release."""
    preview = words.t("<b>The week is not finished.</b> This preview exists in the demo only.")
    return preview if summary.release.running else None


def ranked(lines: Sequence[Compared]) -> list[Compared]:
    """The lines with a printed number above 0, the greatest first."""
    return sorted((line for line in lines if line.count), key=lambda line: -(line.count or 0))


def hidden_names(lines: Sequence[Compared], words: Words) -> str:
    """The mark and the names of the hidden lines; empty where there is none."""
    names = ", ".join(words.name(line.code) for line in lines if line.count is None)
    return f"{MARK} {names}" if names else ""
