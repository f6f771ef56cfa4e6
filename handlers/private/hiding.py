"""Somebody is looking over the shoulder: one tap takes the chat away."""

from __future__ import annotations

from aiogram import Router
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import CallbackQuery

from delivery import Turn
from handlers.buttons import Hide
from handlers.private.privacy import clear_chat
from handlers.screens import Screen, send, ways_out
from handlers.visitor import Visitor
from storage.people import end_conversation


def make_router() -> Router:
    """The quick exit."""
    router = Router(name="hiding")
    router.callback_query.register(hide, Hide.filter())
    return router


async def hide(tapped: CallbackQuery, turn: Turn, visitor: Visitor) -> None:
    """Clear the last 48 hours of the chat, and leave a line that says nothing about what was read."""
    turn.soon.append(AnswerCallbackQuery(callback_query_id=tapped.id))
    here = () if tapped.message is None else (tapped.message.message_id,)
    await clear_chat(turn, visitor, *here)
    await end_conversation(turn.tx, visitor.key)
    speech = visitor.speech
    await send(turn, visitor.chat_id, Screen(speech.t("Hello! How can I help?"), [ways_out(speech)]), urgent=True)
