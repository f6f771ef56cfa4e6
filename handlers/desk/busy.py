"""A group's calls are a budget of a minute: where it is spent, a tap's own answer, which costs nothing, says so."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import CallbackQuery, TelegramObject

from delivery import Turn
from handlers.desk.acting import actor_of
from handlers.house import House
from handlers.screens import ALERT
from locales import Speech, visible_text
from needs_assessment import coordinators_chat


class SaysWhenBusy(BaseMiddleware):
    """Fills the answers to a tap that say nothing, where what the tap shows has to wait."""

    async def __call__(
        self, handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: TelegramObject, data: Any
    ) -> Any:
        """Let the tap be handled first: what it wants to say goes before."""
        handled = await handler(event, data)
        if isinstance(event, CallbackQuery) and event.message is not None:
            await _say(data["turn"], data["house"], event, event.message.chat.id)
        return handled


async def _say(turn: Turn, house: House, tapped: CallbackQuery, chat_id: int) -> None:
    silent = [at for at, one in enumerate(turn.soon) if isinstance(one, AnswerCallbackQuery) and not one.text]
    if not silent or not await turn.post.group_is_behind(chat_id):
        return
    speech = await _speech(turn, house, tapped, chat_id)
    text = visible_text(speech.t("Many messages at this moment: the answer may take up to a minute."))
    for at in silent:
        turn.soon[at] = turn.soon[at].model_copy(update={"text": text[:ALERT]})


async def _speech(turn: Turn, house: House, tapped: CallbackQuery, chat_id: int) -> Speech:
    """In the language of the coordinators' chat, else in that of whoever tapped."""
    coordinators = await coordinators_chat(turn.tx, chat_id)
    if coordinators is not None:
        return house.catalogs.get(coordinators.language) or house.staff
    return (await actor_of(turn, house, tapped.from_user)).speech
