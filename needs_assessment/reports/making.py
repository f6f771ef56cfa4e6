"""What every sheet of a workbook is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from needs_assessment.release import Release
from needs_assessment.reports.book import Book, Sheet
from needs_assessment.reports.native import NativeCharts
from needs_assessment.reports.summary import Summary
from needs_assessment.reports.wording import Words

NAME = 46
"""Width of a column of names, in characters."""


@dataclass(frozen=True)
class Making:
    """A workbook that is being made, of what, and in which language."""

    book: Book
    charts: NativeCharts
    summary: Summary
    releases: Sequence[Release]
    words: Words

    def sheet(self, name: str, widths: Sequence[float]) -> Sheet:
        """A new sheet, with what it shows and of which days."""
        sheet = self.book.sheet(name, widths)
        sheet.say(name, "title")
        period = self.summary.release.period
        sheet.say(f"{self.words.title(period)}, {self.words.dates(period)}", "quiet")
        sheet.row += 1
        return sheet

    def heads(self, sheet: Sheet, *names: str) -> None:
        """The names of columns, which are marked for translation where they stand."""
        sheet.heads([self.words.t(name) if name else "" for name in names])
