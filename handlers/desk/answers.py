"""The answers of the tree in an operator's hand: the three that fit, sent with one tap in the person's language."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from delivery import Turn
from handlers.buttons import SendAnswer, button
from handlers.card import entry_title
from handlers.desk.acting import Actor, actor_of, alert, case_here, say, say_in_case
from handlers.desk.prepared import send_prepared
from handlers.filters import AtDesk
from handlers.house import House
from handlers.screens import Rows
from knowledge_base import render
from locales import Html
from operators import Case, Desk, case_by_id

OFFERED = 3


def make_router() -> Router:
    """Offering and sending answers."""
    router = Router(name="desk.answers")
    router.message.register(answers_command, Command("answers"), AtDesk())
    router.callback_query.register(send_tapped, SendAnswer.filter(), AtDesk())
    return router


async def offer_answers(turn: Turn, house: House, case: Case, actor: Actor) -> Html:
    """The answers that fit what the person wrote last, and the one they came from."""
    about = case.told(house.vault)
    fitting = [one for one in (*about.suggested, case.topic_path) if one in house.content.entries]
    return await _offer(turn, house, case, actor, list(dict.fromkeys(fitting))[:OFFERED])


async def answers_command(message: Message, command: CommandObject, turn: Turn, house: House) -> None:
    """`/answers` as the button; `/answers lost passport` looks for what the operator names."""
    if message.from_user is None:
        return
    actor = await actor_of(turn, house, message.from_user)
    case = await case_here(message, turn)
    if case is None or not case.open:
        await say(turn, message, actor.speech.t("Write this in the topic of an open case."))
    elif command.args:
        found = house.understanding.search.find(command.args).results
        text = await _offer(turn, house, case, actor, [hit.id for hit in found])
        if not found:
            await say(turn, message, text)
    else:
        text = await offer_answers(turn, house, case, actor)
        if not case.told(house.vault).suggested:
            await say(turn, message, text)


async def send_tapped(tapped: CallbackQuery, callback_data: SendAnswer, desk: Desk, turn: Turn, house: House) -> None:
    """Send it to the person, for their passport, and say in the topic what was sent."""
    actor = await actor_of(turn, house, tapped.from_user)
    case = await case_by_id(turn.tx, callback_data.case_id)
    entry = house.content.entries.get(callback_data.entry)
    if case is None or not case.open or case.desk_chat != desk.chat_id or entry is None or case.person_key is None:
        alert(turn, tapped, actor.speech.t("This can no longer be sent."))
        return
    today = turn.now.astimezone(house.rules.zone).date()
    country = case.told(house.vault).country or None
    shown = render(entry, house.content, house.catalogs[case.language], house.second, today, country)
    message_id = tapped.message.message_id if tapped.message else 0
    case = await send_prepared(
        turn,
        house,
        case,
        actor,
        shown.html,
        told_at=message_id,
        what=("answer", entry.id),
        protected=shown.protected,
    )
    await say_in_case(turn, case, house.staff.t("📖 Sent: {title}", title=entry_title(house, entry.id, house.staff)))
    alert(turn, tapped, actor.speech.t("Sent."))


async def _offer(turn: Turn, house: House, case: Case, actor: Actor, entries: list[str]) -> Html:
    if not entries:
        return actor.speech.t("No answer fits what was written. Look for one: /answers and some words")
    rows: Rows = [
        [button(f"📖 {entry_title(house, one, house.staff)}", SendAnswer(case_id=case.id, entry=one))]
        for one in entries
    ]
    language = house.catalogs[case.language].own_name
    text = house.staff.t("One tap sends the answer to the person, in their language: {language}", language=language)
    await say_in_case(turn, case, text, rows)
    return actor.speech.t("See below.")
