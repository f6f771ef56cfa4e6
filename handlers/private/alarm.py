"""Somebody writes that they may be in danger: numbers and the first step at once, before and beside everything else."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import Message

from delivery import Turn
from handlers.buttons import Rescue, button
from handlers.card import ring, update_card
from handlers.counting import count
from handlers.house import House
from handlers.private.answer import topic_button
from handlers.private.tree import emergency_numbers
from handlers.screens import Rows, Screen, hide_row, send, ways_out
from handlers.visitor import Visitor
from knowledge_base import Entry, first_step
from locales import visible_text
from needs_assessment import Outcome
from operators import Case, banned_until, case_by_id, make_urgent


def alarms_of(house: House, message: Message) -> tuple[Entry, ...]:
    """The answers to the emergencies that a message speaks of, the one that can least wait in front."""
    kinds = house.understanding.red_flags.kinds(message.text or message.caption or "")
    leading = (house.content.emergencies[kind].entry for kind in kinds)
    return tuple(house.content.entries[one] for one in dict.fromkeys(leading))


async def sound(turn: Turn, house: House, visitor: Visitor, message: Message, alarms: tuple[Entry, ...]) -> None:
    """To somebody without a case: the first step, all numbers, and one tap to a person who is told at once.

    Who may not write to operators gets the same without that tap.
    """
    banned = await banned_until(turn.tx, visitor.key, turn.now) is not None
    talk = button("🧑 " + visible_text(visitor.speech.t("Write to a person now")), Rescue(node=alarms[0].id))
    await count(turn, house, visitor.speech.code, Outcome.ANSWERED, alarms[0].category)
    found = house.understanding.search.find(message.text or message.caption or "")
    also = [house.content.entries[hit.id] for hit in found.results if hit.id != alarms[0].id]
    screen = _screen(house, visitor, alarms, [] if banned else [[talk]], also)
    await send(turn, visitor.chat_id, screen, reply_to=message.message_id, urgent=True)


async def sound_in_case(turn: Turn, house: House, visitor: Visitor, case: Case, alarms: tuple[Entry, ...]) -> None:
    """In an open case: it becomes urgent and rings the desk, and its person gets the numbers, once."""
    if await raise_case(turn, house, case):
        await send(turn, visitor.chat_id, _screen(house, visitor, alarms, [], []), urgent=True)


async def raise_case(turn: Turn, house: House, case: Case) -> bool:
    """Make a case urgent and ring the desk; False when it was urgent before."""
    if not await make_urgent(turn.tx, case):
        return False
    urgent = await case_by_id(turn.tx, case.id)
    assert urgent is not None
    await update_card(turn.post, urgent)
    await ring(turn, house, urgent)
    return True


def _screen(house: House, visitor: Visitor, alarms: tuple[Entry, ...], talk: Rows, also: Sequence[Entry]) -> Screen:
    """Where it was a false alarm, the answer that was looked for, `also`, is one tap away all the same."""
    speech = visitor.speech
    lines = [
        "🆘 " + speech.t("<b>Is somebody in danger? Then do this first:</b>"),
        first_step(alarms[0], house.content, speech, house.second),
        emergency_numbers(house, speech),
        speech.t("Is it not so urgent? Then excuse me, and choose below or write on."),
    ]
    leading = alarms[:2]
    offered = dict.fromkeys(one.id for one in (*leading, *also[:2]))
    answers = [[topic_button(house, speech, one, fresh=True)] for one in offered]
    protected = any(one.sensitive for one in leading)
    rows = [*([hide_row(speech)] if protected else []), *talk, *answers, ways_out(speech, fresh=True)]
    return Screen("\n\n".join(lines), rows, protected=protected)
