"""Passing messages between a person and the desk: copied, never forwarded, so that nobody's name travels along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiogram.enums import ContentType
from aiogram.methods import CopyMessage, EditMessageCaption, EditMessageText, SendMessage, TelegramMethod
from aiogram.types import Message, MessageEntity

from delivery import Rank, Turn
from handlers.screens import NO_PREVIEW, answering
from locales import Html, Speech
from operators import Case, Side, counterpart, original_of, touch

COPIED = frozenset(
    {
        ContentType.ANIMATION,
        ContentType.AUDIO,
        ContentType.DOCUMENT,
        ContentType.LOCATION,
        ContentType.PHOTO,
        ContentType.STICKER,
        ContentType.TEXT,
        ContentType.VENUE,
        ContentType.VIDEO,
        ContentType.VIDEO_NOTE,
        ContentType.VOICE,
        ContentType.DICE,
    }
)
"""What Telegram copies and what names nobody. A contact card would tell the desk a name and a number."""

NAMING = frozenset({"text_mention"})
"""Entities that lead to somebody's account."""

EDITED = "✏️ "


def can_relay(message: Message) -> bool:
    """Whether the message can go to the other side."""
    return message.content_type in COPIED


def refusal(message: Message, speech: Speech) -> Html:
    """Why it cannot."""
    if message.content_type == ContentType.CONTACT:
        return speech.t(
            "This is a contact card with a name and a number. To protect you it was not passed on. "
            "Write in words what the operator should know."
        )
    return not_passed_on(speech)


def not_passed_on(speech: Speech) -> Html:
    """It cannot go to the other side, whatever it is."""
    return speech.t("This kind of message cannot be passed on. Send text, voice, a photo, a video or a file.")


async def from_person(turn: Turn, case: Case, message: Message) -> None:
    """What the person wrote, into the topic of their case."""
    method = _copy(message, await _answered(turn, case, message, Side.PERSON))
    rank = Rank.URGENT if case.urgent else Rank.DESK
    await turn.post.to_case_desk(method, case.id, case.desk_chat, rank=rank, settle=f"in:{message.message_id}")
    await touch(turn.tx, case, turn.now)


async def from_operator(turn: Turn, case: Case, message: Message) -> None:
    """What the operator wrote, to the person."""
    assert case.person_key is not None
    method = _copy(message, await _answered(turn, case, message, Side.OPERATOR))
    await turn.post.to_case_person(method, case.id, case.person_key, settle=f"out:{message.message_id}")
    await touch(turn.tx, case, turn.now)


async def edited_by_person(turn: Turn, case: Case, message: Message) -> None:
    """The person changed a message: so does its copy, visibly; an unknown one is passed on again."""
    copy_id = await counterpart(turn.tx, case.id, Side.PERSON, message.message_id)
    method = _edit(message, copy_id) if copy_id else _copy(message, None, EDITED)
    await turn.post.to_case_desk(method, case.id, case.desk_chat, rank=Rank.DESK)


async def edited_by_operator(turn: Turn, case: Case, message: Message) -> None:
    """The operator changed a message."""
    assert case.person_key is not None
    copy_id = await counterpart(turn.tx, case.id, Side.OPERATOR, message.message_id)
    method = _edit(message, copy_id) if copy_id else _copy(message, None, EDITED)
    await turn.post.to_case_person(method, case.id, case.person_key, settle=f"edit:{message.message_id}")


def nameless(entities: Sequence[MessageEntity] | None, shift: int = 0) -> list[MessageEntity] | None:
    """The formatting without what leads to an account, moved by `shift` UTF-16 units."""
    kept = [one for one in entities or () if one.type not in NAMING]
    return [one.model_copy(update={"offset": one.offset + shift}) for one in kept] or None


async def _answered(turn: Turn, case: Case, message: Message, side: Side) -> int | None:
    replied = message.reply_to_message
    if replied is None:
        return None
    other = Side.OPERATOR if side is Side.PERSON else Side.PERSON
    copied = await original_of(turn.tx, case.id, other, replied.message_id)
    return copied or await counterpart(turn.tx, case.id, side, replied.message_id)


def _copy(message: Message, reply_to: int | None, mark: str = "") -> TelegramMethod[Any]:
    """The chat is filled in when the message is sent."""
    if message.text is not None:
        return SendMessage(
            chat_id=0,
            text=(mark + message.text)[:4096],
            entities=nameless(message.entities, units(mark)),
            link_preview_options=NO_PREVIEW,
            reply_parameters=answering(reply_to),
        )
    return CopyMessage(
        chat_id=0,
        from_chat_id=message.chat.id,
        message_id=message.message_id,
        caption=message.caption,
        caption_entities=nameless(message.caption_entities),
        reply_parameters=answering(reply_to),
    )


def _edit(message: Message, copy_id: int) -> TelegramMethod[Any]:
    if message.text is not None:
        return EditMessageText(
            chat_id=0,
            message_id=copy_id,
            text=(EDITED + message.text)[:4096],
            entities=nameless(message.entities, units(EDITED)),
            link_preview_options=NO_PREVIEW,
        )
    return EditMessageCaption(
        chat_id=0,
        message_id=copy_id,
        caption=(EDITED + (message.caption or ""))[:1024],
        caption_entities=nameless(message.caption_entities, units(EDITED)),
    )


def units(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram counts offsets."""
    return len(text.encode("utf-16-le")) // 2
