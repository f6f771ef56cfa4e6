"""The month as a PDF, for printing and for passing round within the mission: A4, four to six pages."""

from __future__ import annotations

from collections.abc import Sequence

from locales import Speech
from needs_assessment.release import Release
from needs_assessment.reports.chapters import asked_how, cover, method, needs, people, service
from needs_assessment.reports.paper import Paper
from needs_assessment.reports.sentences import release_line
from needs_assessment.reports.summary import Summary
from needs_assessment.reports.wording import Words


def month_pdf(summary: Summary, releases: Sequence[Release], speech: Speech) -> bytes:
    """A PDF of a month; of a week it is set in the same way. `releases`: those of which the summary was made.

    Slow (one to two seconds): call it in a thread.
    """
    words = Words(speech)
    period = summary.release.period
    title = f"{words.title(period)}, {words.dates(period)}"
    chapters = (
        cover(summary, words),
        needs(summary, words),
        asked_how(summary, words),
        service(summary, releases, words),
        people(summary, words),
        method(summary, words),
    )
    with Paper(f"Hamroh. {title}", f"Hamroh · {title} · {release_line(summary.release, words)}") as paper:
        for panels in chapters:
            for panel in panels:
                paper.add(panel)
    return paper.bytes()
