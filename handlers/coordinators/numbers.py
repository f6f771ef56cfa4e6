"""`/week`, `/month`, `/compare` in the coordinators' chat, and the buttons that walk from one period to the next."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from delivery import Turn
from handlers.buttons import Alert, Compare, Fetch, See, button
from handlers.coordinators.dashboard import dashboard_row
from handlers.desk.acting import alert, put_in_place, say
from handlers.filters import AtCoordinators
from handlers.house import House
from handlers.screens import Rows, Screen
from locales import Html, Speech, later, visible_text
from needs_assessment import (
    Audience,
    CoordinatorsChat,
    Kind,
    Period,
    PeriodProblem,
    PeriodUnavailable,
    iso_week,
    last_period,
    line_name,
    period,
    preview,
    release_of,
    summary_of,
    wanted_period,
)
from needs_assessment.periods import neighbour
from needs_assessment.reports import FORMS, Form, Summary, compare_text, month_text, period_fault_text, week_text

FORM_NAMES = {
    Form.CHART: later("Chart"),
    Form.WORKBOOK: later("Excel"),
    Form.EXCHANGE: later("HXL"),
    Form.DOCUMENT: later("PDF"),
}


def make_router() -> Router:
    """The numbers."""
    router = Router(name="coordinators.numbers")
    router.message.register(week, Command("week"), AtCoordinators())
    router.message.register(month, Command("month"), AtCoordinators())
    router.message.register(compare, Command("compare"), AtCoordinators())
    router.callback_query.register(walked, See.filter(), AtCoordinators())
    router.callback_query.register(compared, Compare.filter(), AtCoordinators())
    return router


async def week(
    message: Message, command: CommandObject, coordinators: CoordinatorsChat, turn: Turn, house: House
) -> None:
    """The released numbers of a week; without one, of the last week that is over (in a demo: of this one)."""
    text = command.args or ""
    if house.rules.preview_running_week and text.strip().upper() in ("", iso_week(turn.now, house.rules.zone)):
        await _say_preview(message, coordinators, turn, house)
        return
    await _say_period(message, text, Kind.WEEK, coordinators, turn, house)


async def month(
    message: Message, command: CommandObject, coordinators: CoordinatorsChat, turn: Turn, house: House
) -> None:
    """The released numbers of a month; without one, of the last month that is over."""
    await _say_period(message, command.args or "", Kind.MONTH, coordinators, turn, house)


async def compare(
    message: Message, command: CommandObject, coordinators: CoordinatorsChat, turn: Turn, house: House
) -> None:
    """Two weeks side by side; of one alone, it and the week before."""
    speech = house.catalogs[coordinators.language]
    words = (command.args or "").split()[:2]
    try:
        right = wanted_period(words[-1] if words else "", Kind.WEEK, turn.now, house.rules.zone)
        left = wanted_period(words[0], Kind.WEEK, turn.now, house.rules.zone) if words[1:] else neighbour(right, -1)
        await say(turn, message, await _side_by_side(turn, house, left, right, speech))
    except PeriodUnavailable as fault:
        await say(turn, message, period_fault_text(fault, speech))


async def walked(
    tapped: CallbackQuery, callback_data: See, coordinators: CoordinatorsChat, turn: Turn, house: House
) -> None:
    """Another period in place of the one that is shown."""
    speech = house.catalogs[coordinators.language]
    try:
        screen = await period_screen(turn, house, period(callback_data.period), speech, coordinators.chat_id)
    except PeriodUnavailable as fault:
        alert(turn, tapped, period_fault_text(fault, speech))
        return
    alert(turn, tapped, Html(""))
    await put_in_place(turn, tapped, screen)


async def compared(
    tapped: CallbackQuery, callback_data: Compare, coordinators: CoordinatorsChat, turn: Turn, house: House
) -> None:
    """A week beside the one before it, as a message of its own."""
    speech = house.catalogs[coordinators.language]
    right = period(callback_data.period)
    try:
        text = await _side_by_side(turn, house, neighbour(right, -1), right, speech)
    except PeriodUnavailable as fault:
        alert(turn, tapped, period_fault_text(fault, speech))
        return
    alert(turn, tapped, Html(""))
    if isinstance(tapped.message, Message):
        await say(turn, tapped.message, text)


async def period_screen(turn: Turn, house: House, wanted: Period, speech: Speech, chat_id: int) -> Screen:
    """A period's numbers with the ways on; `chat_id`: where. Raises PeriodUnavailable where it was not released."""
    summary = await released(turn, house, wanted)
    text = (week_text if wanted.kind is Kind.WEEK else month_text)(summary, speech)
    charts = dashboard_row(house, chat_id, speech, wanted.name)
    rows = [*await _walk(turn, wanted, speech), _files(wanted, speech), charts, *alert_rows(summary, speech)]
    return Screen(text, [row for row in rows if row])


