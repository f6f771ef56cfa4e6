"""Choosing a language, the first time and later."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from delivery import Turn
from handlers.buttons import Languages, Speak, Switch
from handlers.house import House
from handlers.private.start import WANTED
from handlers.private.tree import show_node
from handlers.private.welcome import intro_screen, language_screen
from handlers.screens import send, show
from handlers.visitor import Visitor
from storage.people import begin_anew, choose_language, conversation_of


def make_router() -> Router:
    """The languages."""
    router = Router(name="languages")
    router.message.register(ask, Command("language"))
    router.callback_query.register(ask_in_place, Languages.filter())
    router.callback_query.register(chosen, Speak.filter())
    router.callback_query.register(switched, Switch.filter())
    return router


async def ask(_message: Message, turn: Turn, house: House, visitor: Visitor) -> None:
    """`/language`."""
    await send(turn, visitor.chat_id, language_screen(house, visitor))


async def ask_in_place(tapped: CallbackQuery, turn: Turn, house: House, visitor: Visitor) -> None:
    """The menu's language button."""
    await show(turn, visitor.chat_id, language_screen(house, visitor), tapped)


async def chosen(tapped: CallbackQuery, callback_data: Speak, turn: Turn, house: House, visitor: Visitor) -> None:
    """A language was chosen: who is new reads what this is, the others go to the menu or where a link wanted them."""
    known = visitor.language is not None
    now = await _choose(tapped, callback_data.language, turn, house, visitor)
    if now is None:
        return
    stand = await conversation_of(turn.tx, house.vault, visitor.key, turn.now)
    if stand.state == WANTED:
        await begin_anew(turn.tx, visitor.key)
        await show_node(turn, house, now, str(stand.data["node"]), tapped)
    elif known:
        await show_node(turn, house, now, "menu", tapped)
    else:
        await show(turn, visitor.chat_id, intro_screen(now.speech), tapped)


async def switched(tapped: CallbackQuery, callback_data: Switch, turn: Turn, house: House, visitor: Visitor) -> None:
    """The language in which the person wrote: the same screen again in it."""
    now = await _choose(tapped, callback_data.language, turn, house, visitor)
    if now is not None:
        await show_node(turn, house, now, callback_data.node, tapped)


async def _choose(tapped: CallbackQuery, code: str, turn: Turn, house: House, visitor: Visitor) -> Visitor | None:
    """Remember the language; the visitor as they read from now on. None when it is gone: they are asked again."""
    if code not in house.catalogs.languages:
        await show(turn, visitor.chat_id, language_screen(house, visitor), tapped)
        return None
    await choose_language(turn.tx, visitor.key, code, turn.now)
    return replace(visitor, speech=house.catalogs[code], language=code)
