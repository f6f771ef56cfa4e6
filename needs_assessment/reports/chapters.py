"""The chapters of the PDF, each as the panels that are drawn one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from needs_assessment.categories import UNCODED, categories
from needs_assessment.release import Release, Table
from needs_assessment.reports.bars import bar_of, draw_trends
from needs_assessment.reports.chart import greatest_trends
from needs_assessment.reports.figures import Row, quality_lines, service_lines
from needs_assessment.reports.grids import two_way, week_plan
from needs_assessment.reports.heat import draw_heat
from needs_assessment.reports.lists import TextRow, draw_list, draw_tiles
from needs_assessment.reports.panels import BarBlock, block_of, headed, listed, said, side_by_side
from needs_assessment.reports.paper import BODY, Panel
from needs_assessment.reports.sentences import (
    action_line,
    headline,
    hidden_names,
    method_lines,
    rule_lines,
    unfinished,
)
from needs_assessment.reports.sources import whole_period
from needs_assessment.reports.summary import Compared, Summary, ranked
from needs_assessment.reports.surface import Surface
from needs_assessment.reports.terms import FINEST
from needs_assessment.reports.theme import LIGHT, PAGE
from needs_assessment.reports.wording import Words

BESIDE = replace(BODY, beside=185)
_PLAN = replace(BODY, beside=60)
_LARGE = replace(BODY, sizes=replace(PAGE, small=PAGE.text))
_CODES = replace(BODY, sizes=replace(PAGE, small=6.5, gap=3.4))
_TILES = 9


def cover(summary: Summary, words: Words) -> Iterator[Panel]:
    """What the report is of, what it says in three sentences, and its key figures."""
    yield partial(_title, summary=summary, words=words)
    warning = unfinished(summary, words)
    if warning is not None:
        yield said([warning], color=LIGHT.up)
    yield said(headline(summary, words), size=1.25)
    figures = [(words.table("total"), summary.total), *quality_lines(summary, words), *service_lines(summary, words)]
    yield partial(draw_tiles, place=BODY, rows=_texts(figures[:_TILES], words))
    yield from did(summary, words)
    yield said(method_lines(summary, words), color=LIGHT.muted)


def did(summary: Summary, words: Words) -> Iterator[Panel]:
    """What was done about the alerts of earlier weeks."""
    if summary.asked:
        rows = [action_line(action, words) for action in summary.asked]
        yield headed(words.t("You asked, we did"), partial(draw_list, place=_LARGE, rows=rows))


def needs(summary: Summary, words: Words) -> Iterator[Panel]:
    """What it was about, coarsely and finely, and the last weeks of the greatest needs."""
    yield from _bars(summary.categories, words.table("category"), words)
    trends = greatest_trends(summary)
    if trends:
        yield headed(words.t("How the needs went"), partial(draw_trends, place=BESIDE, trends=trends, words=words))
    for release, name in ((summary.month, "finer"), (summary.quarter, "sensitive")):
        yield from _finer(release, name, words)


def _finer(release: Release | None, name: str, words: Words) -> Iterator[Panel]:
    table = release.tables.get(name) if release else None
    rows = _rows(table, words)
    if release and rows:
        yield from listed(f"{words.table(name)}: {words.title(release.period)}", rows, BODY)


def asked_how(summary: Summary, words: Words) -> Iterator[Panel]:
    """In which language, by category and language, when in the week, and what came of it."""
    yield from _bars(summary.languages, words.table("language"), words)
    tables = summary.month.tables if summary.month else {}
    by_language = tables.get("by_language")
    if by_language and (grid := two_way(by_language, words)).rows:
        heading = words.table("by_language")
        yield headed(heading, partial(draw_heat, place=BESIDE, grid=grid, words=words))
    if summary.hours is not None:
        plan = week_plan(summary.hours, words)
        heading = words.table("hours")
        yield headed(heading, partial(draw_heat, place=_PLAN, grid=plan, words=words))


def service(summary: Summary, releases: Sequence[Release], words: Words) -> Iterator[Panel]:
    """What came of the requests, how the desk worked and how long people waited, and what stayed without a solution."""
    yield from _bars(summary.outcomes, words.table("outcome"), words)
    rows = _texts(service_lines(summary, words), words)
    yield headed(words.t("How the desk worked"), partial(draw_list, place=BODY, rows=rows, columns=2))
    waits = whole_period(summary, releases, "waits")
    blocks = [
        *block_of(waits, words.table("waits"), words),
        *block_of(summary.unmet, words.table("unmet"), words),
    ]
    if blocks:
        yield side_by_side(blocks, words)


def people(summary: Summary, words: Words) -> Iterator[Panel]:
    """What some of them said of themselves, where it may be shown."""
    tables = summary.month.tables if summary.month else {}
    blocks = [
        *block_of(tables.get("gender"), words.table("gender"), words),
        *block_of(tables.get("age"), words.table("age"), words),
        *block_of(tables.get("origin"), words.table("origin"), words),
    ]
    if blocks:
        yield side_by_side(blocks, words)
    places = tables.get("by_region")
    if places and (grid := two_way(places, words)).rows:
        yield headed(words.table("by_region"), partial(draw_heat, place=BESIDE, grid=grid, words=words))
    if blocks or places:
        yield said([words.t("Only some people said this, and nobody has to.")], color=LIGHT.muted)


def method(summary: Summary, words: Words) -> Iterator[Panel]:
    """What the numbers mean, and the code list."""
    lines = [*method_lines(summary, words), *rule_lines(summary, words)]
    yield headed(words.t("Method"), said(lines))
    rows = [(f"{one.code} {words.name(one.code)}", words.t(FINEST[one.release])) for one in categories().values()]
    yield from listed(words.t("The codes, and how often each is shown"), rows, _CODES)


def _title(surface: Surface, y: float, summary: Summary, words: Words) -> float:
    period = summary.release.period
    y = surface.paragraph(BODY.x, y, "Hamroh", PAGE.heading, BODY.width, color=LIGHT.muted)
    y = surface.paragraph(BODY.x, y, words.title(period), PAGE.title, BODY.width, bold=True)
    return surface.paragraph(BODY.x, y, words.dates(period), PAGE.heading, BODY.width, color=LIGHT.muted)


def _bars(lines: Sequence[Compared], heading: str, words: Words) -> Iterator[Panel]:
    if any(line.count != 0 for line in lines):
        bars = [bar_of(line, words, quiet=line.code == UNCODED) for line in ranked(lines)]
        yield side_by_side([BarBlock(heading, bars, hidden_names(lines, words))], words)


def _texts(rows: Sequence[Row], words: Words) -> list[TextRow]:
    return [(name, words.figure(figure)) for name, figure in rows]


def _rows(table: Table | None, words: Words) -> list[TextRow]:
    cells = table.cells if table else ()
    return [(words.name(cell.codes[0]), words.number(cell.count)) for cell in cells if cell.count != 0]
