"""Ready replies: kept as content in all languages, read in the operator's language, sent in the person's."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from delivery import Turn
from handlers.buttons import SendReply, button
from handlers.desk.acting import Actor, actor_of, alert, case_here, say, say_in_case
from handlers.desk.prepared import send_prepared
from handlers.filters import AtDesk
from handlers.house import House
from handlers.screens import Rows, in_rows
from knowledge_base import Reply
from locales import Html, Speech, escape, visible_text
from operators import Case, Desk, case_by_id


def make_router() -> Router:
    """Choosing, previewing and sending."""
    router = Router(name="desk.replies")
    router.message.register(reply_command, Command("reply"), AtDesk())
    router.callback_query.register(reply_tapped, SendReply.filter(), AtDesk())
    return router


async def offer_replies(turn: Turn, house: House, case: Case, actor: Actor) -> Html:
    """All of them, by title."""
    if not case.open:
        return actor.speech.t("The case {code} is closed.", code=case.code)
    buttons = [
        button(_said(one.title, house.staff), SendReply(case_id=case.id, slug=one.slug))
        for one in house.content.replies.values()
    ]
    await say_in_case(turn, case, house.staff.t("Choose one to read it first:"), in_rows(buttons))
    return actor.speech.t("See below.")


async def reply_command(message: Message, command: CommandObject, turn: Turn, house: House) -> None:
    """`/reply` shows the list, `/reply hello` sends one at once."""
    if message.from_user is None:
        return
    actor = await actor_of(turn, house, message.from_user)
    case = await case_here(message, turn)
    reply = house.content.replies.get((command.args or "").strip().lower())
    if case is None or not case.open:
        await say(turn, message, actor.speech.t("Write this in the topic of an open case."))
    elif reply is None:
        await offer_replies(turn, house, case, actor)
    else:
        await _send(turn, house, case, actor, reply, message.message_id)


async def reply_tapped(tapped: CallbackQuery, callback_data: SendReply, desk: Desk, turn: Turn, house: House) -> None:
    """Show it in the desk's language with a button that sends it; the second tap sends it."""
    actor = await actor_of(turn, house, tapped.from_user)
    case = await case_by_id(turn.tx, callback_data.case_id)
    reply = house.content.replies.get(callback_data.slug)
    if case is None or not case.open or case.desk_chat != desk.chat_id or reply is None:
        alert(turn, tapped, actor.speech.t("This can no longer be sent."))
    elif callback_data.sure:
        await _send(turn, house, case, actor, reply, tapped.message.message_id if tapped.message else 0)
        alert(turn, tapped, actor.speech.t("Sent."))
    else:
        await say_in_case(turn, case, _preview(house, case, reply), _send_row(house, case, reply))
        alert(turn, tapped, actor.speech.t("See below."))


async def _send(turn: Turn, house: House, case: Case, actor: Actor, reply: Reply, message_id: int) -> None:
    text = Html(escape(_said(reply.text, house.catalogs[case.language])))
    case = await send_prepared(turn, house, case, actor, text, told_at=message_id, what=("reply", reply.slug))
    await say_in_case(turn, case, house.staff.t("💬 Sent: {title}", title=_said(reply.title, house.staff)))


def _preview(house: House, case: Case, reply: Reply) -> Html:
    own = house.catalogs[case.language]
    lines = [
        Html(f"<b>{escape(_said(reply.title, house.staff))}</b>"),
        Html(escape(_said(reply.text, house.staff))),
        house.staff.t("The person gets it in: {language}", language=own.own_name),
    ]
    return Html("\n\n".join(lines))


def _send_row(house: House, case: Case, reply: Reply) -> Rows:
    send = SendReply(case_id=case.id, slug=reply.slug, sure=True)
    return [[button("📨 " + visible_text(house.staff.t("Send")), send)]]


def _said(text: str, speech: Speech) -> str:
    return speech.content(text) or text
