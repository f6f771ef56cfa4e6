"""A button of the group that nobody knows any more."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from delivery import Turn
from handlers.desk.acting import alert
from handlers.house import House


def make_router() -> Router:
    """What nobody else took."""
    router = Router(name="desk.stale")
    router.callback_query.register(stale)
    return router


async def stale(tapped: CallbackQuery, turn: Turn, house: House) -> None:
    """Of an older version, or of a group that is no desk."""
    alert(turn, tapped, house.staff.t("This button does not work any more. Use the commands: /help"))
