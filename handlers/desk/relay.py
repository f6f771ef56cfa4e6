"""What operators write in a topic reaches the person; the General topic is the operators' own."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.methods import ReopenForumTopic, SetMessageReaction
from aiogram.types import Message, ReactionTypeEmoji

from delivery import Rank, Turn
from handlers.card import update_name
from handlers.desk.acting import actor_of, say
from handlers.desk.both_ways import hold_back
from handlers.desk.claiming import claimed_for_answer
from handlers.filters import AtDesk
from handlers.house import House
from handlers.relay import ON_ITS_WAY, can_relay, edited_by_operator, from_operator, refusal
from handlers.voluntary import ask_about_person
from locales import Html, Speech
from operators import Case, Desk, case_of_topic, contact_free

NOTE = "//"
"""A line that begins so stays at the desk."""


def make_router() -> Router:
    """The relay, after every command had its turn."""
    router = Router(name="desk.relay")
    router.message.register(closed_by_hand, AtDesk(), F.forum_topic_closed)
    router.message.register(relay, AtDesk())
    router.edited_message.register(relay_edit, AtDesk())
    return router


async def relay(message: Message, desk: Desk, turn: Turn, house: House) -> None:
    """Pass an operator's message on; writing in an unclaimed topic claims it."""
    case = await _case(message, desk, turn)
    if case is None or message.from_user is None or _is_another_bot(message) or _stays(message):
        return
    actor = await actor_of(turn, house, message.from_user)
    if (refused := _refused(message, case, actor.speech)) is not None:
        await say(turn, message, refused)
        return
    if not _contact_free(house, message):
        await hold_back(turn, house, case, message)
        return
    case = await claimed_for_answer(turn, house, case, actor)
    await _say_on_its_way(turn, case, message)
    await from_operator(turn, house, case, message)
    if message.media_group_id is None:  # nothing comes between the pictures of an album
        await ask_about_person(turn, house, case)
    await update_name(turn.post, case)


async def closed_by_hand(message: Message, desk: Desk, turn: Turn) -> None:
    """A topic whose case is still open is opened again: in a closed one only administrators could answer."""
    case = await _case(message, desk, turn)
    if case is not None and case.open:
        await turn.post.to_case_desk(ReopenForumTopic(chat_id=0, message_thread_id=0), case.id, case.desk_chat)


async def relay_edit(message: Message, desk: Desk, turn: Turn) -> None:
    """An operator changed a message."""
    case = await _case(message, desk, turn)
    if case is not None and case.open and can_relay(message) and not _stays(message):
        await edited_by_operator(turn, case, message)


def _refused(message: Message, case: Case, speech: Speech) -> Html | None:
    """Why a message cannot go to the person; None when it can."""
    if not case.open:
        return speech.t("The case {code} is closed: this was not passed on.", code=case.code)
    if _has_note_within(message):
        return speech.t("One line begins with //, so this message was not passed on.")
    if (message.text or "").startswith("/"):
        return speech.t("I do not know this command, so it was not passed on. See /help")
    return None if can_relay(message) else refusal(message, speech)


def _contact_free(house: House, message: Message) -> bool:
    """No telephone number but those of our answers, and no account of the writer's own."""
    known = [fact.value for fact in house.content.facts.values() if fact.kind == "phone"]
    username = message.from_user.username if message.from_user else None
    return contact_free(message.text or message.caption or "", known, username)


async def _say_on_its_way(turn: Turn, case: Case, message: Message) -> None:
    """The sign is replaced by that of the outcome, in the same lane: they cannot overtake each other."""
    if case.desk_chat is None or case.thread_id is None:
        return
    sign = SetMessageReaction(
        chat_id=case.desk_chat, message_id=message.message_id, reaction=[ReactionTypeEmoji(emoji=ON_ITS_WAY)]
    )
    await turn.post.to_group(sign, case.desk_chat, thread_id=case.thread_id, rank=Rank.BOARD)


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
