"""The report as an Excel workbook, for those who go on working with the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from locales import Speech
from needs_assessment.release import Release
from needs_assessment.reports.book import Book
from needs_assessment.reports.compared_sheets import add_compared
from needs_assessment.reports.making import Making
from needs_assessment.reports.month_sheet import add_month
from needs_assessment.reports.native import NativeCharts
from needs_assessment.reports.sentences import release_line
from needs_assessment.reports.sheets import add_alerts, add_definitions, add_service, add_summary
from needs_assessment.reports.summary import Summary
from needs_assessment.reports.wording import Words


def week_workbook(summary: Summary, releases: Sequence[Release], speech: Speech) -> bytes:
    """An XLSX of a week or a month. `releases`: those of which the summary was made.

    A hidden number is the text "∗". Takes some tenths of a second: call it in a thread.
    """
    words = Words(speech)
    release = summary.release
    title = f"Hamroh. {words.title(release.period)}, {words.dates(release.period)}"
    book = Book(title, f"{title} · {release_line(release, words)}", release.made_on)
    making = Making(book, NativeCharts(book), summary, releases, words)
    add_summary(making)
    add_compared(making, words.t("Categories"), "category", summary.categories)
    add_compared(making, words.t("Languages"), "language", summary.languages)
    add_compared(making, words.t("Outcomes"), "outcome", summary.outcomes)
    add_service(making)
    add_month(making)
    add_alerts(making)
    add_definitions(making)
    making.charts.finish()
    return book.bytes()


month_workbook = week_workbook
"""The same sheets: a summary of a month brings its month with it."""
