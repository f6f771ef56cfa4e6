"""Opening a case with a person's message."""

from __future__ import annotations

from aiogram.types import Message

from delivery import Turn
from handlers.card import post_card, ring
from handlers.case_texts import receipt_screen
from handlers.house import House
from handlers.private.banned import turned_away
from handlers.private.into_case import into_case
from handlers.relay import can_relay, refusal
from handlers.screens import Screen, send, ways_out
from handlers.visitor import Visitor
from handlers.waiting import outlook_of
from needs_assessment import CaseEvent, count_case_event, went_to_a_person
from operators import About, Case, open_case
from operators.waiting import note_promise
from storage.people import begin_anew, city_of, country_of, trail_of

URGENT_NODES = ("t_emergency", "emergency-")


async def open_with(
    turn: Turn, house: House, visitor: Visitor, message: Message, node: str, *, urgent: bool = False
) -> None:
    """Open a case, pass the message on, and tell the person the code and an honest wait."""
    if not can_relay(message):
        speech = visitor.speech
        await send(turn, visitor.chat_id, Screen(refusal(message, speech), [ways_out(speech)]))
        return
    if await turned_away(turn, house, visitor, message.message_id):
        return
    about = About(
        country=await country_of(turn.tx, house.vault, visitor.key, turn.now) or "",
        city=await city_of(turn.tx, house.vault, visitor.key, turn.now) or "",
        read=await trail_of(turn.tx, house.vault, visitor.key, turn.now),
    )
    case, new = await open_case(
        turn.tx,
        house.vault,
        turn.now,
        chat_id=visitor.chat_id,
        language=visitor.speech.code,
        topic_path=_ref(house, node),
        urgent=urgent or node.startswith(URGENT_NODES),
        code=house.new_code,
        topic=topic_of(house, node),
        about=about,
    )
    await begin_anew(turn.tx, visitor.key)
    if new:
        at = turn.now.astimezone(house.rules.zone)
        await count_case_event(turn.tx, at=at, event=CaseEvent.OPENED)
        await _note_answer(turn, house, visitor, node)
        await post_card(turn.post, house, case)
        if case.urgent:
            await ring(turn, house, case)
    await into_case(turn, house, visitor, case, message)
    if new:
        await _promise(turn, house, case)
    receipt = await receipt_screen(turn, house, visitor.speech, case)
    await send(turn, visitor.chat_id, receipt, urgent=case.urgent)


async def _promise(turn: Turn, house: House, case: Case) -> None:
    """What the person is told they usually wait is kept, so that somebody notices when it was not true."""
    outlook = await outlook_of(turn.tx, house, case, turn.now)
    if (until := outlook.until(turn.now)) is not None:
        await note_promise(turn.tx, case, until)


async def _note_answer(turn: Turn, house: House, visitor: Visitor, node: str) -> None:
    """An answer that sends its readers to a person may want better words."""
    entry = house.content.entries.get(node)
    if entry is not None:
        language = visitor.speech.code
        await went_to_a_person(turn.tx, turn.now, entry=entry.id, revision=entry.revision, language=language)


def topic_of(house: House, node: str) -> str:
    """The topic of the tree that a screen belongs to; empty for the menu or a screen that is gone."""
    screen = house.tree.get(node)
    if screen is None:
        return ""
    return house.topic_of(screen.ref)


def _ref(house: House, node: str) -> str:
    """The id of the topic or entry that a screen shows; empty for the menu or a screen that is gone."""
    screen = house.tree.get(node)
    return "" if screen is None else screen.ref
