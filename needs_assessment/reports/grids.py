"""Tables of a release laid out as grids, for heat maps and for the sheets of a workbook."""

from __future__ import annotations

from needs_assessment.release import Table
from needs_assessment.reports.heat import Grid
from needs_assessment.reports.wording import Words, hours

_STARTS = ("00", "04", "08", "12", "16", "20")


def two_way(table: Table, words: Words) -> Grid:
    """A table of two dimensions: the first down, the second across; lines without any request are left out."""
    numbers = table.by_codes
    down, across = _codes(table, 0), _codes(table, 1)
    return Grid(
        [words.name(code, table.dims[0]) for code in down],
        [words.name(code, table.dims[1]) for code in across],
        [[numbers.get((row, column)) for column in across] for row in down],
        climbing=True,
    )


def week_plan(hours_table: Table, words: Words) -> Grid:
    """When people asked: bands of four hours down, days of the week across."""
    numbers = hours_table.by_codes
    days = range(1, 8)
    return Grid(
        [hours(start) for start in _STARTS],
        [words.weekday(day) for day in days],
        [[numbers.get((f"{day}-{start}",)) for day in days] for start in _STARTS],
    )


def _codes(table: Table, dimension: int) -> list[str]:
    """The codes of a dimension under which something is printed, or hidden, in their order."""
    seen = {cell.codes[dimension] for cell in table.cells if cell.count != 0}
    return [code for code in dict.fromkeys(cell.codes[dimension] for cell in table.cells) if code in seen]
