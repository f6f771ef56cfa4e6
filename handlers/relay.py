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
TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024
"""What a bot may send, https://core.telegram.org/bots/api#sendmessage ; people with Premium write longer captions."""


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
    rank = Rank.URGENT if case.urgent else Rank.DESK
    settle = "in"
    for method in _copies(message, await _answered(turn, case, message, Side.PERSON)):
        told = f"{settle}:{message.message_id}"
        await turn.post.to_case_desk(method, case.id, case.desk_chat, rank=rank, settle=told)
        settle = "rest"
    await touch(turn.tx, case, turn.now)


async def from_operator(turn: Turn, case: Case, message: Message) -> None:
    """What the operator wrote, to the person."""
    assert case.person_key is not None
    settle = "out"
    for method in _copies(message, await _answered(turn, case, message, Side.OPERATOR)):
        await turn.post.to_case_person(method, case.id, case.person_key, settle=f"{settle}:{message.message_id}")
        settle = "edit"
    await touch(turn.tx, case, turn.now)


async def edited_by_person(turn: Turn, case: Case, message: Message) -> None:
    """The person changed a message: so does its copy, visibly; an unknown one is passed on again."""
    for method in _edits(message, await counterpart(turn.tx, case.id, Side.PERSON, message.message_id)):
        await turn.post.to_case_desk(method, case.id, case.desk_chat, rank=Rank.DESK)


async def edited_by_operator(turn: Turn, case: Case, message: Message) -> None:
    """The operator changed a message."""
    assert case.person_key is not None
    for method in _edits(message, await counterpart(turn.tx, case.id, Side.OPERATOR, message.message_id)):
        await turn.post.to_case_person(method, case.id, case.person_key, settle=f"edit:{message.message_id}")


def marked(mark: str, text: str, limit: int = TEXT_LIMIT) -> tuple[str, int]:
    """The text with a mark before it, and by how many units that moves its entities.

    Where both do not fit, the text goes without the mark: a cut end could be the part that mattered.
    """
    return (mark + text, units(mark)) if units(mark + text) <= limit else (text, 0)


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


def _copies(message: Message, reply_to: int | None, mark: str = "") -> list[TelegramMethod[Any]]:
    """The message without anybody's name; the chat is filled in when it is sent.

    A caption stays on its file, which Telegram copies at any length, unless a name has to be taken out of it: then one
    too long for a bot follows as a text.
    """
    if message.text is not None:
        return [_text(mark, message.text, message.entities, reply_to)]
    named = any(one.type in NAMING for one in message.caption_entities or ())
    apart = named and units(message.caption or "") > CAPTION_LIMIT
    copy = CopyMessage(
        chat_id=0,
        from_chat_id=message.chat.id,
        message_id=message.message_id,
        reply_parameters=answering(reply_to),
    )
    if not named:
        return [copy]
    if apart:
        after = _text(mark, message.caption or "", message.caption_entities, None)
        return [copy.model_copy(update={"caption": ""}), after]
    entities = nameless(message.caption_entities)
    return [copy.model_copy(update={"caption": message.caption, "caption_entities": entities})]


def _text(mark: str, text: str, entities: Sequence[MessageEntity] | None, reply_to: int | None) -> TelegramMethod[Any]:
    shown, shift = marked(mark, text)
    return SendMessage(
        chat_id=0,
        text=shown,
        entities=nameless(entities, shift),
        link_preview_options=NO_PREVIEW,
        reply_parameters=answering(reply_to),
    )


def _edits(message: Message, copy_id: int | None) -> list[TelegramMethod[Any]]:
    """The change of a copy; what can no longer be changed, or no longer fits, is passed on anew."""
    if copy_id is None:
        return _copies(message, None, EDITED)
    if message.text is not None:
        shown, shift = marked(EDITED, message.text)
        return [
            EditMessageText(
                chat_id=0,
                message_id=copy_id,
                text=shown,
                entities=nameless(message.entities, shift),
                link_preview_options=NO_PREVIEW,
            )
        ]
    caption, shift = marked(EDITED, message.caption or "", CAPTION_LIMIT)
    if units(caption) > CAPTION_LIMIT:
        return [_text(EDITED, caption, message.caption_entities, copy_id)]
    entities = nameless(message.caption_entities, shift)
    return [EditMessageCaption(chat_id=0, message_id=copy_id, caption=caption, caption_entities=entities)]


def units(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram counts offsets."""
    return len(text.encode("utf-16-le")) // 2
