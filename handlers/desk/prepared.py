"""Sending a person what was written beforehand: an answer of the tree or a ready reply."""

from __future__ import annotations

from aiogram.methods import SendMessage

from delivery import Turn
from handlers.card import update_name
from handlers.desk.acting import Actor
from handlers.desk.claiming import claimed_for_answer
from handlers.house import House
from handlers.relay import note_answered
from handlers.screens import NO_PREVIEW
from handlers.voluntary import ask_about_person
from locales import Html
from operators import Case
from operators.audit import record


async def send_prepared(
    turn: Turn,
    house: House,
    case: Case,
    actor: Actor,
    text: Html,
    *,
    told_at: int,
    what: tuple[str, str],
    protected: bool = False,
) -> Case:
    """Claim for whoever sends, send, and write down `what` it was: its kind and its name. The case as it is then.

    `told_at`: the message of the desk that shows what became of it. The case is open, so it has a person.
    """
    case = await claimed_for_answer(turn, house, case, actor)
    assert case.person_key is not None
    message = SendMessage(
        chat_id=0,
        text=text,
        parse_mode="HTML",
        link_preview_options=NO_PREVIEW,
        protect_content=protected or None,
    )
    await turn.post.to_case_person(message, case.id, case.person_key, settle=f"edit:{told_at}")
    await note_answered(turn, house, case)
    await ask_about_person(turn, house, case)
    kind, name = what
    await record(turn.tx, turn.now, actor.key, kind, case.code, name)
    await update_name(turn.post, case)
    return case
