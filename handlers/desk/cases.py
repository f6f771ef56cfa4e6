"""The moves of a case, each by a button of the card and by a command in the topic."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram import Router
from aiogram.filters import Command
from aiogram.methods import ReopenForumTopic
from aiogram.types import CallbackQuery, Message

from delivery import Turn
from handlers.buttons import CaseTap, Move
from handlers.card import move_button, ring, update_card
from handlers.desk.acting import Actor, actor_of, alert, in_a_case, say, say_in_case, tell_person
from handlers.desk.answers import offer_answers
from handlers.desk.bans import offer_ban
from handlers.desk.claiming import claim_by
from handlers.desk.hand_over import offer_hand_over
from handlers.desk.panel import offer_close
from handlers.desk.replies import offer_replies
from handlers.filters import AtDesk
from handlers.history import begin_topic_again
from handlers.house import House
from handlers.screens import Rows
from locales import Html
from operators import Case, Desk, case_by_id, make_calm, make_urgent, reopen
from operators.audit import record

Act = Callable[[Turn, House, Case, Actor], Awaitable[Html]]
"""A move: what it gives is told to whoever made it."""


def make_router() -> Router:
    """The moves of a case."""
    router = Router(name="desk.cases")
    for move in COMMANDS:
        router.message.register(command, Command(move.value), AtDesk())
    router.callback_query.register(tapped, CaseTap.filter(), AtDesk())
    return router


async def tapped(tapped: CallbackQuery, callback_data: CaseTap, desk: Desk, turn: Turn, house: House) -> None:
    """A button on a card. A case of another desk, or an erased one, cannot be acted upon."""
    actor = await actor_of(turn, house, tapped.from_user)
    case = await case_by_id(turn.tx, callback_data.case_id)
    if case is None or case.desk_chat != desk.chat_id:
        alert(turn, tapped, actor.speech.t("This case does not exist any more."))
        return
    alert(turn, tapped, await ACTS[callback_data.action](turn, house, case, actor))


async def command(message: Message, turn: Turn, house: House) -> None:
    """The same by its name, in the topic of the case."""
    if (found := await in_a_case(message, turn, house)) is None:
        return
    actor, case = found
    word = (message.text or "").split()[0].removeprefix("/").split("@")[0].lower()
    await say(turn, message, await ACTS[Move(word)](turn, house, case, actor))


async def reopen_by(turn: Turn, house: House, case: Case, actor: Actor) -> Html:
    """Open a closed case again, within its grace."""
    if not await reopen(turn.tx, turn.now, case, actor.key):
        return actor.speech.t(
            "The case {code} cannot be reopened: it is open, or the person has a new one.", code=case.code
        )
    again = await case_by_id(turn.tx, case.id)
    assert again is not None
    await reopened(turn, house, again)
    return actor.speech.t("The case {code} is open again.", code=case.code)


async def reopened(turn: Turn, house: House, case: Case) -> None:
    """Card, topic and person follow a case that was opened again."""
    if case.thread_id is None:
        await begin_topic_again(turn.tx, turn.post, house, case)
    else:
        await turn.post.to_case_desk(ReopenForumTopic(chat_id=0, message_thread_id=0), case.id, case.desk_chat)
        await update_card(turn.post, case)
    speech = house.catalogs[case.language]
    await tell_person(
        turn,
        case,
        speech.t("Your case {code} is open again. What you write here goes to the operator.", code=case.code),
    )


async def more(turn: Turn, house: House, case: Case, actor: Actor) -> Html:
    """The rarer moves, in the topic."""
    await say_in_case(turn, case, house.staff.t("What else?"), _more_rows(house, case))
    return actor.speech.t("See below.")


async def make_urgent_by(turn: Turn, house: House, case: Case, actor: Actor) -> Html:
    """An operator sees that it cannot wait: the desk is told."""
    if not await make_urgent(turn.tx, case):
        return actor.speech.t("The case {code} is urgent already, or closed.", code=case.code)
    await record(turn.tx, turn.now, actor.key, "urgent", case.code)
    urgent = await case_by_id(turn.tx, case.id)
    assert urgent is not None
    await update_card(turn.post, urgent)
    await ring(turn, house, urgent)
    return actor.speech.t("The case {code} is urgent now.", code=case.code)


async def calm_by(turn: Turn, _house: House, case: Case, actor: Actor) -> Html:
    """It was a false alarm."""
    if not await make_calm(turn.tx, turn.now, case, actor.key):
        return actor.speech.t("The case {code} is not urgent.", code=case.code)
    await update_card(turn.post, case)
    return actor.speech.t("The case {code} is no longer urgent.", code=case.code)


def _more_rows(house: House, case: Case) -> Rows:
    staff = house.staff
    urgency = (
        move_button(case, "🔕", staff.t("Not urgent"), Move.CALM)
        if case.urgent
        else move_button(case, "🔴", staff.t("Urgent"), Move.URGENT)
    )
    return [
        [move_button(case, "💬", staff.t("Ready replies"), Move.REPLIES), urgency],
        [move_button(case, "⛔️", staff.t("Ban for some hours"), Move.BAN)],
    ]


ACTS: dict[Move, Act] = {
    Move.CLAIM: claim_by,
    Move.CLOSE: offer_close,
    Move.REOPEN: reopen_by,
    Move.ANSWERS: offer_answers,
    Move.TRANSFER: offer_hand_over,
    Move.MORE: more,
    Move.URGENT: make_urgent_by,
    Move.CALM: calm_by,
    Move.REPLIES: offer_replies,
    Move.BAN: offer_ban,
}
COMMANDS = (Move.CLAIM, Move.REOPEN, Move.URGENT, Move.CALM)
"""Those of which the command needs nothing more; the others read what stands after it, in modules of their own."""
