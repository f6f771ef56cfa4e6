"""What operators write in a topic reaches the person; the General topic is the operators' own."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import Message

from delivery import Turn
from handlers.desk.bind import say
from handlers.desk.cases import claim_by
from handlers.filters import AtDesk
from handlers.house import House
from handlers.relay import can_relay, edited_by_operator, from_operator, refusal
from operators import Case, Desk, case_of_topic

NOTE = "//"
"""A line that begins so stays at the desk."""


def make_router() -> Router:
    """The relay, after every command had its turn."""
    router = Router(name="desk.relay")
    router.message.register(relay, AtDesk())
    router.edited_message.register(relay_edit, AtDesk())
    return router


async def relay(message: Message, desk: Desk, turn: Turn, house: House) -> None:
    """Pass an operator's message on; writing in an unclaimed topic claims it."""
    case = await _case(message, desk, turn)
    if case is None or message.from_user is None or _is_another_bot(message) or _stays(message):
        return
    if not case.open:
        await say(turn, message, house.staff.t("The case {code} is closed: this was not passed on.", code=case.code))
        return
    if _has_note_within(message):
        text = house.staff.t("One line begins with //, so this message was not passed on.")
        await say(turn, message, text)
        return
    if (message.text or "").startswith("/"):
        await say(turn, message, house.staff.t("I do not know this command, so it was not passed on. See /help"))
        return
    if not can_relay(message):
        await say(turn, message, refusal(message, house.staff))
        return
    await claim_by(turn, house, case, message.from_user)
    await from_operator(turn, case, message)


async def relay_edit(message: Message, desk: Desk, turn: Turn) -> None:
    """An operator changed a message."""
    case = await _case(message, desk, turn)
    if case is not None and case.open and can_relay(message) and not _stays(message):
        await edited_by_operator(turn, case, message)


async def _case(message: Message, desk: Desk, turn: Turn) -> Case | None:
    if not message.is_topic_message or message.message_thread_id is None:
        return None
    return await case_of_topic(turn.tx, desk.chat_id, message.message_thread_id)


def _stays(message: Message) -> bool:
    return _is_service(message) or (message.text or message.caption or "").lstrip().startswith(NOTE)


def _has_note_within(message: Message) -> bool:
    """Whether a later line was meant to stay: better to pass nothing on than a note about a person."""
    lines = (message.text or message.caption or "").splitlines()
    return any(line.lstrip().startswith(NOTE) for line in lines)


def _is_another_bot(message: Message) -> bool:
    """An administrator who writes as the group comes as a bot of Telegram's with the group as sender."""
    as_the_group = message.sender_chat is not None and message.sender_chat.id == message.chat.id
    return message.from_user is not None and message.from_user.is_bot and not as_the_group


def _is_service(message: Message) -> bool:
    return any(
        (
            message.forum_topic_created,
            message.forum_topic_edited,
            message.forum_topic_closed,
            message.forum_topic_reopened,
            message.pinned_message,
            message.new_chat_members,
            message.left_chat_member,
        )
    )
