"""The sheets of the workbook that are no table of the release: figures, service, alerts, definitions."""

from __future__ import annotations

from locales import later
from needs_assessment.categories import Category, categories
from needs_assessment.names import LANGUAGE_NAMES, OUTCOME_NAMES, english_name
from needs_assessment.release import Table
from needs_assessment.reports.book import Chance, Sheet, Value
from needs_assessment.reports.figures import quality_lines, service_lines
from needs_assessment.reports.making import NAME, Making
from needs_assessment.reports.native import Drawn
from needs_assessment.reports.sentences import (
    headline,
    method_lines,
    rule_lines,
    unfinished,
)
from needs_assessment.reports.sources import weeks_within
from needs_assessment.reports.summary import Action
from needs_assessment.reports.terms import ACTIONS, FINEST
from needs_assessment.reports.wording import Words


def add_summary(making: Making) -> None:
    """The headline and the key figures."""
    summary, words = making.summary, making.words
    sheet = making.sheet(words.t("Summary"), (70, 22, 16))
    warning = unfinished(summary, words)
    for line in [*([warning] if warning else []), *headline(summary, words)]:
        sheet.say(line, "sentence")
    sheet.row += 1
    making.heads(sheet, "", later("This period"), later("Usual"))
    usual = "" if summary.usual_total is None else summary.usual_total
    sheet.lines([(words.table("total"), summary.total, usual), *quality_lines(summary, words)])
    sheet.lines(service_lines(summary, words))
    sheet.row += 1
    for line in method_lines(summary, words):
        sheet.say(line, "sentence")


def add_service(making: Making) -> None:
    """How the desk worked, and how long people waited in each week of the period."""
    sheet = making.sheet(making.words.t("Service"), (NAME, 20, 14))
    sheet.made.set_portrait()
    sheet.made.fit_to_pages(1, 1)
    sheet.made.freeze_panes(sheet.row, 1)
    sheet.lines(service_lines(making.summary, making.words))
    weeks = weeks_within(making.summary, making.releases)
    for name in ("waits", "handling", "help"):
        tables = {one.period.name: one.tables[name] for one in weeks if name in one.tables}
        if tables:
            _add_side_by_side(making, sheet, making.words.table(name), tables)


def _add_side_by_side(making: Making, sheet: Sheet, heading: str, tables: dict[str, Table]) -> None:
    """A table of one dimension, a column for each of its periods, with a chart."""
    first = next(iter(tables.values()))
    codes = [cell.codes[0] for cell in first.cells]
    names = [making.words.name(code, first.dims[0]) for code in codes]
    numbers = [(period, [table.get(code) for code in codes]) for period, table in tables.items()]
    top = sheet.row = sheet.row + 1
    sheet.say(heading, "heading")
    sheet.heads(("", *tables))
    sheet.lines((name, *row) for name, *row in zip(names, *(column for _, column in numbers), strict=True))
    below = making.charts.add(sheet, top, len(tables) + 2, heading, Drawn("bar", names, numbers, width=560))
    sheet.row = max(sheet.row, below)


def add_alerts(making: Making) -> None:
    """What has grown more than chance explains, and what was done about it."""
    summary, words = making.summary, making.words
    sheet = making.sheet(words.t("Growing needs and actions"), (14, NAME, 56, 14, 12))
    sheet.made.freeze_panes(sheet.row, 0)
    sheet.say(words.t("Growing needs"), "heading")
    making.heads(sheet, later("Code"), later("Name"), "", later("Requests"), later("Usual"), "p")
    grown = summary.emerging
    sheet.lines((one.code, words.name(one.code), "", one.count, one.usual, Chance(one.p)) for one in grown)
    sheet.row += 1
    sheet.say(words.t("You asked, we did"), "heading")
    making.heads(sheet, later("Week"), later("Name"), later("What was done"), later("Noted on"))
    sheet.lines(_done(one, words) for one in summary.asked)


def _done(action: Action, words: Words) -> list[Value]:
    done = words.t(ACTIONS[action.kind]) if action.kind else words.t("nothing noted yet")
    return [action.week, words.name(action.code), done, action.noted_on or ""]


def add_definitions(making: Making) -> None:
    """What the numbers and the codes mean."""
    summary, words = making.summary, making.words
    sheet = making.sheet(words.t("Definitions"), (80, 22, NAME, 38, 38, 18))
    for line in [*method_lines(summary, words), *rule_lines(summary, words)]:
        sheet.say(line, "sentence")
    sheet.row += 1
    heads = later("Name"), later("Code"), later("In English"), later("Cluster"), later("IOM area"), later("Printed")
    making.heads(sheet, *heads)
    sheet.made.repeat_rows(sheet.row - 1)
    sheet.lines(_definition(one, words) for one in categories().values())
    others = (str(code) for code in (*OUTCOME_NAMES, *LANGUAGE_NAMES))
    sheet.lines((words.name(code), code, english_name(code)) for code in others)


def _definition(one: Category, words: Words) -> list[Value]:
    name, english = words.name(one.code), english_name(one.code)
    return [name, one.code, english, one.cluster, one.iom_area, words.t(FINEST[one.release])]
