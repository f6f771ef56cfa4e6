"""Which passport a person has: asked where an answer depends on it, kept for the conversation only."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from delivery import Turn
from handlers.buttons import Passport
from handlers.house import House
from handlers.private.answer import OTHER, passport_screen
from handlers.private.places import NEAREST, where_screen
from handlers.private.tree import show_node
from handlers.screens import show
from handlers.visitor import Visitor
from knowledge_base import COUNTRIES
from storage.people import tell_country


def make_router() -> Router:
    """The question and its answer."""
    router = Router(name="passports")
    router.callback_query.register(told, Passport.filter())
    return router


async def told(tapped: CallbackQuery, callback_data: Passport, turn: Turn, house: House, visitor: Visitor) -> None:
    """Remember it, and go on to what was asked; without a country of ours, ask again."""
    node, country = callback_data.node, callback_data.country
    if country not in (*COUNTRIES, OTHER):
        await show(turn, visitor.chat_id, passport_screen(house, visitor.speech, node), tapped)
        return
    await tell_country(turn.tx, house.vault, visitor.key, country, turn.now)
    if node == NEAREST:
        await show(turn, visitor.chat_id, where_screen(house, visitor.speech, country), tapped)
        return
    await show_node(turn, house, visitor, node, tapped)
