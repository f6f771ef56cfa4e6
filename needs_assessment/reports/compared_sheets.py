"""The sheets of what is compared with the usual: categories, languages, outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from locales import later
from needs_assessment.categories import UNCODED
from needs_assessment.periods import Kind
from needs_assessment.release import Release
from needs_assessment.reports.book import Value
from needs_assessment.reports.making import NAME, Making
from needs_assessment.reports.native import AGAINST_USUAL, Drawn, Series
from needs_assessment.reports.sources import by_period
from needs_assessment.reports.summary import Compared, Summary, ranked
from needs_assessment.reports.wording import Words

NOT_RELEASED = ""
_HEADS = (later("Code"), later("Name"), later("Requests"), later("Usual"), later("Change"))
_AGAINST_LAST = (later("Week before"), later("Difference"))
_LINES = 5
"""As many as a chart of lines can hold."""


def add_compared(making: Making, name: str, table: str, compared: Sequence[Compared]) -> None:
    """A sheet of a weekly table, with a chart against the usual, and one of the weeks."""
    summary, words = making.summary, making.words
    against_last = summary.release.period.kind is Kind.WEEK
    sheet = making.sheet(name, (12, NAME, 11, 11, 20, 11, 11, 10))
    sheet.heads([*(words.t(head) for head in _HEADS + _AGAINST_LAST * against_last), *summary.weeks])
    sheet.made.freeze_panes(sheet.row, 2)
    sheet.made.repeat_rows(sheet.row - 1)
    weeks = {line.code: _over_weeks(line.code, table, making) for line in compared}
    shown = ranked(compared)
    for line in [*shown, *(line for line in compared if not line.count)]:
        step = _step(weeks[line.code]) if against_last else ()
        sheet.lines([[*_figures(line, words), *step, *weeks[line.code]]])
    below = making.charts.add(sheet, sheet.row + 1, 0, name, _against_usual(shown, words))
    making.charts.add(sheet, below, 0, words.t("How the needs went"), _lines(shown, weeks, summary, words))


def _against_usual(shown: Sequence[Compared], words: Words) -> Drawn:
    labels = [words.name(line.code) for line in shown]
    counts, usual = [line.count for line in shown], [line.usual for line in shown]
    series: list[Series] = [(words.t("Requests"), counts), (words.t("Usual"), usual)]
    return Drawn("bar", labels, series, colors=AGAINST_USUAL)


def _lines(shown: Sequence[Compared], weeks: Mapping[str, Sequence[Value]], summary: Summary, words: Words) -> Drawn:
    greatest = [line.code for line in shown if line.code != UNCODED][:_LINES]
    series = [(words.name(code), [n if isinstance(n, int) else None for n in weeks[code]]) for code in greatest]
    return Drawn("line", summary.weeks if series else (), series)


def _figures(line: Compared, words: Words) -> list[Value]:
    usual = NOT_RELEASED if line.usual is None else line.usual
    return [line.code, words.name(line.code), line.count, usual, words.change(line)]


def _step(weeks: Sequence[Value]) -> tuple[Value, Value]:
    """The week before the last, and how far the last is from it; the mark where one of the two is hidden."""
    if len(weeks) < 2 or NOT_RELEASED in weeks[-2:]:
        return NOT_RELEASED, NOT_RELEASED
    before, last = weeks[-2:]
    return before, last - before if isinstance(last, int) and isinstance(before, int) else None


def _over_weeks(code: str, table: str, making: Making) -> list[int | str | None]:
    """The line in each week of the summary: None where hidden, nothing where the week was not released."""
    known = by_period(making.summary, making.releases)
    return [_in_week(code, table, known.get(week)) for week in making.summary.weeks]


def _in_week(code: str, table: str, release: Release | None) -> int | str | None:
    if release is None:
        return NOT_RELEASED
    found = release.tables.get(table)
    return None if found is None else found.get(code)
