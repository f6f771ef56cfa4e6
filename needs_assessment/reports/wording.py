"""What pictures, workbooks and pages say: plain text in the reader's language, the same in every form."""

from __future__ import annotations

from datetime import date

from babel.numbers import format_decimal

from locales import Speech, later, visible_text
from needs_assessment.categories import ReleaseClass
from needs_assessment.names import AGE_NAMES, GENDER_NAMES, REGION_NAMES, line_name
from needs_assessment.periods import Kind, Period
from needs_assessment.reports.summary import ActionKind, Change, Compared
from needs_assessment.service import Help
from needs_assessment.tables import CaseEvent
from needs_assessment.waits import BUCKETS, LONGER

MARK = "∗"
"""The one mark of every hidden number; "< 5" would say too much."""


class Share(float):
    """From 0 to 1; shown in per cent."""


Figure = str | int | float | None
"""What stands in a cell: words, a number or a share, or None for a hidden number."""
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ARROWS = {Change.UP: "▲", Change.DOWN: "▼", Change.SAME: "", Change.UNKNOWN: ""}

_PERIODS = {
    Kind.WEEK: later("Week {period}"),
    Kind.MONTH: later("Month {period}"),
    Kind.QUARTER: later("Quarter {period}"),
}
_CHANGES = {
    Change.UP: later("more than usual"),
    Change.DOWN: later("less than usual"),
    Change.SAME: later("as usual"),
    Change.UNKNOWN: "",
}
ACTIONS = {
    ActionKind.ANSWER: later("An answer was added or improved"),
    ActionKind.DESK: later("More operators, or other hours"),
    ActionKind.PARTNER: later("A partner organisation was told or took it over"),
    ActionKind.AUTHORITY: later("An authority or a consulate was spoken to"),
    ActionKind.AID: later("Aid was given"),
    ActionKind.CHECKED: later("Looked into, nothing more to do"),
}
FINEST = {
    ReleaseClass.WEEKLY: later("every week"),
    ReleaseClass.MONTHLY: later("every month"),
    ReleaseClass.QUARTERLY: later("every quarter"),
    ReleaseClass.NEVER: later("never"),
}
_OTHER_NAMES: dict[str, str] = {
    CaseEvent.OPENED: later("Cases opened"),
    CaseEvent.SOLVED: later("Cases solved"),
    CaseEvent.UNSOLVED: later("Cases closed without a solution"),
    CaseEvent.REFERRED: later("Cases passed to another organisation"),
    Help.UP: later("Helpful"),
    Help.DOWN: later("Not helpful"),
    Help.SLOW: later("Too slow"),
    Help.NOT_SOLVED: later("Not solved"),
    Help.UNCLEAR: later("Unclear"),
    Help.UNKIND: later("Unkind"),
}
COUNTRY_NAMES = {
    "kz": later("Kazakhstan"),
    "kg": later("Kyrgyzstan"),
    "tj": later("Tajikistan"),
    "tm": later("Turkmenistan"),
    "uz": later("Uzbekistan"),
    "other": later("Other"),
}
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
        return MARK if number is None else self.speech.number(round(number))

    def percent(self, share: float | None) -> str:
        """A share from 0 to 1; the mark where it is hidden."""
        return MARK if share is None else f"{self.number(100 * share)} %"

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
        """`Week 2026-W47`."""
        return self.t(_PERIODS[period.kind], period=period.name)

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
        other = _NAMES_BY_DIM.get(dim, _OTHER_NAMES).get(code)
        return visible_text(line_name(code, self.speech)) if other is None else self.t(other)

    def band(self, code: str) -> str:
        """Day and hours of a band: `Mon 08–12`."""
        return f"{self.weekday(int(code[0]))} {hours(code[2:])}"

    def weekday(self, number: int) -> str:
        """Short; 1 is Monday."""
        return self.speech.hours(DAYS[number - 1])

    def change(self, line: Compared) -> str:
        """In words, with an arrow."""
        said = _CHANGES[line.change]
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
