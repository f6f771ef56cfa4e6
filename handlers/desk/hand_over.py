"""Handing a case over: to a colleague on shift, or to another desk, with a note for whoever takes it."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, Filter
from aiogram.methods import DeleteForumTopic
from aiogram.types import CallbackQuery, Message

from delivery import Turn
from delivery.outbox_rows import move_lane
from handlers.buttons import HandOver, button
from handlers.card import post_card, ring, update_card
from handlers.desk.acting import Actor, actor_of, alert, in_a_case, say, say_in_case, tell_person
from handlers.filters import AtDesk
from handlers.history import HISTORY, bring_from_topic
from handlers.house import House
from handlers.screens import Rows
from locales import Html, escape, visible_text
from operators import (
    Case,
    Desk,
    Operator,
    case_by_id,
    desk_of,
    desks,
    hand_to_desk,
    hand_to_operator,
    last_at_desk,
    on_shift,
)

LONGEST_NOTE = 3500


class NoteFor(Filter):
    """An answer to the question for a hand-over note; hands the handler its `chosen`."""

    async def __call__(self, message: Message) -> bool | dict[str, HandOver]:
        """Read the choice from the button under the question: nothing is kept about it."""
        asked = message.reply_to_message
        rows = asked.reply_markup.inline_keyboard if asked and asked.reply_markup else []
        data = next((one.callback_data for row in rows for one in row if one.callback_data), None) or ""
        if not data.startswith(f"{HandOver.__prefix__}:") or not message.text:
            return False
        chosen = HandOver.unpack(data)
        return {"chosen": chosen} if chosen.sure else False


def make_router() -> Router:
    """Choosing, the note, and handing over."""
    router = Router(name="desk.hand_over")
    router.message.register(transfer_command, Command("transfer"), AtDesk())
    router.message.register(with_note, AtDesk(), NoteFor())
    router.callback_query.register(chosen_tapped, HandOver.filter(), AtDesk())
    return router


async def offer_hand_over(turn: Turn, house: House, case: Case, actor: Actor) -> Html:
    """To whom? Everybody on shift here but who has the case, and the other desks."""
    if not case.open:
        return actor.speech.t("The case {code} is closed.", code=case.code)
    rows = await _targets(turn, house, case)
    if not rows:
        return actor.speech.t("There is nobody to give it to: no colleague is on shift, and there is no other desk.")
    await say_in_case(turn, case, house.staff.t("To whom do you give this case?"), rows)
    return actor.speech.t("See below.")


async def transfer_command(message: Message, turn: Turn, house: House) -> None:
    """`/transfer` in a topic."""
    if (found := await in_a_case(message, turn, house)) is None:
        return
    actor, case = found
    text = await offer_hand_over(turn, house, case, actor)
    if not case.open or not await _targets(turn, house, case):
        await say(turn, message, text)


async def chosen_tapped(tapped: CallbackQuery, callback_data: HandOver, desk: Desk, turn: Turn, house: House) -> None:
    """Ask for the note; without one, hand over."""
    actor = await actor_of(turn, house, tapped.from_user)
    case = await case_by_id(turn.tx, callback_data.case_id)
    if case is None or case.desk_chat != desk.chat_id or not case.open:
        alert(turn, tapped, actor.speech.t("This case does not exist any more."))
    elif callback_data.sure:
        alert(turn, tapped, await _hand_over(turn, house, case, actor, callback_data, ""))
    else:
        alert(turn, tapped, await _ask_for_note(turn, house, case, actor, callback_data))


async def with_note(message: Message, chosen: HandOver, desk: Desk, turn: Turn, house: House) -> None:
    """The note was written as an answer to the question."""
    if message.from_user is None:
        return
    actor = await actor_of(turn, house, message.from_user)
    case = await case_by_id(turn.tx, chosen.case_id)
    if case is None or case.desk_chat != desk.chat_id or not case.open:
        await say(turn, message, actor.speech.t("This case does not exist any more."))
        return
    note = (message.text or "").removeprefix("//").strip()[:LONGEST_NOTE]
    await say(turn, message, await _hand_over(turn, house, case, actor, chosen, note))


async def _targets(turn: Turn, house: House, case: Case) -> Rows:
    rows: Rows = []
    if case.desk_chat is not None:
        for one in await on_shift(turn.tx, house.vault, turn.now, case.desk_chat):
            if house.vault.person_key(one.operator.id) != case.operator_key:
                give = HandOver(case_id=case.id, to=one.operator.id)
                rows.append([button(f"👤 {one.operator.name}", give)])
    for desk in await desks(turn.tx):
        if desk.chat_id != case.desk_chat:
            rows.append([button(f"🏢 {_desk_name(house, desk)}", HandOver(case_id=case.id, to=desk.chat_id))])
    return rows


def _desk_name(house: House, desk: Desk) -> str:
    spoken = ", ".join(desk.languages) or visible_text(house.staff.t("all languages"))
    return f"{desk.title} ({spoken})" if desk.title else spoken


async def _ask_for_note(turn: Turn, house: House, case: Case, actor: Actor, chosen: HandOver) -> Html:
    name = await _name_of(turn, house, case, chosen)
    if name is None:
        return actor.speech.t("They are no longer there. Choose again: /transfer")
    text = house.staff.t(
        "<b>{code} to {name}.</b> Answer this message with a note for them: what was asked, what you have done, "
        "what is still open. The person does not see it.",
        code=case.code,
        name=name,
    )
    without = button(visible_text(house.staff.t("Without a note")), chosen.model_copy(update={"sure": True}))
    await say_in_case(turn, case, text, [[without]])
    return actor.speech.t("See below.")


async def _name_of(turn: Turn, house: House, case: Case, chosen: HandOver) -> str | None:
    if chosen.to < 0:
        desk = await desk_of(turn.tx, chosen.to)
        return None if desk is None else _desk_name(house, desk)
    colleague = await _colleague(turn, house, case, chosen.to)
    return None if colleague is None else colleague.name


async def _colleague(turn: Turn, house: House, case: Case, operator_id: int) -> Operator | None:
    here = await on_shift(turn.tx, house.vault, turn.now, case.desk_chat or 0)
    return next((one.operator for one in here if one.operator.id == operator_id), None)


async def _hand_over(turn: Turn, house: House, case: Case, actor: Actor, chosen: HandOver, note: str) -> Html:
    if chosen.to < 0:
        return await _to_desk(turn, house, case, actor, chosen.to, note)
    colleague = await _colleague(turn, house, case, chosen.to)
    if colleague is None:
        return actor.speech.t("They are no longer there. Choose again: /transfer")
    if not await hand_to_operator(turn.tx, house.vault, turn.now, case, colleague, actor.key):
        return actor.speech.t("The case {code} is theirs already.", code=case.code)
    mention = Html(f'<a href="tg://user?id={colleague.id}">{escape(colleague.name)}</a>')
    lines = [house.staff.t("➡️ {name} hands this case to {colleague}.", name=actor.operator.name, colleague=mention)]
    await say_in_case(turn, case, Html("\n\n".join([*lines, *_note(house, note)])))
    await _tell(turn, house, case)
    return actor.speech.t("The case {code} was handed over.", code=case.code)


async def _to_desk(turn: Turn, house: House, case: Case, actor: Actor, desk_chat: int, note: str) -> Html:
    desk = await desk_of(turn.tx, desk_chat)
    if desk is None:
        return actor.speech.t("They are no longer there. Choose again: /transfer")
    history = await last_at_desk(turn.tx, case.id, HISTORY)
    if not await hand_to_desk(turn.tx, turn.now, case, desk_chat, actor.key):
        return actor.speech.t("The case {code} is theirs already.", code=case.code)
    await move_lane(turn.tx, case.id, desk_chat)
    there = await case_by_id(turn.tx, case.id)
    assert there is not None
    await post_card(turn.post, house, there)
    came = house.staff.t("➡️ {name} hands this case over to you.", name=actor.operator.name)
    await say_in_case(turn, there, Html("\n\n".join([came, *_note(house, note)])))
    await bring_from_topic(turn.post, case, there, history)
    if not history and case.desk_chat is not None and case.thread_id is not None:
        await delete_old_topic(turn, case.desk_chat, case.thread_id)
    if there.urgent:
        await ring(turn, house, there)
    await _tell(turn, house, there)
    return actor.speech.t(
        "The case {code} was handed over. Its topic here goes once all has arrived there.", code=case.code
    )


async def delete_old_topic(turn: Turn, chat_id: int, thread_id: int) -> None:
    """Nothing that a person wrote may stay in a topic that no case has any more."""
    await turn.post.to_group(
        DeleteForumTopic(chat_id=chat_id, message_thread_id=thread_id), chat_id, thread_id=thread_id
    )


def _note(house: House, note: str) -> list[Html]:
    return [house.staff.t("📝 <b>Note:</b> {note}", note=note)] if note else []


async def _tell(turn: Turn, house: House, case: Case) -> None:
    current = await case_by_id(turn.tx, case.id) or case
    await update_card(turn.post, current)
    speech = house.catalogs[case.language]
    text = speech.t("A colleague takes over your case {code}. You need not write anything again.", code=case.code)
    await tell_person(turn, case, text)
