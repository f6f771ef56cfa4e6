"""An Excel workbook in the making: sheets filled row by row, whose cells cannot become formulas."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from itertools import count
from textwrap import wrap

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from needs_assessment.reports.terms import MARK
from needs_assessment.reports.wording import Figure, Share


class Chance(float):
    """A probability that is small as a rule."""


Value = Figure | date
LONGEST_NAME = 31
"""Of a sheet, in characters: Excel refuses more."""
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_A4 = 9
_LINE = 15
"""Height of a line, in points, in Excel's own type."""
_FULL = 0.95
"""Of the width of a column, measured in digits: letters of our scripts are a little wider."""
_LOOKS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 12},
    "quiet": {"font_color": "#5a646e"},
    "text": {"valign": "top"},
    "sentence": {"text_wrap": True, "valign": "top"},
    "further": {"text_wrap": True, "valign": "top", "indent": 1},
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#e3ecf4"},
    "number": {"num_format": "#,##0", "valign": "top"},
    "decimal": {"num_format": "#,##0.0#", "valign": "top"},
    "share": {"num_format": "0%", "valign": "top"},
    "chance": {"num_format": "0.0000", "valign": "top"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"},
    "hidden": {"align": "center", "font_color": "#5a646e", "valign": "top"},
}


class Book:
    """A workbook that says neither who made it nor when a program ran: the same content is the same bytes."""

    def __init__(self, title: str, foot: str, made_on: date) -> None:
        self._made = BytesIO()
        plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.workbook = Workbook(self._made, plain)
        made = datetime.combine(made_on, time())
        self.workbook.set_properties({"title": title, "author": "", "company": "", "created": made})
        self._looks = {name: self.workbook.add_format(look) for name, look in _LOOKS.items()}
        self._names: set[str] = set()
        self._foot = foot.replace("&", "&&")

    def sheet(self, name: str, widths: Sequence[float]) -> Sheet:
        """A new sheet, set for printing on A4. `widths`: of the columns, in characters; the last is for all others."""
        unique = sheet_name(name, self._names)
        self._names.add(unique.casefold())
        made = self.workbook.add_worksheet(unique)
        for column, width in enumerate(widths[:-1]):
            made.set_column(column, column, width)
        made.set_column(len(widths) - 1, 40, widths[-1])
        made.set_landscape()
        made.set_paper(_A4)
        made.fit_to_pages(1, 0)
        made.set_footer(f"&L{self._foot}&R&P / &N")
        return Sheet(made, self._looks, widths)

    def bytes(self) -> bytes:
        """The finished file."""
        self.workbook.close()
        return self._made.getvalue()


class Sheet:
    """One sheet; `row` is where the next thing goes."""

    def __init__(self, made: Worksheet, looks: dict[str, Format], widths: Sequence[float]) -> None:
        self.made = made
        self._looks = looks
        self._widths = widths
        self.row = 0

    @property
    def name(self) -> str:
        """As charts and people call it."""
        return str(self.made.get_name())

    def say(self, text: str, look: str = "text") -> None:
        """A text in the first column; as a `sentence` it takes the lines that it needs there."""
        self._end_row([text] if look == "sentence" else [])
        self.made.write_string(self.row - 1, 0, text, self._looks[look])

    def heads(self, names: Sequence[str]) -> None:
        """The names of columns."""
        self._end_row(names)
        for column, name in enumerate(names):
            self.made.write_string(self.row - 1, column, name, self._looks["head"])

    def lines(self, rows: Iterable[Sequence[Value]]) -> tuple[int, int]:
        """Rows of values; gives the numbers of the first and last, the last before the first where there are none."""
        first = self.row
        for row in rows:
            for column, value in enumerate(row):
                self._put(column, value)
            self._end_row(row)
        return first, self.row - 1

    def _put(self, column: int, value: Value) -> None:
        look = self._looks["further" if column and isinstance(value, str) else _look_of(value)]
        if value is None:
            self.made.write_string(self.row, column, MARK, look)
        elif isinstance(value, str):
            self.made.write_string(self.row, column, value, look) if value else None
        elif isinstance(value, date):
            self.made.write_datetime(self.row, column, datetime.combine(value, time()), look)
        else:
            self.made.write_number(self.row, column, value, look)

    def _end_row(self, row: Sequence[Value]) -> None:
        """Excel and LibreOffice do not agree on who makes a row as high as its wrapped text: we do."""
        texts = [(value, self._widths[min(column, len(self._widths) - 1)]) for column, value in enumerate(row)]
        lines = [len(wrap(value, int(width * _FULL))) for value, width in texts if isinstance(value, str)]
        if max(lines, default=1) > 1:
            self.made.set_row(self.row, max(lines) * _LINE)
        self.row += 1


def _look_of(value: Value) -> str:
    if value is None:
        return "hidden"
    kinds = ((str, "sentence"), (date, "date"), (Share, "share"), (Chance, "chance"), (float, "decimal"))
    return next((look for kind, look in kinds if isinstance(value, kind)), "number")


def sheet_name(wanted: str, taken: Collection[str] = ()) -> str:
    """The nearest name that Excel takes and that no other sheet has; `taken` holds casefolded names."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", wanted).split()) or "1"
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME + 1].rpartition(" ")[0] or name[:LONGEST_NAME]
    others = (f"{name[: LONGEST_NAME - 3]} {number}" for number in count(2))
    return name if name.casefold() not in taken else next(one for one in others if one.casefold() not in taken)
