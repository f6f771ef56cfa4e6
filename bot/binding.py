"""Binds the chats that the settings name, once; `/desk` and `/coordinators` in the chats themselves do the same."""

from __future__ import annotations

from bot.settings import Settings
from delivery import Turn
from handlers.desk.bind import make_desk
from needs_assessment import bind_chat, coordinators_chats
from operators import desks


async def bind_from_settings(turn: Turn, settings: Settings) -> None:
    """Make the named chats a desk and the coordinators' chat where they are not yet."""
    if settings.desk_chat_id is not None and settings.desk_chat_id not in {d.chat_id for d in await desks(turn.tx)}:
        await make_desk(turn, settings.desk_chat_id, [])
    known = {chat.chat_id for chat in await coordinators_chats(turn.tx)}
    if settings.coordinators_chat_id is not None and settings.coordinators_chat_id not in known:
        await bind_chat(turn.tx, settings.coordinators_chat_id, settings.staff_language, turn.now)
