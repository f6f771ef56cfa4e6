"""The words of the dashboard; its script holds no text of its own. What other forms name as well, they name for it."""

from __future__ import annotations

from collections.abc import Mapping

from locales import later
from needs_assessment.lines import month_lines, quarter_lines, week_lines
from needs_assessment.reports.wording import Words
from needs_assessment.tables import table_specs

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
    "requests": later("Requests"),
    "usual": later("Usual"),
    "change": later("Change"),
    "trend": later("How the needs went"),
    "usual_mark": later("The line across a bar is what is usual."),
    "other_needs": later("Other needs"),
    "trend_span": later("Weeks shown"),
    "alerts": later("Growing more than chance explains"),
    "no_alerts": later("No need is growing more than chance explains."),
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


def page_words(words: Words) -> dict[str, str]:
    """The words around the charts, by their keys in the script."""
    return _told(_WORDS, words)


def table_titles(words: Words) -> dict[str, str]:
    """What each table is called."""
    return {name: words.table(name) for name in table_specs()}


def dim_names(words: Words) -> dict[str, str]:
    """What each dimension is called."""
    return _told(_DIMS, words)


def code_names(words: Words) -> dict[str, dict[str, str]]:
    """What each code is called, by the dimension that it belongs to. Bands of hours are named by day and hours."""
    codes: dict[str, dict[str, None]] = {"category": dict.fromkeys((*week_lines(), *month_lines(), *quarter_lines()))}
    for spec in table_specs().values():
        for dim, lines in zip(spec.dims, spec.lines, strict=True):
            codes.setdefault(dim, {}).update(dict.fromkeys(lines))
    return {dim: {code: words.name(code, dim) for code in lines} for dim, lines in codes.items() if dim != "band"}


def day_names(words: Words) -> list[str]:
    """The days of the week, short, Monday first."""
    return [words.weekday(day) for day in range(1, 8)]


def _told(texts: Mapping[str, str], words: Words) -> dict[str, str]:
    return {key: words.t(english) for key, english in texts.items()}
