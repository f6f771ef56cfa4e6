"""The words of the dashboard, and what its tables and their codes are called; its script holds no text of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from babel.dates import get_day_names

from locales import Speech, later, visible_text
from needs_assessment.lines import month_lines, quarter_lines, week_lines
from needs_assessment.names import AGE_NAMES, GENDER_NAMES, REGION_NAMES, line_name, name_of
from needs_assessment.outcome import Outcome
from needs_assessment.reports.terms import COUNTRY_NAMES, OTHER_NAMES, TABLES
from needs_assessment.service import Help
from needs_assessment.tables import CaseEvent, languages
from needs_assessment.waits import BUCKETS, LONGER

_WORDS = {
    "title": later("What people need"),
    "weeks": later("Weeks"),
    "months": later("Months"),
    "quarters": later("Quarters"),
    "kind": later("How long a period"),
    "earlier": later("Earlier"),
    "later": later("Later"),
    "period": later("Period"),
    "keys": later("The arrow keys go to the period before and after."),
    "as_table": later("As a table"),
    "name": later("Name"),
    "requests": later("Requests"),
    "usual": later("Usual"),
    "change": later("Change"),
    "trend": later("How the needs went"),
    "usual_mark": later("The line across a bar is what is usual."),
    "other_needs": later("Other needs"),
    "trend_span": later("Weeks shown"),
    "alerts": later("Needs that have grown"),
    "no_alerts": later("No need has grown more than chance explains."),
    "asked": later("What was done about earlier ones"),
    "service": later("How the desk worked"),
    "day": later("Day"),
    "about": later("About these numbers"),
    "empty": later("There is no report yet. The first one comes after the first full week."),
    "nothing": later("No requests."),
    "hidden": later("hidden"),
    "more": later("More than usual"),
    "less": later("Less than usual"),
    "same": later("As usual"),
    "gap": later("A gap in a line is a hidden number or a week without a report."),
}
_DIMS = {
    "category": later("Need"),
    "language": later("Language"),
    "outcome": later("Outcome"),
    "event": later("Cases"),
    "minutes": later("Time"),
    "verdict": later("Answer"),
    "band": later("Hours"),
    "country": later("Passport"),
    "gender": later("Gender"),
    "age": later("Age"),
    "region": later("Place"),
}


def page_words(speech: Speech) -> dict[str, str]:
    """The words around the charts, by their keys in the script."""
    return _told(_WORDS, speech)


def table_titles(speech: Speech) -> dict[str, str]:
    """What each table is called."""
    return _told(TABLES, speech)


def dim_names(speech: Speech) -> dict[str, str]:
    """What each dimension is called."""
    return _told(_DIMS, speech)


def code_names(speech: Speech) -> dict[str, dict[str, str]]:
    """What each code is called, by the dimension that it belongs to."""
    return {
        "category": {line: visible_text(line_name(line, speech)) for line in _lines()},
        "language": _named(languages(), speech),
        "outcome": _named((str(one) for one in Outcome), speech),
        "event": _told(_of(CaseEvent), speech),
        "minutes": _minutes(speech),
        "verdict": _told(_of(Help), speech),
        "country": _told(COUNTRY_NAMES, speech),
        "gender": _told(GENDER_NAMES, speech),
        "age": _told(AGE_NAMES, speech),
        "region": _told(REGION_NAMES, speech),
    }


def day_names(speech: Speech) -> list[str]:
    """The days of the week, short, Monday first."""
    names = get_day_names("abbreviated", locale=speech.locale)
    return [str(names[day]).rstrip(".") for day in range(7)]


def _lines() -> Iterable[str]:
    return dict.fromkeys((*week_lines(), *month_lines(), *quarter_lines()))


def _told(words: Mapping[str, str], speech: Speech) -> dict[str, str]:
    return {key: visible_text(speech.t(english)) for key, english in words.items()}


def _of(codes: Iterable[str]) -> dict[str, str]:
    return {str(code): OTHER_NAMES[code] for code in codes}


def _named(codes: Iterable[str], speech: Speech) -> dict[str, str]:
    return {code: visible_text(name_of(code, speech)) for code in codes}


def _minutes(speech: Speech) -> dict[str, str]:
    # A sign, not a word: after "up to" a length of time would need another case in half of our languages.
    named = {str(end): f"≤ {visible_text(speech.duration(end))}" for end in BUCKETS}
    return named | {LONGER: f"> {visible_text(speech.duration(BUCKETS[-1]))}"}
