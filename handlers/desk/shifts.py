"""Shifts and duty, the next case, the queue in private, and the language of each operator."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from delivery import Turn
from handlers.buttons import DeskMove, DeskTap
from handlers.desk.acting import Actor, actor_of, alert, say
from handlers.desk.board import board_text, case_line
from handlers.desk.claiming import claim_by
from handlers.filters import AtDesk
from handlers.house import House
from locales import Html
from operators import Desk, begin_shift, choose_staff_language, end_shift, next_waiting


def make_router() -> Router:
    """What belongs to nobody's case."""
    router = Router(name="desk.shifts")
    router.message.register(shift_command, Command("shift"), AtDesk())
    router.message.register(duty_command, Command("duty"), AtDesk())
    router.message.register(next_command, Command("next"), AtDesk())
    router.message.register(queue_command, Command("queue"), AtDesk())
    router.message.register(language_command, Command("language"), AtDesk())
    router.callback_query.register(board_tapped, DeskTap.filter(), AtDesk())
    return router


async def board_tapped(tapped: CallbackQuery, callback_data: DeskTap, desk: Desk, turn: Turn, house: House) -> None:
    """A button of the board."""
    actor = await actor_of(turn, house, tapped.from_user)
    if callback_data.action is DeskMove.NEXT:
        alert(turn, tapped, await _take_next(turn, house, desk, actor), must_read=True)
    elif callback_data.action is DeskMove.COME:
        alert(turn, tapped, await _come(turn, house, desk, actor))
    else:
        alert(turn, tapped, await _leave(turn, house, desk, actor))


async def shift_command(message: Message, command: CommandObject, desk: Desk, turn: Turn, house: House) -> None:
    """`/shift` to come, `/shift off` to leave."""
    if message.from_user is None:
        return
    actor = await actor_of(turn, house, message.from_user)
    leaves = (command.args or "").strip().lower() == "off"
    await say(turn, message, await (_leave if leaves else _come)(turn, house, desk, actor))


async def duty_command(message: Message, command: CommandObject, desk: Desk, turn: Turn, house: House) -> None:
    """`/duty`: to be rung for urgent cases at any hour; `/duty off` to end it."""
    if message.from_user is None:
        return
    actor = await actor_of(turn, house, message.from_user)
    if (command.args or "").strip().lower() == "off":
        await say(turn, message, await _leave(turn, house, desk, actor))
        return
    until = await begin_shift(turn.tx, house.vault, turn.now, desk.chat_id, actor.operator, duty=True)
    text = actor.speech.t(
        "🔔 {name} is on duty until {time}: urgent cases ring for them at any hour. Press Start in the bot's private "
        "chat, so that it can ring there too.",
        name=actor.operator.name,
        time=actor.speech.date_time(until, house.rules.zone),
    )
    await say(turn, message, text)


async def next_command(message: Message, desk: Desk, turn: Turn, house: House) -> None:
    """`/next`: take the case that should be taken next."""
    if message.from_user is not None:
        actor = await actor_of(turn, house, message.from_user)
        await say(turn, message, await _take_next(turn, house, desk, actor, linked=True))


async def queue_command(message: Message, desk: Desk, turn: Turn, house: House) -> None:
    """`/queue`: the board as it stands now, in the operator's language."""
    if message.from_user is not None:
        actor = await actor_of(turn, house, message.from_user)
        await say(turn, message, await board_text(turn.tx, house, turn.now, desk, actor.speech))


async def language_command(message: Message, command: CommandObject, turn: Turn, house: House) -> None:
    """`/language uz`: the language in which the hotline answers this operator."""
    if message.from_user is None:
        return
    actor = await actor_of(turn, house, message.from_user)
    known = {code.lower(): code for code in house.catalogs.languages}
    code = known.get((command.args or "").strip().lower().replace("-", "_"))
    if code is None:
        await say(turn, message, actor.speech.t("Write one of: {codes}", codes=" ".join(house.catalogs.languages)))
        return
    await choose_staff_language(turn.tx, actor.key, code, turn.now)
    speech = house.catalogs[code]
    await say(
        turn,
        message,
        speech.t("{name}, I answer you in {language} now.", name=actor.operator.name, language=speech.own_name),
    )


async def _come(turn: Turn, house: House, desk: Desk, actor: Actor) -> Html:
    until = await begin_shift(turn.tx, house.vault, turn.now, desk.chat_id, actor.operator)
    time = actor.speech.time(until, house.rules.zone)
    return actor.speech.t("{name} is on shift, until {time} at most.", name=actor.operator.name, time=time)


async def _leave(turn: Turn, house: House, desk: Desk, actor: Actor) -> Html:
    if await end_shift(turn.tx, house.vault, desk.chat_id, actor.operator.id):
        return actor.speech.t("{name} has left. Thank you!", name=actor.operator.name)
    return actor.speech.t("{name} was not on shift.", name=actor.operator.name)


async def _take_next(turn: Turn, house: House, desk: Desk, actor: Actor, *, linked: bool = False) -> Html:
    case = await next_waiting(turn.tx, desk.chat_id)
    if case is None:
        return actor.speech.t("Nobody is waiting.")
    said = await claim_by(turn, house, case, actor)
    return Html(f"{said}\n{case_line(house, case, turn.now, actor.speech)}") if linked else said
