"""What a person writes in their open case: on to the desk, and what they are told about it."""

from __future__ import annotations

from dataclasses import replace

from aiogram.methods import SendMessage
from aiogram.types import Message

from delivery import Turn
from handlers.card import update_name
from handlers.house import House
from handlers.relay import can_relay, edited_by_person, from_person, refusal
from handlers.screens import Screen, answering, send
from handlers.visitor import Visitor
from operators import Case, case_by_id, note_about


async def into_case(turn: Turn, house: House, visitor: Visitor, case: Case, message: Message) -> None:
    """Pass a message on; one of a kind that cannot be passed on is answered."""
    if not can_relay(message):
        await send(turn, visitor.chat_id, Screen(refusal(message, visitor.speech), []), reply_to=message.message_id)
        return
    if await from_person(turn, house, case, message):
        await _say_masked(turn, house, visitor, case, message)
    await update_name(turn.post, case)


async def changed_in_case(turn: Turn, house: House, visitor: Visitor, case: Case, message: Message) -> None:
    """A message of an open case was changed."""
    if can_relay(message) and await edited_by_person(turn, house, case, message):
        await _say_masked(turn, house, visitor, case, message)


async def _say_masked(turn: Turn, house: House, visitor: Visitor, case: Case, message: Message) -> None:
    """The person is told once a case what operators see, and how the rest can be seen."""
    current = await case_by_id(turn.tx, case.id) or case
    about = current.told(house.vault)
    if about.masked:
        return
    await note_about(turn.tx, house.vault, current, replace(about, masked=True))
    told = SendMessage(
        chat_id=visitor.chat_id,
        text=visitor.speech.t(
            "To protect you, operators see phone, passport and card numbers and account names as dots. "
            "If one is needed, the operator can look at it."
        ),
        parse_mode="HTML",
        reply_parameters=answering(message.message_id),
    )
    await turn.post.to_person(told, visitor.chat_id)
