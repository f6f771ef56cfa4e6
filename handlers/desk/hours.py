"""`/hours`: when the desk answers. Anybody may look; administrators of the group change it."""

from __future__ import annotations

import re
from datetime import date

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from delivery import Turn
from handlers.desk.acting import Actor, actor_of, say
from handlers.filters import AtDesk
from handlers.house import House
from handlers.standing import Standing
from locales import Html, Speech, escape
from operators import Desk, desk_of
from operators.desk_hours import EVERY, days_of, set_day, set_holidays, set_week, weeks_of
from operators.hours import HoursError, read_day, read_week, written_day, written_week

ALWAYS, HOLIDAYS, NONE = "always", "holidays", "none"
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})\s+(.+)")


def make_router() -> Router:
    """The hours."""
    router = Router(name="desk.hours")
    router.message.register(hours_command, Command("hours"), AtDesk())
    return router


async def hours_command(
    message: Message, command: CommandObject, desk: Desk, turn: Turn, house: House, standing: Standing
) -> None:
    """Show them, or change what the words after the command name."""
    if message.from_user is None:
        return
    actor = await actor_of(turn, house, message.from_user)
    words = (command.args or "").strip()
    if not words:
        await say(turn, message, await _shown(turn, house, desk, actor))
    elif not standing.sender_is_administrator:
        await say(turn, message, actor.speech.t("Only an administrator of this group can do that."))
    else:
        await say(turn, message, await _change(turn, house, desk, actor, words))


async def _change(turn: Turn, house: House, desk: Desk, actor: Actor, words: str) -> Html:
    try:
        await _set(turn, house, desk, words)
    except HoursError as wrong:
        refused = actor.speech.t("I cannot read this: {part}", part=wrong.part)
        return Html("\n\n".join([refused, _how(actor.speech)]))
    return Html("\n\n".join([actor.speech.t("Changed."), await _shown(turn, house, desk, actor)]))


async def _set(turn: Turn, house: House, desk: Desk, words: str) -> None:
    first, _, rest = words.partition(" ")
    known = {code.lower(): code for code in house.catalogs.languages}
    today = turn.now.astimezone(house.rules.zone).date()
    if found := _DAY.fullmatch(words):
        await set_day(turn.tx, desk.chat_id, _day(found[1]), read_day(found[2].lower()), today)
    elif first.lower() == HOLIDAYS:
        country = rest.strip().upper()
        await set_holidays(turn.tx, desk.chat_id, "" if country in ("", NONE.upper()) else country)
    elif first.lower() in known:
        await _set_week(turn, desk, rest, known[first.lower()])
    else:
        await _set_week(turn, desk, words, EVERY)


async def _set_week(turn: Turn, desk: Desk, text: str, language: str) -> None:
    week = None if text.strip().lower() == ALWAYS else read_week(text)
    await set_week(turn.tx, desk.chat_id, week, language)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise HoursError(text) from wrong


async def _shown(turn: Turn, house: House, desk: Desk, actor: Actor) -> Html:
    speech = actor.speech
    weeks, days = await weeks_of(turn.tx, desk.chat_id), await days_of(turn.tx, desk.chat_id)
    lines = [speech.t("<b>When this desk answers</b> ({zone})", zone=house.rules.zone.key)]
    if not weeks:
        lines.append(speech.t("Day and night."))
    for language, week in weeks.items():
        whom = house.catalogs[language].own_name if language else speech.t("all languages")
        lines.append(Html(f"{escape(whom)}: {escape(speech.hours(written_week(week)))}"))
    for day, spans in days.items():
        lines.append(Html(f"{escape(speech.date(day))}: {escape(written_day(spans))}"))
    current = await _holidays_of(turn, desk)
    lines.append(speech.t("Public holidays of: {country}", country=current or "–"))
    return Html("\n".join([*lines, "", _how(speech)]))


async def _holidays_of(turn: Turn, desk: Desk) -> str:
    now = await desk_of(turn.tx, desk.chat_id)
    return now.holidays if now else ""


def _how(speech: Speech) -> Html:
    examples = [
        "/hours Mon-Fri 09:00-13:00 14:00-18:00; Sat 22:00-02:00",
        "/hours uz Mon-Sun 08:00-20:00",
        "/hours 2026-12-31 closed",
        "/hours 2027-01-02 10:00-14:00",
        "/hours holidays RU",
        "/hours always",
    ]
    return Html(speech.t("Administrators change it so:") + "\n" + "\n".join(f"<code>{one}</code>" for one in examples))
