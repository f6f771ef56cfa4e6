"""`/help` in the coordinators' chat."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from delivery import Turn
from handlers.desk.acting import say
from handlers.filters import AtCoordinators
from handlers.house import House
from locales import Html
from needs_assessment import CoordinatorsChat


def make_router() -> Router:
    """Help."""
    router = Router(name="coordinators.guide")
    router.message.register(help_command, Command("help"), AtCoordinators())
    return router


async def help_command(message: Message, coordinators: CoordinatorsChat, turn: Turn, house: House) -> None:
    """What can be asked here."""
    speech = house.catalogs[coordinators.language]
    lines = [
        speech.t("<b>The coordinators' chat</b>"),
        speech.t("The report of the last week comes by itself every Monday morning."),
        speech.t("/week: the last finished week. /week 2026-W47: another one."),
        speech.t("/month: the last finished month. /month 2026-11: another one."),
        speech.t("/compare 2026-W46 2026-W47: two weeks side by side."),
        speech.t("/export 2026-W47, /export 2026-11, /export 2026-Q4: the files."),
        speech.t("/export outside 2026-11: what may be passed on."),
        speech.t("/dashboard: charts and the whole archive, inside Telegram."),
        speech.t("/content: which answers are out of date, not translated, or do not help."),
        speech.t("/coordinators: bind this group again, for instance in another language: /coordinators ru"),
    ]
    await say(turn, message, Html("\n".join(lines)))
