"""The key figures of a report, each with its name: the desk's work, and how far the numbers carry."""

from __future__ import annotations

from needs_assessment.categories import UNCODED
from needs_assessment.reports.summary import Summary
from needs_assessment.reports.wording import Figure, Share, Words
from needs_assessment.service import Help
from needs_assessment.tables import CaseEvent

Row = tuple[str, Figure]
"""A name and its figure."""


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
        *(
            (name, words.t("cannot be said") if minutes is None else words.within(minutes))
            for name, minutes in times.items()
        ),
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
