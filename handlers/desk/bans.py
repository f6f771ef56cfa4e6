"""A ban: for hours by any operator, with a reason; for good by an administrator of the desk."""

from __future__ import annotations

from datetime import datetime, timedelta

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from delivery import Turn
from handlers.desk.acting import Actor, actor_of, case_here, in_a_case, say, say_in_case
from handlers.filters import AtDesk
from handlers.house import House
from handlers.standing import Standing
from locales import Html, Speech
from operators import FOR_GOOD, LONGEST, Case, ban_person, lift_ban, without_end

GOOD = "good"
REASON, DIGITS = 200, 3


def make_router() -> Router:
    """Banning and lifting."""
    router = Router(name="desk.bans")
    router.message.register(ban_command, Command("ban"), AtDesk())
    router.message.register(unban_command, Command("unban"), AtDesk())
    return router


async def offer_ban(turn: Turn, house: House, case: Case, actor: Actor) -> Html:
    """How to ban: it wants a number of hours and a reason, so it is written."""
    await say_in_case(turn, case, _how(house))
    return actor.speech.t("See below.")


async def ban_command(message: Message, command: CommandObject, turn: Turn, house: House, standing: Standing) -> None:
    """`/ban 12 insults`: the person of this topic may not write to operators for 12 hours."""
    if message.from_user is None:
        return
    actor = await actor_of(turn, house, message.from_user)
    case = await case_here(message, turn)
    first, _, reason = (command.args or "").strip().partition(" ")
    until = _until(first, turn.now)
    if case is None or case.person_key is None:
        await say(turn, message, actor.speech.t("Write this in the topic of a case."))
    elif until is None or not reason.strip():
        await say(turn, message, _how(house))
    elif first == GOOD and not standing.sender_is_administrator:
        await say(turn, message, actor.speech.t("Only an administrator of this group can do that."))
    else:
        await ban_person(turn.tx, house.vault, turn.now, case, until, reason.strip()[:REASON], actor.key)
        await say(turn, message, _banned(house, actor.speech, case.code, until, turn.now))


async def unban_command(message: Message, turn: Turn, house: House) -> None:
    """`/unban` in a topic."""
    if (found := await in_a_case(message, turn, house)) is None:
        return
    actor, case = found
    if await lift_ban(turn.tx, turn.now, case, actor.key):
        await say(turn, message, actor.speech.t("The person can write to operators again."))
    else:
        await say(turn, message, actor.speech.t("The person is not banned."))


def _banned(house: House, speech: Speech, code: str, until: datetime, now: datetime) -> Html:
    if without_end(until, now):
        return speech.t(
            "⛔️ The person of case {code} cannot write to operators any more. They still get answers and the "
            "emergency numbers. To lift it: /unban, or later /bans",
            code=code,
        )
    return speech.t(
        "⛔️ The person of case {code} cannot write to operators until {time}. They still get answers and the "
        "emergency numbers. To lift it: /unban, or later /bans",
        code=code,
        time=speech.date_time(until, house.rules.zone),
    )


def _until(text: str, now: datetime) -> datetime | None:
    if text == GOOD:
        return now + FOR_GOOD
    span = timedelta(hours=int(text)) if text.isdecimal() and len(text) <= DIGITS else timedelta()
    return now + span if timedelta() < span <= LONGEST else None


def _how(house: House) -> Html:
    return house.staff.t(
        "Write for how many hours (1 to 168) and why, for instance: <code>/ban 12 insults</code>. Administrators may "
        "write <code>/ban good insults</code> for a ban without an end."
    )