async def released(turn: Turn, house: House, wanted: Period) -> Summary:
    """What coordinators were told of a period. Raises PeriodUnavailable."""
    summary = await summary_of(turn.tx, Audience.COORDINATORS, wanted.name)
    if summary is None:
        last = last_period(wanted.kind, turn.now, house.rules.zone)
        raise PeriodUnavailable(PeriodProblem.NOT_RELEASED, last.name, wanted.kind)
    return summary


def alert_rows(summary: Summary, speech: Speech) -> Rows:
    """For each need that emerged in a week: say what was done."""
    if summary.release.period.kind is not Kind.WEEK:
        return []
    week = summary.release.period.name
    return [[_alert_button(week, one.code, speech)] for one in summary.emerging]


def _alert_button(week: str, code: str, speech: Speech) -> InlineKeyboardButton:
    label = speech.t("What was done: {need}", need=line_name(code, speech))
    return button("✍️ " + visible_text(label), Alert(week=week, code=code))


async def _say_period(
    message: Message, text: str, kind: Kind, coordinators: CoordinatorsChat, turn: Turn, house: House
) -> None:
    speech = house.catalogs[coordinators.language]
    try:
        wanted = wanted_period(text, kind, turn.now, house.rules.zone)
        screen = await period_screen(turn, house, wanted, speech, coordinators.chat_id)
    except PeriodUnavailable as fault:
        await say(turn, message, period_fault_text(fault, speech))
        return
    await say(turn, message, Html(screen.text), screen.rows)


async def _say_preview(message: Message, coordinators: CoordinatorsChat, turn: Turn, house: House) -> None:
    """The week so far, in a demo; it is protected, marked, and kept nowhere."""
    summary = await preview(turn.tx, turn.now, house.rules.zone, house.rules.thresholds)
    await say(turn, message, week_text(summary, house.catalogs[coordinators.language]))


async def _side_by_side(turn: Turn, house: House, left: Period, right: Period, speech: Speech) -> Html:
    return compare_text(await released(turn, house, left), await released(turn, house, right), speech)


async def _walk(turn: Turn, wanted: Period, speech: Speech) -> Rows:
    """To the period before and the one after, where there is one."""
    before, after = neighbour(wanted, -1), neighbour(wanted, 1)
    row = [
        button(f"‹ {one.name}" if one is before else f"{one.name} ›", See(period=one.name))
        for one in (before, after)
        if await release_of(turn.tx, Audience.COORDINATORS, one.name) is not None
    ]
    if wanted.kind is Kind.WEEK and any(one.text.startswith("‹") for one in row):
        row.append(button("⇄ " + visible_text(speech.t("Compare")), Compare(period=wanted.name)))
    return [row]


def _files(wanted: Period, speech: Speech) -> list[InlineKeyboardButton]:
    return [
        button(visible_text(speech.t(FORM_NAMES[form])), Fetch(period=wanted.name, form=form))
        for form in FORMS[wanted.kind]
    ]
