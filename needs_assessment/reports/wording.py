"""What pictures, workbooks and pages say: plain text in the reader's language, the same in every form."""

from __future__ import annotations

from datetime import date

from babel.numbers import format_decimal, format_percent

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

_TITLES = {
    Kind.WEEK: later("<b>Week {week}</b>, {first} – {last}"),
    Kind.MONTH: later("<b>Month {month}</b>, {first} – {last}"),
    Kind.QUARTER: later("<b>Quarter {quarter}</b>, {first} – {last}"),
}
_CHANGES = {
    Change.UP: later("More than usual"),
    Change.DOWN: later("Less than usual"),
    Change.SAME: later("As usual"),
    Change.UNKNOWN: "",
}
ACTIONS = {
    ActionKind.ANSWER: later("answers were added or improved"),
    ActionKind.DESK: later("more operators, or other hours"),
    ActionKind.PARTNER: later("a partner organisation was told"),
    ActionKind.AUTHORITY: later("an authority or a consulate was spoken to"),
    ActionKind.AID: later("aid was given"),
    ActionKind.CHECKED: later("looked into, nothing more to do"),
}
_TABLES = {
    "total": later("Requests"),
    "category": later("What it was about"),
    "language": later("In which language"),
    "outcome": later("What came of it"),
    "further": later("Further needs"),
    "cases": later("Cases of the desk"),
    "waits": later("Time to the first answer"),
    "handling": later("Time from claiming to closing"),
    "help": later("How the help was judged"),
    "finer": later("More exactly"),
    "hours": later("When people ask"),
    "unmet": later("Closed without a solution"),
    "origin": later("Country of the passport"),
    "gender": later("Gender"),
    "age": later("Age"),
    "by_region": later("Needs by region"),
    "by_language": later("Needs by language"),
    "sensitive": later("Sensitive needs"),
}
"""The tables of the list. A test keeps them equal to tables.py."""
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
    "other": later("Another passport"),
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
        return MARK if number is None else self.speech.number(int(number + 0.5))

    def percent(self, share: float | None) -> str:
        """A share from 0 to 1; the mark where it is hidden."""
        return MARK if share is None else format_percent(int(100 * share + 0.5) / 100, locale=self.speech.locale)

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
        first, last = (self.day(day) for day in period.days)
        whole = self.speech.t(_TITLES[period.kind], **{period.kind: period.name}, first=first, last=last)
        return visible_text(whole.partition("</b>")[0])

    def table(self, name: str) -> str:
        """What a table is called."""
        return self.t(_TABLES[name])

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
