"""A person who may not write to operators: told so wherever they try to, also in a case that is still open.

The answers and the emergency numbers stay open to them; who may be in danger gets the first step all the same.
"""

from __future__ import annotations

from delivery import Turn
from handlers.case_texts import banned_screen
from handlers.house import House
from handlers.screens import send
from handlers.visitor import Visitor
from operators import banned_until
from storage.people import begin_anew


async def turned_away(turn: Turn, house: House, visitor: Visitor, message_id: int | None = None) -> bool:
    """Tell the person, in reply to their message; False when they may write. What they type next is a question."""
    until = await banned_until(turn.tx, visitor.key, turn.now)
    if until is None:
        return False
    await begin_anew(turn.tx, visitor.key)
    screen = banned_screen(house, visitor.speech, until, turn.now)
    await send(turn, visitor.chat_id, screen, reply_to=message_id)
    return True
