"""The chapters of the PDF, each as the panels that are drawn one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from needs_assessment.categories import UNCODED, categories
from needs_assessment.release import Release, Table
from needs_assessment.reports.bars import Bar, bar_of, draw_bars, draw_trends
from needs_assessment.reports.chart import greatest_trends
from needs_assessment.reports.grids import two_way, week_plan
from needs_assessment.reports.heat import draw_heat
from needs_assessment.reports.lists import TextRow, draw_list, draw_tiles
from needs_assessment.reports.paper import BODY, Panel
from needs_assessment.reports.sentences import (
    Row,
    action_line,
    headline,
    hidden_names,
    method_lines,
    nothing_to_show,
    quality_lines,
    ranked,
    rule_lines,
    service_lines,
    unfinished,
)
from needs_assessment.reports.sources import added_up, weeks_within
from needs_assessment.reports.summary import Compared, Summary
from needs_assessment.reports.surface import Surface
from needs_assessment.reports.theme import LIGHT, PAGE
from needs_assessment.reports.wording import FINEST, MARK, Words

BESIDE = replace(BODY, beside=185)
_PLAN = replace(BODY, beside=60)
_LARGE = replace(BODY, sizes=replace(PAGE, small=PAGE.text))
_CODES = replace(BODY, sizes=replace(PAGE, small=6.5, gap=3.4))
_TILES = 9
_ABOUT_PEOPLE = ("gender", "age", "origin")


def cover(summary: Summary, words: Words) -> Iterator[Panel]:
    """What the report is of, what it says in three sentences, and its key figures."""
    yield partial(_title, summary=summary, words=words)
    warning = unfinished(summary, words)
    if warning is not None:
        yield said([warning], color=LIGHT.up)
    nothing = nothing_to_show(summary, words)
    yield said([nothing] if nothing else headline(summary, words), size=1.25)
    figures = [(words.t("Requests"), summary.total), *quality_lines(summary, words), *service_lines(summary, words)]
    yield partial(draw_tiles, place=BODY, rows=_texts(figures[:_TILES], words))
    yield from emerging(summary, words)
    yield said(method_lines(summary, words), color=LIGHT.muted)


def emerging(summary: Summary, words: Words) -> Iterator[Panel]:
    """The needs that have grown, and what was done about earlier ones."""
    if summary.emerging:
        rows = [
            (
                words.name(need.code),
                f"{words.number(need.count)} · {words.t('usually {n}', n=words.number(need.usual))}",
            )
            for need in summary.emerging
        ]
        yield headed(words.t("Emerging needs"), partial(draw_list, place=_LARGE, rows=rows))
    if summary.asked:
        rows = _texts([action_line(action, words) for action in summary.asked], words)
        yield headed(words.t("You asked, we did"), partial(draw_list, place=_LARGE, rows=rows))


def needs(summary: Summary, words: Words) -> Iterator[Panel]:
    """What it was about, coarsely and finely, and the last weeks of the greatest needs."""
    shown = ranked(summary.categories)
    if shown:
        bars = [bar_of(line, words, quiet=line.code == UNCODED) for line in shown]
        withheld = hidden_names(summary.categories, words)
        yield headed(words.t("What it was about"), _barred(bars, withheld, words))
    trends = greatest_trends(summary)
    if trends:
        yield headed(words.t("The last weeks"), partial(draw_trends, place=BESIDE, trends=trends, words=words))
    for release, name in ((summary.month, "finer"), (summary.quarter, "sensitive")):
        yield from _finer(release, name, words)


def _finer(release: Release | None, name: str, words: Words) -> Iterator[Panel]:
    table = release.tables.get(name) if release else None
    rows = _rows(table, words)
    if release and rows:
        heading = f"{words.t('More finely')}: {words.title(release.period)}"
        yield headed(heading, partial(draw_list, place=BODY, rows=rows, columns=2))


def asked_how(summary: Summary, words: Words) -> Iterator[Panel]:
    """In which language, by category and language, when in the week, and what came of it."""
    yield from _bars(summary.languages, words.t("In which language"), words)
    tables = summary.month.tables if summary.month else {}
    by_language = tables.get("by_language")
    if by_language and (grid := two_way(by_language, words)).rows:
        heading = words.t("Needs and languages")
        yield headed(heading, partial(draw_heat, place=BESIDE, grid=grid, words=words))
    if summary.hours is not None:
        plan = week_plan(summary.hours, words)
        heading = words.t("When people asked, for the plan of shifts")
        yield headed(heading, partial(draw_heat, place=_PLAN, grid=plan, words=words))


def service(summary: Summary, releases: Sequence[Release], words: Words) -> Iterator[Panel]:
    """What came of the requests, how the desk worked and how long people waited, and what stayed without a solution."""
    yield from _bars(summary.outcomes, words.t("What came of it"), words)
    rows = _texts(service_lines(summary, words), words)
    yield headed(words.t("The desk"), partial(draw_list, place=BODY, rows=rows, columns=2))
    waits = added_up([one.tables["waits"] for one in weeks_within(summary, releases) if "waits" in one.tables])
    yield from _table_bars(waits, words.t("How long people waited for the first answer"), words)
    yield from _table_bars(summary.unmet, words.t("Closed without a solution"), words)


def people(summary: Summary, words: Words) -> Iterator[Panel]:
    """What some of them said of themselves, where it may be shown."""
    tables = summary.month.tables if summary.month else {}
    for name, heading in zip(_ABOUT_PEOPLE, (words.t("Gender"), words.t("Age"), words.t("Passport")), strict=True):
        yield from _table_bars(tables.get(name), heading, words)
    places = tables.get("by_region")
    if places and (grid := two_way(places, words)).rows:
        yield headed(words.t("Where they are"), partial(draw_heat, place=BESIDE, grid=grid, words=words))
    if tables:
        yield said([words.t("Only some people said this, and nobody has to.")], color=LIGHT.muted)


def method(summary: Summary, words: Words) -> Iterator[Panel]:
    """What the numbers mean, and the code list."""
    lines = [*method_lines(summary, words), *rule_lines(summary, words)]
    yield headed(words.t("Method"), said(lines))
    rows = [(f"{one.code} {words.name(one.code)}", words.t(FINEST[one.release])) for one in categories().values()]
    yield headed(
        words.t("The codes, and how often each is shown"), partial(draw_list, place=_CODES, rows=rows, columns=2)
    )


def headed(heading: str, panel: Panel) -> Panel:
    """A panel under a heading, which never stands alone at the end of a page."""

    def draw(surface: Surface, y: float) -> float:
        y = surface.paragraph(BODY.x, y, heading, PAGE.heading, BODY.width, bold=True) + PAGE.gap
        return panel(surface, y)

    return draw


def said(lines: Sequence[str], *, size: float = 1, color: str = LIGHT.ink) -> Panel:
    """Sentences, each a paragraph."""

    def draw(surface: Surface, y: float) -> float:
        for line in lines:
            y = surface.paragraph(BODY.x, y, line, size * PAGE.text, BODY.width, color=color) + PAGE.gap / 2
        return y

    return draw


def _title(surface: Surface, y: float, summary: Summary, words: Words) -> float:
    period = summary.release.period
    y = surface.paragraph(BODY.x, y, "Hamroh", PAGE.heading, BODY.width, color=LIGHT.muted)
    y = surface.paragraph(BODY.x, y, words.title(period), PAGE.title, BODY.width, bold=True)
    return surface.paragraph(BODY.x, y, words.dates(period), PAGE.heading, BODY.width, color=LIGHT.muted)


def _bars(lines: Sequence[Compared], heading: str, words: Words) -> Iterator[Panel]:
    if any(line.count != 0 for line in lines):
        bars = [bar_of(line, words) for line in ranked(lines)]
        yield headed(heading, _barred(bars, hidden_names(lines, words), words))


def _table_bars(table: Table | None, heading: str, words: Words) -> Iterator[Panel]:
    """A table of one dimension in its own order."""
    if table is None or all(cell.count == 0 for cell in table.cells):
        return
    names = {cell: words.name(cell.codes[0], table.dims[0]) for cell in table.cells}
    bars = [Bar(name, cell.count) for cell, name in names.items() if cell.count]
    withheld = ", ".join(name for cell, name in names.items() if cell.hidden)
    yield headed(heading, _barred(bars, f"{MARK} {withheld}" if withheld else "", words))


def _barred(bars: Sequence[Bar], withheld: str, words: Words) -> Panel:
    """Bars, and below them in one block the names of what is hidden."""

    def draw(surface: Surface, y: float) -> float:
        y = draw_bars(surface, y, BESIDE, bars, words)
        return surface.paragraph(BODY.x, y, withheld, PAGE.small, BODY.width, color=LIGHT.muted)

    return draw


def _texts(rows: Sequence[Row], words: Words) -> list[TextRow]:
    return [(name, words.figure(figure)) for name, figure in rows]


def _rows(table: Table | None, words: Words) -> list[TextRow]:
    cells = table.cells if table else ()
    return [(words.name(cell.codes[0]), words.number(cell.count)) for cell in cells if cell.count != 0]
