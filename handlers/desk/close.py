"""The end of a case, told to both sides: whoever closes it, and however."""

from __future__ import annotations

from aiogram.methods import CloseForumTopic

from delivery import Turn
from handlers.card import update_card
from handlers.case_texts import closed_screen
from handlers.house import House
from handlers.screens import message
from operators import Case, case_by_id, close_case


async def finish(turn: Turn, house: House, case: Case, by: str, *, silent: bool = False) -> bool:
    """Close the case; False when it was closed already. `by` is a staff key, `person` or `hotline`."""
    if not await close_case(turn.tx, turn.now, case, by, house.rules.case_grace):
        return False
    closed = await case_by_id(turn.tx, case.id)
    assert closed is not None
    await update_card(turn.post, closed)
    await turn.post.to_case_desk(CloseForumTopic(chat_id=0, message_thread_id=0), case.id, case.desk_chat)
    if case.person_key is not None:
        hours = round(house.rules.case_grace.total_seconds() / 3600)
        told = closed_screen(house.catalogs[case.language], case, hours, silent=silent)
        await turn.post.to_case_person(message(0, told), case.id, case.person_key)
    return True
