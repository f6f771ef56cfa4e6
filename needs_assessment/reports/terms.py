"""What periods, tables, changes, actions and the codes of the smaller tables are called; marked for translation."""

from __future__ import annotations

from locales import later
from needs_assessment.categories import ReleaseClass
from needs_assessment.periods import Kind
from needs_assessment.reports.summary import ActionKind, Change
from needs_assessment.service import Help
from needs_assessment.tables import CaseEvent

MARK = "∗"
"""The one mark of every hidden number; "< 5" would say too much."""
BAR = "━"
ARROWS = {Change.UP: "▲", Change.DOWN: "▼", Change.SAME: "", Change.UNKNOWN: ""}
"""Only for a change that is real."""
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""As `Speech.hours` reads them."""
TITLES = {
    Kind.WEEK: later("<b>Week {week}</b>, {first} – {last}"),
    Kind.MONTH: later("<b>Month {month}</b>, {first} – {last}"),
    Kind.QUARTER: later("<b>Quarter {quarter}</b>, {first} – {last}"),
}
CHANGES = {
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
TABLES = {
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
OTHER_NAMES: dict[str, str] = {
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
