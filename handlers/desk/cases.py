"""Claiming and closing, by button on the card and by command in the topic."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.methods import AnswerCallbackQuery, SendMessage
from aiogram.types import CallbackQuery, Message, User

from delivery import Turn
from handlers.buttons import CaseTap
from handlers.card import update_card
from handlers.case_texts import claimed_text
from handlers.desk.bind import say
from handlers.desk.close import finish
from handlers.filters import AtDesk
from handlers.house import House
from locales import Html, visible_text
from operators import Case, Desk, Operator, Status, case_by_id, case_of_topic, claim


def make_router() -> Router:
    """The moves of a case."""
    router = Router(name="desk.cases")
    router.message.register(claim_command, Command("claim"), AtDesk())
    router.message.register(close_command, Command("close"), AtDesk())
    router.message.register(help_command, Command("help"), AtDesk())
    router.callback_query.register(tapped, CaseTap.filter(), AtDesk())
    router.callback_query.register(stale)
    return router


async def tapped(tapped: CallbackQuery, callback_data: CaseTap, desk: Desk, turn: Turn, house: House) -> None:
    """A button on a card. A case of another desk, or an erased one, cannot be acted upon."""
    case = await case_by_id(turn.tx, callback_data.case_id)
    if case is None or case.desk_chat != desk.chat_id:
        text = house.staff.t("This case does not exist any more.")
    elif callback_data.action == "claim":
        text = await claim_by(turn, house, case, tapped.from_user)
    else:
        text = await close_by(turn, house, case, tapped.from_user)
    turn.soon.append(AnswerCallbackQuery(callback_query_id=tapped.id, text=visible_text(text)[:200]))


async def stale(tapped: CallbackQuery, turn: Turn, house: House) -> None:
    """A button of an older version, or of a group that is no desk."""
    text = house.staff.t("This button does not work any more. Use the commands: /help")
    turn.soon.append(AnswerCallbackQuery(callback_query_id=tapped.id, text=visible_text(text)[:200]))


async def claim_command(message: Message, desk: Desk, turn: Turn, house: House) -> None:
    """`/claim` in a topic."""
    case = await _case_here(message, desk, turn)
    if case is None or message.from_user is None:
        await say(turn, message, house.staff.t("Write this in the topic of a case."))
        return
    await say(turn, message, await claim_by(turn, house, case, message.from_user))


async def close_command(message: Message, desk: Desk, turn: Turn, house: House) -> None:
    """`/close` in a topic."""
    case = await _case_here(message, desk, turn)
    if case is None or message.from_user is None:
        await say(turn, message, house.staff.t("Write this in the topic of a case."))
        return
    await say(turn, message, await close_by(turn, house, case, message.from_user))


async def help_command(message: Message, turn: Turn, house: House) -> None:
    """`/help` at the desk."""
    staff = house.staff
    lines = [
        staff.t("<b>The desk</b>"),
        staff.t("Each topic is a case. 🔴 urgent, 🟠 waiting, 🟢 claimed, ☑️ closed."),
        staff.t("Claim: take the case. Writing in the topic claims it too."),
        staff.t("What you write in a topic goes to the person; a line that begins with // stays here."),
        staff.t("👌 on your message: delivered. If it could not be delivered, a line says why."),
        staff.t("/claim, /close: the same as the buttons. /desk: bind this group."),
    ]
    await say(turn, message, Html("\n".join(lines)))


async def claim_by(turn: Turn, house: House, case: Case, user: User) -> Html:
    """Claim for a member; what to tell them."""
    result = await claim(turn.tx, house.vault, turn.now, case, Operator(user.id, user.full_name))
    staff = house.staff
    if result.won:
        await _announce(turn, house, result.case)
        return staff.t("The case {code} is yours.", code=case.code)
    if result.case.status is Status.CLOSED:
        return staff.t("The case {code} is closed.", code=case.code)
    holder = result.case.who(house.vault)
    if holder is not None and holder.id == user.id:
        return staff.t("The case {code} is yours already.", code=case.code)
    return staff.t("{name} has the case {code}.", name=holder.name if holder else "?", code=case.code)


async def close_by(turn: Turn, house: House, case: Case, user: User) -> Html:
    """Close for a member; what to tell them."""
    if await finish(turn, house, case, by=house.vault.person_key(user.id)):
        return house.staff.t("The case {code} is closed.", code=case.code)
    return house.staff.t("The case {code} was closed already.", code=case.code)


async def _announce(turn: Turn, house: House, case: Case) -> None:
    await update_card(turn, house, case)
    if case.person_key is not None:
        text = claimed_text(house.catalogs[case.language], case)
        told = SendMessage(chat_id=0, text=text, parse_mode="HTML")
        await turn.post.to_case_person(told, case.id, case.person_key)


async def _case_here(message: Message, desk: Desk, turn: Turn) -> Case | None:
    if message.message_thread_id is None:
        return None
    return await case_of_topic(turn.tx, desk.chat_id, message.message_thread_id)
