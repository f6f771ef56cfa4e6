"""The sheet of what is printed once a month or a quarter."""

from __future__ import annotations

from collections.abc import Iterator

from needs_assessment.release import Release, Table
from needs_assessment.reports.book import Sheet
from needs_assessment.reports.grids import two_way, week_plan
from needs_assessment.reports.heat import Grid
from needs_assessment.reports.making import NAME, Making
from needs_assessment.reports.theme import LIGHT
from needs_assessment.reports.wording import Words


def add_month(making: Making) -> None:
    """The finer categories, languages, hours, places and people of a month, and the sensitive ones of a quarter."""
    summary, words = making.summary, making.words
    if summary.month is None:
        return
    sheet = making.sheet(words.t("Month"), (NAME + 10, 12))
    sheet.made.freeze_panes(sheet.row, 1)
    for heading, grid in _grids(summary.month, words):
        _add_grid(sheet, heading, grid, words.title(summary.month.period))
    sensitive = summary.quarter.tables.get("sensitive") if summary.quarter else None
    if summary.quarter and sensitive:
        _add_grid(sheet, words.table("sensitive"), _one_way(sensitive, words), words.title(summary.quarter.period))


def _grids(month: Release, words: Words) -> Iterator[tuple[str, Grid]]:
    for name in ("finer", "by_language", "hours", "unmet", "by_region", "gender", "age", "origin"):
        if name in month.tables:
            yield words.table(name), _grid(month.tables[name], words)


def _grid(table: Table, words: Words) -> Grid:
    if table.name == "hours":
        return week_plan(table, words)
    return two_way(table, words) if len(table.dims) > 1 else _one_way(table, words)


def _one_way(table: Table, words: Words) -> Grid:
    names = [words.name(cell.codes[0], table.dims[0]) for cell in table.cells]
    return Grid(names, [words.table("total")], [[cell.count] for cell in table.cells])


def _add_grid(sheet: Sheet, heading: str, grid: Grid, period: str) -> None:
    sheet.say(f"{heading}: {period}", "heading")
    sheet.heads(("", *grid.columns))
    first, last = sheet.lines((name, *numbers) for name, numbers in zip(grid.rows, grid.numbers, strict=True))
    if len(grid.columns) > 1 and last >= first:
        scale = {"type": "2_color_scale", "min_color": "#ffffff", "max_color": LIGHT.bar}
        sheet.made.conditional_format(first, 1, last, len(grid.columns), scale)
    sheet.row += 1
