"""`/week [2026-W47]` and `/help` in the coordinators' chat."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from delivery import Turn
from handlers.desk.acting import say
from handlers.filters import AtCoordinators
from handlers.house import House
from locales import Html
from needs_assessment import (
    CoordinatorsChat,
    WeekInvalid,
    iso_week,
    parse_week,
    previous_week,
    read_week,
    week_fault_text,
    week_text,
)


def make_router() -> Router:
    """The numbers."""
    router = Router(name="coordinators.week")
    router.message.register(week, Command("week"), AtCoordinators())
    router.message.register(help_command, Command("help"), AtCoordinators())
    return router


async def week(
    message: Message, command: CommandObject, coordinators: CoordinatorsChat, turn: Turn, house: House
) -> None:
    """The protected numbers of a week; without one, of the last week that is over (in a demo: of this one)."""
    speech = house.catalogs[coordinators.language]
    try:
        wanted, running = _wanted(command.args or "", turn, house)
    except WeekInvalid as fault:
        await say(turn, message, week_fault_text(fault, speech))
        return
    protected = await read_week(turn.tx, wanted, k=house.rules.threshold, running=running)
    await say(turn, message, week_text(protected, speech))


async def help_command(message: Message, coordinators: CoordinatorsChat, turn: Turn, house: House) -> None:
    """What can be asked here."""
    speech = house.catalogs[coordinators.language]
    lines = [
        speech.t("<b>The coordinators' chat</b>"),
        speech.t("The report of the last week comes by itself every Monday morning."),
        speech.t("/week: the last finished week. /week 2026-W47: another one."),
        speech.t("/content: which answers are out of date, not translated, or do not help."),
        speech.t("/coordinators: bind this group again, for instance in another language: /coordinators ru"),
    ]
    await say(turn, message, Html("\n".join(lines)))


def _wanted(text: str, turn: Turn, house: House) -> tuple[str, bool]:
    zone = house.rules.zone
    current = iso_week(turn.now, zone)
    if house.rules.preview_running_week and text.strip().upper() in ("", current):
        return current, True
    return (parse_week(text, turn.now, zone) if text.strip() else previous_week(turn.now, zone)), False
