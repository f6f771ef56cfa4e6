"""`/start`, with and without a deep link, and `/menu`."""

from __future__ import annotations

import re
from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import Message

from delivery import Turn
from handlers.house import House
from handlers.private.tree import show_node
from handlers.private.welcome import intro_screen, language_screen
from handlers.screens import send
from handlers.visitor import Visitor
from storage.people import Conversation, choose_language, end_conversation, remember

LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")
WANTED = "wanted"
"""The state of a person who followed a link to an entry and has yet to choose a language."""


def make_router() -> Router:
    """The way in."""
    router = Router(name="start")
    router.message.register(start, CommandStart())
    router.message.register(menu, Command("menu"))
    return router


async def start(_message: Message, command: CommandObject, turn: Turn, house: House, visitor: Visitor) -> None:
    """Begin: languages first for who is new; `?start=uz` chooses one, `?start=uz_<entry>` opens an entry."""
    language, node = read_link(command.args or "", house)
    await end_conversation(turn.tx, visitor.key)
    if language is not None:
        await choose_language(turn.tx, visitor.key, language, turn.now)
        visitor = replace(visitor, speech=house.catalogs[language], language=language)
    if visitor.language is None:
        await _ask_language(turn, house, visitor, node)
    elif node is None:
        await send(turn, visitor.chat_id, intro_screen(visitor.speech))
    else:
        await show_node(turn, house, visitor, node)


async def menu(_message: Message, turn: Turn, house: House, visitor: Visitor) -> None:
    """The main menu, as a new message."""
    await show_node(turn, house, visitor, "menu")


def read_link(payload: str, house: House) -> tuple[str | None, str | None]:
    """The language and the entry that a deep link names; what it names wrongly is None."""
    if not LINK.fullmatch(payload):
        return None, None
    codes = sorted(house.catalogs.languages, key=len, reverse=True)
    language = next((code for code in codes if payload == code or payload.startswith(f"{code}_")), None)
    entry = payload if language is None else payload[len(language) + 1 :]
    return language, entry if entry in house.content.entries else None


async def _ask_language(turn: Turn, house: House, visitor: Visitor, node: str | None) -> None:
    if node is not None:
        await remember(turn.tx, house.vault, visitor.key, Conversation(WANTED, {"node": node}), turn.now)
    await send(turn, visitor.chat_id, language_screen(house, visitor))
