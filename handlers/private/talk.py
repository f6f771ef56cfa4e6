"""From the bot to a human: asking for the message, opening the case, ending it."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import CallbackQuery, Message

from delivery import Turn
from handlers.buttons import EndCase, Rescue, Talk
from handlers.case_texts import open_case_screen
from handlers.desk.close import finish
from handlers.house import House
from handlers.private.alarm import raise_case
from handlers.private.banned import turned_away
from handlers.private.opening import open_with
from handlers.screens import Screen, send, show, ways_out
from handlers.visitor import Visitor
from operators import case_of_person
from storage.people import Conversation, remember

WRITING = "writing"
"""The state of a person whose next message opens a case."""


def make_router() -> Router:
    """Asking for a human."""
    router = Router(name="talk")
    router.message.register(person_command, Command("person"))
    router.callback_query.register(talk_tapped, Talk.filter())
    router.callback_query.register(rescue_tapped, Rescue.filter())
    router.callback_query.register(end_tapped, EndCase.filter())
    return router


async def person_command(_message: Message, turn: Turn, house: House, visitor: Visitor) -> None:
    """`/person`."""
    await _ask_for_message(turn, house, visitor, "menu", None)


async def talk_tapped(tapped: CallbackQuery, callback_data: Talk, turn: Turn, house: House, visitor: Visitor) -> None:
    """Ask for the message, or pass on the one that the tapped screen answers."""
    if callback_data.carry and await _carried(tapped, turn, house, visitor, callback_data.node):
        return
    await _ask_for_message(turn, house, visitor, callback_data.node, tapped)


async def rescue_tapped(
    tapped: CallbackQuery, callback_data: Rescue, turn: Turn, house: House, visitor: Visitor
) -> None:
    """The same out of an alarm: the case is urgent, also one that is open already."""
    if await turned_away(turn, house, visitor):
        turn.soon.append(AnswerCallbackQuery(callback_query_id=tapped.id))
        return
    if (case := await case_of_person(turn.tx, visitor.key)) is not None:
        await raise_case(turn, house, case)
    if not await _carried(tapped, turn, house, visitor, callback_data.node, urgent=True):
        await _ask_for_message(turn, house, visitor, callback_data.node, tapped, urgent=True)


async def end_tapped(tapped: CallbackQuery, callback_data: EndCase, turn: Turn, house: House, visitor: Visitor) -> None:
    """The person no longer needs help."""
    turn.soon.append(AnswerCallbackQuery(callback_query_id=tapped.id))
    case = await case_of_person(turn.tx, visitor.key)
    if case is None or case.code != callback_data.code:
        speech = visitor.speech
        await send(turn, visitor.chat_id, Screen(speech.t("This case is closed already."), [ways_out(speech)]))
        return
    await finish(turn, house, case, by="person")


async def _carried(
    tapped: CallbackQuery, turn: Turn, house: House, visitor: Visitor, node: str, *, urgent: bool = False
) -> bool:
    """Open a case with the message that the tapped screen answers; False when there is none to take along."""
    asked = tapped.message.reply_to_message if isinstance(tapped.message, Message) else None
    if asked is None or await case_of_person(turn.tx, visitor.key) is not None:
        return False
    turn.soon.append(AnswerCallbackQuery(callback_query_id=tapped.id))
    await open_with(turn, house, visitor, asked, node, urgent=urgent)
    return True


async def _ask_for_message(
    turn: Turn, house: House, visitor: Visitor, node: str, tapped: CallbackQuery | None, *, urgent: bool = False
) -> None:
    if await turned_away(turn, house, visitor):
        if tapped is not None:
            turn.soon.append(AnswerCallbackQuery(callback_query_id=tapped.id))
        return
    speech = visitor.speech
    if (case := await case_of_person(turn.tx, visitor.key)) is not None:
        await show(turn, visitor.chat_id, await open_case_screen(turn, house, speech, case), tapped)
        return
    await remember(turn.tx, house.vault, visitor.key, Conversation(WRITING, {"node": node, "urgent": urgent}), turn.now)
    lines = [
        speech.t("<b>Write to an operator</b>"),
        speech.t(
            "Send your question now as text, voice or photo. An operator reads it and answers here. "
            "Do not send photos of your passport or card numbers unless the operator asks for them."
        ),
    ]
    await show(turn, visitor.chat_id, Screen("\n\n".join(lines), [ways_out(speech, node)]), tapped)
