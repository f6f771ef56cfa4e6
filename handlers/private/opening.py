"""Opening a case with a person's message."""

from __future__ import annotations

from aiogram.types import Message

from delivery import Turn
from handlers.card import post_card, ring
from handlers.case_texts import receipt_screen
from handlers.counting import category_of, count
from handlers.house import House
from handlers.relay import can_relay, from_person, refusal
from handlers.screens import Screen, send, ways_out
from handlers.visitor import Visitor
from needs_assessment import Outcome, went_to_a_person
from operators import open_case
from storage.people import begin_anew

URGENT_NODES = ("t_emergency", "emergency-")


async def open_with(
    turn: Turn, house: House, visitor: Visitor, message: Message, node: str, *, urgent: bool = False
) -> None:
    """Open a case, pass the message on, and tell the person the code and an honest wait."""
    if not can_relay(message):
        speech = visitor.speech
        await send(turn, visitor.chat_id, Screen(refusal(message, speech), [ways_out(speech)]))
        return
    case, new = await open_case(
        turn.tx,
        house.vault,
        turn.now,
        chat_id=visitor.chat_id,
        language=visitor.speech.code,
        topic_path=_ref(house, node),
        urgent=urgent or node.startswith(URGENT_NODES),
        code=house.new_code,
    )
    await begin_anew(turn.tx, visitor.key)
    if new:
        await count(turn, house, visitor.speech.code, Outcome.ESCALATED, category_of(house, node))
        await _note_answer(turn, house, visitor, node)
        await post_card(turn.post, house, case)
        if case.urgent:
            await ring(turn, house, case)
    await from_person(turn, case, message)
    await send(turn, visitor.chat_id, await receipt_screen(turn, visitor.speech, case), urgent=case.urgent)


async def _note_answer(turn: Turn, house: House, visitor: Visitor, node: str) -> None:
    """An answer that sends its readers to a person may want better words."""
    entry = house.content.entries.get(node)
    if entry is not None:
        language = visitor.speech.code
        await went_to_a_person(turn.tx, turn.now, entry=entry.id, revision=entry.revision, language=language)


def _ref(house: House, node: str) -> str:
    """The id of the topic or entry that a screen shows; empty for the menu or a screen that is gone."""
    screen = house.tree.get(node)
    return "" if screen is None else screen.ref
