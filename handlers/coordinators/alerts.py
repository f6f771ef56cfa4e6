"""You asked, we did: coordinators note by button what was done about a need that emerged."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from delivery import Turn
from handlers.buttons import Alert, See, button
from handlers.desk.acting import alert, put_in_place
from handlers.filters import AtCoordinators
from handlers.house import House
from handlers.screens import Screen, back_button
from locales import Html, Speech, visible_text
from needs_assessment import CoordinatorsChat, line_name, note_action
from needs_assessment.reports import ActionKind, action_words


def make_router() -> Router:
    """Alerts."""
    router = Router(name="coordinators.alerts")
    router.callback_query.register(noted, Alert.filter(), AtCoordinators())
    return router


async def noted(
    tapped: CallbackQuery, callback_data: Alert, coordinators: CoordinatorsChat, turn: Turn, house: House
) -> None:
    """Show what there is to choose from, or note what was chosen; the next report says it."""
    speech = house.catalogs[coordinators.language]
    if callback_data.kind is None:
        alert(turn, tapped, Html(""))
        await put_in_place(turn, tapped, _choice(callback_data, speech))
        return
    today = turn.now.astimezone(house.rules.zone).date()
    if not await note_action(turn.tx, callback_data.week, callback_data.code, callback_data.kind, today):
        alert(turn, tapped, speech.t("There was no such alert in this week."))
        return
    alert(turn, tapped, speech.t("Noted. The next report says what was done."))
    await put_in_place(turn, tapped, _noted(callback_data, callback_data.kind, speech))


def _choice(wanted: Alert, speech: Speech) -> Screen:
    text = speech.t(
        "<b>{need}</b>, week {week}: what was done about it? The next report will say so.",
        need=line_name(wanted.code, speech),
        week=wanted.week,
    )
    rows = [
        [button(visible_text(action_words(kind, speech)), wanted.model_copy(update={"kind": kind}))]
        for kind in ActionKind
    ]
    return Screen(text, [*rows, [_back(wanted, speech)]])


def _noted(wanted: Alert, kind: ActionKind, speech: Speech) -> Screen:
    text = speech.t(
        "<b>{need}</b>, week {week}: {done}",
        need=line_name(wanted.code, speech),
        week=wanted.week,
        done=action_words(kind, speech),
    )
    return Screen(text, [[_back(wanted, speech)]])


def _back(wanted: Alert, speech: Speech) -> InlineKeyboardButton:
    return back_button(speech, See(period=wanted.week))
