"""What pictures, workbooks and pages say: plain text in the reader's language, the same in every form."""

from __future__ import annotations

from datetime import date

from babel.numbers import format_decimal

from locales import Speech, visible_text
from needs_assessment.names import AGE_NAMES, GENDER_NAMES, REGION_NAMES, line_name
from needs_assessment.periods import Period
from needs_assessment.reports import lead
from needs_assessment.reports import words as small_words
from needs_assessment.reports.summary import Compared
from needs_assessment.reports.terms import ARROWS, CHANGES, COUNTRY_NAMES, DAYS, OTHER_NAMES, TABLES
from needs_assessment.waits import BUCKETS, LONGER


class Share(float):
    """From 0 to 1; shown in per cent."""


Figure = str | int | float | None
"""What stands in a cell: words, a number or a share, or None for a hidden number."""

_NAMES_BY_DIM = {"country": COUNTRY_NAMES, "gender": GENDER_NAMES, "age": AGE_NAMES, "region": REGION_NAMES}


class Words:
    """One language, without the markup of a chat."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def t(self, text: str, /, **fields: object) -> str:
        """Translated, with its fields filled."""
        return visible_text(self.speech.t(text, **fields))

    def n(self, one: str, many: str, /, n: int, **fields: object) -> str:
        """Translated in the plural form that fits."""
        return visible_text(self.speech.n(one, many, n, **fields))

    def number(self, number: float | None) -> str:
        """Rounded to a whole one; the mark where it is hidden."""
        return small_words.number(number, self.speech)

    def percent(self, share: float | None) -> str:
        """A share from 0 to 1; the mark where it is hidden."""
        return small_words.percent(share, self.speech)

    def figure(self, figure: Figure) -> str:
        """Anything that stands in a cell, as text."""
        if isinstance(figure, str):
            return figure
        if isinstance(figure, Share):
            return self.percent(figure)
        return self.decimal(figure) if isinstance(figure, float) else self.number(figure)

    def decimal(self, number: float) -> str:
        """With two digits after the point."""
        return format_decimal(number, format="0.00", locale=self.speech.locale)

    def day(self, day: date) -> str:
        """A date, with the month as a word."""
        return self.speech.date(day)

    def title(self, period: Period) -> str:
        """`Week 2026-W47`: what is bold in the title of a chat."""
        return visible_text(lead.title(period, self.speech).partition("</b>")[0])

    def table(self, name: str) -> str:
        """What a table is called; one that is no longer in the list keeps its code."""
        return self.t(TABLES.get(name, name))

    def dates(self, period: Period) -> str:
        """From its first day to its last."""
        first, last = period.days
        return f"{self.day(first)} – {self.day(last)}"

    def name(self, code: str, dim: str = "category") -> str:
        """Of a code of any table."""
        if dim == "minutes":
            return self._bucket(code)
        if dim == "band":
            return self.band(code)
        other = _NAMES_BY_DIM.get(dim, OTHER_NAMES).get(code)
        return visible_text(line_name(code, self.speech)) if other is None else self.t(other)

    def band(self, code: str) -> str:
        """Day and hours of a band: `Mon 08–12`."""
        return f"{self.weekday(int(code[0]))} {hours(code[2:])}"

    def weekday(self, number: int) -> str:
        """Short; 1 is Monday."""
        return self.speech.hours(DAYS[number - 1])

    def change(self, line: Compared) -> str:
        """In words, with an arrow."""
        said = CHANGES[line.change]
        return f"{ARROWS[line.change]} {self.t(said)}".strip() if said else ""

    def within(self, minutes: int) -> str:
        """An upper end of a waiting time."""
        return f"≤ {visible_text(self.speech.duration(minutes))}"

    def _bucket(self, code: str) -> str:
        if code == LONGER:
            return f"> {visible_text(self.speech.duration(BUCKETS[-1]))}"
        return self.within(int(code))


def hours(start: str) -> str:
    """The four hours that begin at `start`: `08` gives `08–12`."""
    return f"{start}–{int(start) + 4:02}"
