"""Who acts at the desk, in which language they are answered, and on which case."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message, User

from delivery import Rank, Turn
from handlers.house import House
from handlers.screens import ALERT, NO_PREVIEW, Rows, Screen, answering
from locales import Html, Speech, visible_text
from operators import Case, Operator, case_of_topic, staff_language


@dataclass(frozen=True)
class Actor:
    """A member of staff who acts, with what stands for them in the audit and how they are spoken to."""

    operator: Operator
    key: str
    speech: Speech


async def actor_of(turn: Turn, house: House, user: User) -> Actor:
    """The member of staff, spoken to in the language they chose, else in the desk's."""
    key = house.vault.person_key(user.id)
    speech = house.catalogs.get(await staff_language(turn.tx, key)) or house.staff
    return Actor(Operator(user.id, user.full_name), key, speech)


async def case_here(message: Message, turn: Turn) -> Case | None:
    """The case of the topic in which something was written."""
    if message.message_thread_id is None:
        return None
    return await case_of_topic(turn.tx, message.chat.id, message.message_thread_id)


async def in_a_case(message: Message, turn: Turn, house: House) -> tuple[Actor, Case] | None:
    """Who wrote a command, and the case of its topic; outside a topic they are told where it belongs."""
    if message.from_user is None:
        return None
    actor = await actor_of(turn, house, message.from_user)
    case = await case_here(message, turn)
    if case is None:
        await say(turn, message, actor.speech.t("Write this in the topic of a case."))
        return None
    return actor, case


async def say(turn: Turn, message: Message, text: Html, rows: Rows | None = None) -> None:
    """Answer in the group, in the topic of the question."""
    thread = message.message_thread_id if message.is_topic_message else None
    answer = SendMessage(
        chat_id=message.chat.id,
        message_thread_id=thread,
        text=text,
        parse_mode="HTML",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=rows) if rows else None,
        link_preview_options=NO_PREVIEW,
    )
    await turn.post.to_group(answer, message.chat.id, thread_id=thread or 0, rank=Rank.DESK)


async def say_in_case(
    turn: Turn, case: Case, text: Html, rows: Rows | None = None, *, reply_to: int | None = None
) -> None:
    """A line of the hotline's own in the topic of a case, wherever that is by then."""
    line = SendMessage(
        chat_id=0,
        text=text,
        parse_mode="HTML",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=rows) if rows else None,
        link_preview_options=NO_PREVIEW,
        reply_parameters=answering(reply_to),
    )
    await turn.post.to_case_desk(line, case.id, case.desk_chat)


async def tell_person(turn: Turn, case: Case, text: Html, rows: Rows | None = None) -> None:
    """A line of the hotline's own to the person of a case."""
    if case.person_key is None:
        return
    markup = InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
    told = SendMessage(chat_id=0, text=text, parse_mode="HTML", reply_markup=markup, link_preview_options=NO_PREVIEW)
    await turn.post.to_case_person(told, case.id, case.person_key)


async def put_in_place(turn: Turn, tapped: CallbackQuery, screen: Screen) -> None:
    """Change the message of a group under which somebody tapped."""
    here = tapped.message
    if here is None:
        return
    edit = EditMessageText(
        chat_id=here.chat.id,
        message_id=here.message_id,
        text=screen.text,
        parse_mode="HTML",
        reply_markup=screen.markup,
        link_preview_options=NO_PREVIEW,
    )
    thread = here.message_thread_id if isinstance(here, Message) and here.is_topic_message else None
    await turn.post.to_group(edit, here.chat.id, thread_id=thread or 0, rank=Rank.DESK)


def alert(turn: Turn, tapped: CallbackQuery, text: Html, *, must_read: bool = False) -> None:
    """Answer a tap, to whoever tapped alone."""
    turn.soon.append(
        AnswerCallbackQuery(
            callback_query_id=tapped.id, text=visible_text(text)[:ALERT] or None, show_alert=must_read or None
        )
    )
