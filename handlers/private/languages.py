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
    code = callback_data.language
    if code not in house.catalogs.languages:
        await show(turn, visitor.chat_id, language_screen(house, visitor), tapped)
        return
    await choose_language(turn.tx, visitor.key, code, turn.now)
    known = visitor.language is not None
    visitor = replace(visitor, speech=house.catalogs[code], language=code)
    stand = await conversation_of(turn.tx, house.vault, visitor.key, turn.now)
    if stand.state == WANTED:
        await begin_anew(turn.tx, visitor.key)
        await show_node(turn, house, visitor, str(stand.data["node"]), tapped)
    elif known:
        await show_node(turn, house, visitor, "menu", tapped)
    else:
        await show(turn, visitor.chat_id, intro_screen(visitor.speech), tapped)


async def switched(tapped: CallbackQuery, callback_data: Switch, turn: Turn, house: House, visitor: Visitor) -> None:
    """The language in which the person wrote: the same screen again in it."""
    code = callback_data.language
    if code not in house.catalogs.languages:
        await show(turn, visitor.chat_id, language_screen(house, visitor), tapped)
        return
    await choose_language(turn.tx, visitor.key, code, turn.now)
    visitor = replace(visitor, speech=house.catalogs[code], language=code)
    await show_node(turn, house, visitor, callback_data.node, tapped)
