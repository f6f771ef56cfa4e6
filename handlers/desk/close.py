"""The end of a case, told to both sides: whoever closes it, and however."""

from __future__ import annotations

from aiogram.methods import CloseForumTopic, DeleteMessage

from delivery import Turn
from handlers.card import update_card
from handlers.case_texts import closed_screen
from handlers.desk.second_look import ask_for_second_look
from handlers.house import House
from handlers.screens import message
from handlers.settling import settle
from needs_assessment import CaseEvent
from operators import Case, case_by_id, close_case
from operators.coding import lose_panel

PERSON, HOTLINE = "person", "hotline"
"""Who closes a case, where it is no member of staff."""


async def finish(
    turn: Turn, house: House, case: Case, by: str, *, silent: bool = False, result: CaseEvent | None = None
) -> bool:
    """Close and count the case; False when it was closed already. `by` is a staff key, `person` or `hotline`.

    `case` is as it stands now: what was ticked is counted.
    """
    if not await close_case(turn.tx, turn.now, case, by, house.rules.case_grace, str(result or "")):
        return False
    staff = by not in (PERSON, HOTLINE)
    again = await settle(turn, house, case, by_operator=staff, silent=silent, result=result)
    closed = await case_by_id(turn.tx, case.id)
    assert closed is not None
    await update_card(turn.post, closed)
    await take_panel_away(turn, case)
    if again:
        await ask_for_second_look(turn, house, case)
    await turn.post.to_case_desk(CloseForumTopic(chat_id=0, message_thread_id=0), case.id, case.desk_chat)
    if case.person_key is not None:
        hours = round(house.rules.case_grace.total_seconds() / 3600)
        told = closed_screen(house.catalogs[case.language], case, hours, silent=silent)
        await turn.post.to_case_person(message(0, told), case.id, case.person_key)
    return True


async def take_panel_away(turn: Turn, case: Case, *also: int) -> None:
    """What was ticked must not stay to be read: a second coder looks without it."""
    await lose_panel(turn.tx, case)
    if case.desk_chat is None:
        return
    for message_id in sorted({*also, *([case.panel_id] if case.panel_id else [])}):
        gone = DeleteMessage(chat_id=case.desk_chat, message_id=message_id)
        await turn.post.to_group(gone, case.desk_chat, thread_id=case.thread_id or 0)
