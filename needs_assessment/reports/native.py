"""Excel's own charts in the workbook. They read a sheet of their own, where what is hidden is an empty cell.

Excel draws a text as a zero: a chart that read "∗" would show a number that is not true.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.chart import Chart

from needs_assessment.reports.book import Book, Sheet

DATA = "chart data"
COLORS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00")
"""After Okabe and Ito: told apart by colour-blind people."""
_ROW = 20
"""Height of Excel's rows, in pixels."""
AGAINST_USUAL = ("#0072b2", "#a9b4bf")
Series = tuple[str, Sequence[float | None]]
"""A name, and the numbers; None where hidden or unknown."""


@dataclass(frozen=True)
class Drawn:
    """What a chart shows: `bar` or `line`."""

    kind: str
    labels: Sequence[str]
    series: Sequence[Series]
    width: int = 900
    colors: Sequence[str] = COLORS

    @property
    def height(self) -> int:
        """In pixels: bars need room for each label."""
        return 340 if self.kind == "line" else 100 + 17 * len(self.labels) * min(2, len(self.series))


class NativeCharts:
    """Puts charts into sheets, and at the end writes the sheet that they read."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._rows: list[list[str | float | None]] = []

    def add(self, sheet: Sheet, row: int, column: int, title: str, drawn: Drawn) -> int:
        """A chart with its corner in a cell; gives the row below it. Nothing where there is nothing to draw."""
        if not drawn.labels:
            return row
        top = len(self._rows)
        self._rows += [["", *drawn.labels], *([name, *numbers] for name, numbers in drawn.series)]
        chart = self._book.workbook.add_chart({"type": drawn.kind})
        for place in range(1, len(drawn.series) + 1):
            chart.add_series(_series(drawn, top, place))
        _dress(chart, title, drawn)
        sheet.made.insert_chart(row, column, chart, {"description": title})
        return row - (-drawn.height // _ROW) + 1

    def finish(self) -> None:
        """Write what the charts read."""
        data = self._book.sheet(DATA, (30, 12))
        data.made.hide()
        for number, row in enumerate(self._rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    data.made.write_string(number, column, value)
                elif value is not None:
                    data.made.write_number(number, column, value)


def _series(drawn: Drawn, top: int, place: int) -> dict[str, object]:
    color, last = drawn.colors[(place - 1) % len(drawn.colors)], len(drawn.labels)
    marker = {"type": "circle", "size": 5, "fill": {"color": color}, "border": {"color": color}}
    line = {"line": {"color": color, "width": 2}, "marker": marker}
    return {
        "name": [DATA, top + place, 0],
        "categories": [DATA, top, 1, top, last],
        "values": [DATA, top + place, 1, top + place, last],
        **(line if drawn.kind == "line" else {"fill": {"color": color}, "gap": 60}),
    }


def _dress(chart: Chart, title: str, drawn: Drawn) -> None:
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.show_blanks_as("gap")
    chart.show_hidden_data()
    chart.set_legend({"position": "bottom"} if len(drawn.series) > 1 else {"none": True})
    numbers = {"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#e3e7eb"}}, "num_format": "#,##0"}
    if drawn.kind == "bar":
        # Excel turns both axes round with the first: the numbers' own axis is put back to the foot.
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({**numbers, "label_position": "high"})
    else:
        chart.set_y_axis(numbers)
    chart.set_size({"width": drawn.width, "height": drawn.height})
