"""Whose update it is. Async on purpose: aiogram runs a plain function in a thread, 41 µs each against 2 µs."""

from __future__ import annotations

from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.house import House
from needs_assessment import CoordinatorsChat, coordinators_chat
from operators import Desk, desks


def chat_type(event: TelegramObject) -> str | None:
    """`private`, `group`, `supergroup`, or None where an event belongs to no chat."""
    holder = event.message if isinstance(event, CallbackQuery) else event
    chat = getattr(holder, "chat", None)
    return None if chat is None else str(chat.type)


class InPrivate(Filter):
    """A person's own chat with the hotline."""

    async def __call__(self, event: TelegramObject) -> bool:
        """Whether the event happened in a private chat."""
        return chat_type(event) == "private"


class InGroup(Filter):
    """Any group."""

    async def __call__(self, event: TelegramObject) -> bool:
        """Whether the event happened in a group."""
        return chat_type(event) in ("group", "supergroup")


class AtDesk(Filter):
    """A group that is bound as a desk; hands the handler its `desk`."""

    async def __call__(self, event: Message | CallbackQuery, turn: Any, house: House) -> bool | dict[str, Desk]:
        """Find the desk of the event's chat."""
        holder = event.message if isinstance(event, CallbackQuery) else event
        if holder is None:
            return False
        found = next((desk for desk in await desks(turn.tx) if desk.chat_id == holder.chat.id), None)
        return {"desk": found} if found else False


class AtCoordinators(Filter):
    """A group that is bound as a coordinators' chat; hands the handler its `coordinators`."""

    async def __call__(self, event: Message | CallbackQuery, turn: Any) -> bool | dict[str, CoordinatorsChat]:
        """Find the coordinators' chat of the event."""
        holder = event.message if isinstance(event, CallbackQuery) else event
        found = None if holder is None else await coordinators_chat(turn.tx, holder.chat.id)
        return {"coordinators": found} if found else False
