"""A week's numbers for people, on a phone, and for programs. Made of protected numbers only."""

from __future__ import annotations

from typing import Any

from locales import Html, Speech, later
from needs_assessment.categories import UNCODED
from needs_assessment.disclosure import Cell, ProtectedWeek
from needs_assessment.errors import WeekInvalid, WeekProblem
from needs_assessment.names import english_name, name_of
from needs_assessment.week import week_days

MARK = "∗"
"""The one mark of every hidden number; "< 5" would say too much."""
BAR = "━"
BAR_LENGTH = 12

_TITLES = {
    "category": later("What it was about"),
    "language": later("In which language"),
    "outcome": later("What came of it"),
}
_PROBLEMS = {
    WeekProblem.SHAPE: later("I do not understand this week. Write for example: /week {last}"),
    WeekProblem.NO_SUCH_WEEK: later("There is no such week in the calendar. Write for example: /week {last}"),
    WeekProblem.RUNNING: later(
        "This week is not finished. Numbers are shown only when they can change no more. The last one: /week {last}"
    ),
    WeekProblem.FUTURE: later("This week is still to come. The last finished one: /week {last}"),
    WeekProblem.ERASED: later(
        "The numbers of this week have been erased: they are kept for two years. Write for example: /week {last}"
    ),
}


def week_text(week: ProtectedWeek, speech: Speech) -> Html:
    """The week as one message of Telegram HTML, at most 3,500 characters in any language."""
    first, last = (speech.date(day) for day in week_days(week.week))
    parts: list[str] = [speech.t("<b>Week {week}</b>, {first} – {last}", week=week.week, first=first, last=last)]
    if week.running:
        parts.append("⚠️ " + speech.t("<b>The week is not finished.</b> This preview exists in the demo only."))
    parts.append(_headline(week, speech))
    if week.total:
        parts += [_section(_TITLES[name], cells, speech) for name, cells in week.tables.items()]
    return Html("\n\n".join([*parts, _method(week, speech)]))


def week_fault_text(fault: WeekInvalid, speech: Speech) -> Html:
    """Why a week cannot be shown, and what to write instead."""
    return speech.t(_PROBLEMS[fault.problem], last=fault.last)


def week_json(week: ProtectedWeek) -> dict[str, Any]:
    """The week for other programs. A hidden number is null with the status "hidden"; names are English."""
    first, last = week_days(week.week)
    return {
        "week": week.week,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "finished": not week.running,
        "unit": "requests",
        "k": week.k,
        "total": week.total,
        "hidden_cells": week.hidden_cells,
        "tables": {name: [_cell_json(cell) for cell in cells] for name, cells in week.tables.items()},
    }


def _headline(week: ProtectedWeek, speech: Speech) -> Html:
    if week.total is None:
        return speech.t("There were so few requests that no number can be shown without pointing at people.")
    if week.total == 0:
        return speech.t("No requests.")
    top = next((cell for cell in _ranked(week.tables["category"]) if cell.code != UNCODED), None)
    if top is None:
        return speech.n("{n} request.", "{n} requests.", n=week.total)
    return speech.n(
        "{n} request, most often about: {category} ({count}).",
        "{n} requests, most often about: {category} ({count}).",
        n=week.total,
        category=name_of(top.code, speech),
        count=speech.number(top.count or 0),
    )


def _section(title: str, cells: tuple[Cell, ...], speech: Speech) -> str:
    shown = _ranked(cells)
    longest = max((cell.count or 0 for cell in shown), default=1)
    lines = [_line(cell.code, cell.count or 0, longest, speech) for cell in shown]
    hidden = ", ".join(name_of(cell.code, speech) for cell in cells if cell.hidden)
    return "\n".join([f"<b>{speech.t(title)}</b>", *lines, *([f"{MARK} {hidden}"] if hidden else [])])


def _ranked(cells: tuple[Cell, ...]) -> list[Cell]:
    """The cells with a printed number above 0, the greatest first."""
    return sorted((cell for cell in cells if cell.count), key=lambda cell: -(cell.count or 0))


def _line(code: str, count: int, longest: int, speech: Speech) -> str:
    # The bar comes first: in a proportional font only the left edge lines up.
    bar = BAR * max(1, round(BAR_LENGTH * count / longest))
    return f"{bar} <b>{speech.number(count)}</b> {name_of(code, speech)}"


def _method(week: ProtectedWeek, speech: Speech) -> str:
    lines = [
        speech.t(
            "Requests are counted, not people: one person may ask many times. Who cannot use Telegram is missing here."
        ),
        speech.t("What is not listed had no requests. The numbers of a finished week never change.")
        if week.total
        else None,
        speech.t("{mark} hidden: numbers under {k}, and those from which one could work them out.", mark=MARK, k=week.k)
        if week.total and week.hidden_cells
        else None,
    ]
    return "<i>" + "\n".join(line for line in lines if line) + "</i>"


def _cell_json(cell: Cell) -> dict[str, Any]:
    status = "hidden" if cell.hidden else "shown"
    return {"code": cell.code, "name": english_name(cell.code), "count": cell.count, "status": status}
