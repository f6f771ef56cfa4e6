"""A button that nobody knows: of an older version, of a message from long ago, or made up."""

from __future__ import annotations

from aiogram import Router
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import CallbackQuery

from delivery import Turn
from handlers.house import House
from handlers.private.tree import menu_screen
from handlers.screens import ALERT, send
from handlers.visitor import Visitor
from locales import visible_text


def make_router() -> Router:
    """What nobody else took."""
    router = Router(name="unknown")
    router.callback_query.register(unknown_button)
    return router


async def unknown_button(tapped: CallbackQuery, turn: Turn, house: House, visitor: Visitor) -> None:
    """Say so kindly and give the menu; the old message is left as it is."""
    text = visitor.speech.t("This button does not work any more. Here is the menu.")
    turn.soon.append(AnswerCallbackQuery(callback_query_id=tapped.id, text=visible_text(text)[:ALERT]))
    await send(turn, visitor.chat_id, menu_screen(house, visitor.speech, gone=True))
