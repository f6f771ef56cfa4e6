"""The report as an Excel workbook, for those who go on working with the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from locales import Speech
from needs_assessment.release import Release
from needs_assessment.reports.book import Book
from needs_assessment.reports.compared_sheets import add_compared
from needs_assessment.reports.month_sheet import add_month
from needs_assessment.reports.native import NativeCharts
from needs_assessment.reports.sentences import release_line
from needs_assessment.reports.sheets import add_definitions, add_emerging, add_service, add_summary
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
    charts = NativeCharts(book)
    add_summary(book, summary, words)
    for name, table, lines in (
        (words.t("Categories"), "category", summary.categories),
        (words.t("Languages"), "language", summary.languages),
        (words.t("Outcomes"), "outcome", summary.outcomes),
    ):
        add_compared(book, charts, name, table, lines, summary, releases, words)
    add_service(book, charts, summary, releases, words)
    add_month(book, summary, words)
    add_emerging(book, summary, words)
    add_definitions(book, summary, words)
    charts.finish()
    return book.bytes()


month_workbook = week_workbook
"""The same sheets: a summary of a month brings its month with it."""
