"""Binds the chats that the settings name, once; `/desk` and `/coordinators` in the chats themselves do the same."""

from __future__ import annotations

from bot.settings import Settings
from delivery import Turn
from handlers import House
from handlers.desk.bind import Wanted, make_desk
from needs_assessment import bind_chat
from storage import Tx
from storage.kept import keep, kept


async def bind_from_settings(turn: Turn, house: House, settings: Settings) -> None:
    """Make the named chats a desk and the coordinators' chat, the first time that the settings name them."""
    desk, coordinators = settings.desk_chat_id, settings.coordinators_chat_id
    if desk is not None and await _new(turn.tx, "desk_of_settings", desk):
        await make_desk(turn, house, desk, Wanted())
    if coordinators is not None and await _new(turn.tx, "coordinators_of_settings", coordinators):
        await bind_chat(turn.tx, coordinators, settings.staff_language, turn.now)


async def _new(tx: Tx, name: str, chat_id: int) -> bool:
    """Whether the settings name another chat than at the last start.

    Without this every start would bind again a group that became a supergroup, or that `/desk off` released.
    """
    if await kept(tx, name) == str(chat_id):
        return False
    await keep(tx, name, str(chat_id))
    return True
