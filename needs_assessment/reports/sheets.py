"""The sheets of the workbook that every period has."""

from __future__ import annotations

from collections.abc import Sequence

from needs_assessment.categories import Category, categories
from needs_assessment.names import LANGUAGE_NAMES, OUTCOME_NAMES, english_name
from needs_assessment.release import Release, Table
from needs_assessment.reports.book import Book, Chance, Sheet, Value
from needs_assessment.reports.native import Drawn, NativeCharts
from needs_assessment.reports.sentences import (
    headline,
    method_lines,
    nothing_to_show,
    quality_lines,
    rule_lines,
    service_lines,
    unfinished,
)
from needs_assessment.reports.sources import weeks_within
from needs_assessment.reports.summary import Summary
from needs_assessment.reports.wording import ACTIONS, FINEST, Words

NAME = 46
"""Width of a column of names, in characters."""


def titled(book: Book, name: str, widths: Sequence[float], summary: Summary, words: Words) -> Sheet:
    """A new sheet, with what it shows and of which days."""
    sheet = book.sheet(name, widths)
    sheet.say(name, "title")
    period = summary.release.period
    sheet.say(f"{words.title(period)}, {words.dates(period)}", "quiet")
    sheet.row += 1
    return sheet


def add_summary(book: Book, summary: Summary, words: Words) -> None:
    """The headline and the key figures."""
    sheet = titled(book, words.t("Summary"), (70, 22, 16), summary, words)
    warning, nothing = unfinished(summary, words), nothing_to_show(summary, words)
    for line in [*([warning] if warning else []), *([nothing] if nothing else headline(summary, words))]:
        sheet.say(line, "sentence")
    sheet.row += 1
    sheet.heads(("", words.t("This period"), words.t("Usually")))
    usual = "" if summary.usual_total is None else summary.usual_total
    sheet.lines([(words.t("Requests"), summary.total, usual), *quality_lines(summary, words)])
    sheet.lines(service_lines(summary, words))
    sheet.row += 1
    for line in method_lines(summary, words):
        sheet.say(line, "sentence")


def add_service(book: Book, charts: NativeCharts, summary: Summary, releases: Sequence[Release], words: Words) -> None:
    """How the desk worked, and how long people waited in each week of the period."""
    sheet = titled(book, words.t("Service"), (NAME, 20, 14), summary, words)
    sheet.made.set_portrait()
    sheet.made.fit_to_pages(1, 1)
    sheet.made.freeze_panes(sheet.row, 1)
    sheet.lines(service_lines(summary, words))
    weeks = weeks_within(summary, releases)
    for name, heading in (
        ("waits", words.t("How long people waited for the first answer")),
        ("handling", words.t("How long the work on a case took")),
        ("help", words.t("How people judged the help")),
    ):
        tables = {one.period.name: one.tables[name] for one in weeks if name in one.tables}
        if tables:
            add_side_by_side(sheet, charts, heading, tables, words)


def add_side_by_side(sheet: Sheet, charts: NativeCharts, heading: str, tables: dict[str, Table], words: Words) -> None:
    """A table of one dimension, a column for each of its periods, with a chart."""
    first = next(iter(tables.values()))
    codes = [cell.codes[0] for cell in first.cells]
    names = [words.name(code, first.dims[0]) for code in codes]
    numbers = [(period, [table.get(code) for code in codes]) for period, table in tables.items()]
    top = sheet.row = sheet.row + 1
    sheet.say(heading, "heading")
    sheet.heads(("", *tables))
    sheet.lines((name, *row) for name, *row in zip(names, *(column for _, column in numbers), strict=True))
    below = charts.add(sheet, top, len(tables) + 2, heading, Drawn("bar", names, numbers, width=560))
    sheet.row = max(sheet.row, below)


def add_emerging(book: Book, summary: Summary, words: Words) -> None:
    """What has grown more than chance explains, and what was done about it."""
    sheet = titled(book, words.t("Emerging and actions"), (14, NAME, 56, 14, 12), summary, words)
    sheet.made.freeze_panes(sheet.row, 0)
    sheet.say(words.t("Emerging needs"), "heading")
    heads = ("Code", "Category", "", "Requests", "Usually", "p")
    sheet.heads([words.t(head) if head else "" for head in heads])
    sheet.lines(
        (need.code, words.name(need.code), "", need.count, need.usual, Chance(need.p)) for need in summary.emerging
    )
    sheet.row += 1
    sheet.say(words.t("You asked, we did"), "heading")
    sheet.heads([words.t(head) for head in ("Week", "Category", "What was done", "Noted on")])
    sheet.lines(
        (
            one.week,
            words.name(one.code),
            words.t(ACTIONS[one.kind]) if one.kind else words.t("nothing noted yet"),
            one.noted_on or "",
        )
        for one in summary.asked
    )


def add_definitions(book: Book, summary: Summary, words: Words) -> None:
    """What the numbers and the codes mean."""
    sheet = titled(book, words.t("Definitions"), (80, 16, NAME, 38, 38, 18), summary, words)
    for line in [*method_lines(summary, words), *rule_lines(summary, words)]:
        sheet.say(line, "sentence")
    for name in summary.release.dropped:
        sheet.say(
            words.t("Left out, as no proof was found in time that it gives nobody away: {table}", table=name),
            "sentence",
        )
    sheet.row += 1
    heads = ("Category", "Code", "In English", "Cluster", "IOM area", "Shown")
    sheet.heads([words.t(head) for head in heads])
    sheet.made.repeat_rows(sheet.row - 1)
    sheet.lines(_definition(one, words) for one in categories().values())
    sheet.lines(
        (words.name(str(code)), str(code), english_name(str(code))) for code in (*OUTCOME_NAMES, *LANGUAGE_NAMES)
    )


def _definition(one: Category, words: Words) -> list[Value]:
    name, english = words.name(one.code), english_name(one.code)
    return [name, one.code, english, one.cluster, one.iom_area, words.t(FINEST[one.release])]
