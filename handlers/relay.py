"""Passing messages between a person and the desk: copied, never forwarded, so that nobody's name travels along.

What leads to somebody is masked towards the desk; what still waits to be sent is said together with what follows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from aiogram.enums import ContentType, PollType
from aiogram.methods import CopyMessage, CopyMessages, EditMessageCaption, EditMessageText, SendMessage, TelegramMethod
from aiogram.types import InlineKeyboardMarkup, Message, MessageEntity, Poll

from delivery import Rank, Turn
from delivery.outbox_rows import add_to, last_waiting
from handlers.buttons import Reveal, button
from handlers.house import House
from handlers.screens import NO_PREVIEW, answering
from handlers.waiting import calendar_for
from locales import Html, Speech, visible_text
from needs_assessment import count_wait
from operators import (
    Case,
    Masked,
    Said,
    Shown,
    Side,
    Status,
    counterpart,
    mask,
    note_about,
    note_shown,
    operator_wrote,
    original_of,
    person_wrote,
    shared,
)

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
"""What Telegram copies and what names nobody; of polls see below. A contact card would tell a name and a number."""

NAMING = frozenset({"text_mention", "mention", "phone_number", "email", "url", "text_link"})
"""Entities that lead to somebody's account, or may once the text is masked; Telegram finds plain links by itself."""
_ACCOUNTS = frozenset({"text_mention"})

DELIVERED, NOT_DELIVERED, ON_ITS_WAY = "👌", "💔", "👀"
"""Reactions a bot may set: https://core.telegram.org/bots/api#reactiontypeemoji ."""
EDITED = "✏️ "
TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024
"""What a bot may send, https://core.telegram.org/bots/api#sendmessage ; people with Premium write longer captions."""
ALBUM_WAITS = timedelta(seconds=1)
"""The pictures of an album come as messages of their own: so long the first waits for the others."""
ALBUM = 10
SETTLE = 200
"""Room for the numbers of the messages that one row stands for."""


@dataclass(frozen=True)
class _Way:
    """One direction: whose messages, and what the row's end is called."""

    side: Side
    role: str
    settle: str
    rest: str


_IN = _Way(Side.PERSON, "desk", "in", "rest")
_OUT = _Way(Side.OPERATOR, "person", "out", "edit")


def can_relay(message: Message) -> bool:
    """Whether the message can go to the other side."""
    return message.content_type in COPIED or (message.poll is not None and _is_copied(message.poll))


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


async def from_person(turn: Turn, house: House, case: Case, message: Message) -> bool:
    """What the person wrote, masked, into the topic of their case; True when something was masked."""
    masked = mask(message.text or message.caption or "")
    await _pass_on(
        turn,
        house,
        case,
        message,
        _IN,
        masked,
        _show_button(house, case, message.message_id) if masked.kinds else None,
    )
    if (shown := _shown(message, masked)) is not None:
        await note_shown(turn.tx, house.vault, case, message.message_id, shown)
    await person_wrote(turn.tx, case, turn.now)
    await _note_answers(turn, house, case, message.text or message.caption or "")
    return bool(masked.kinds)


async def from_operator(turn: Turn, house: House, case: Case, message: Message) -> None:
    """What the operator wrote, to the person."""
    await _pass_on(turn, house, case, message, _OUT, Masked(message.text or message.caption or ""))
    await note_answered(turn, house, case)


async def note_answered(turn: Turn, house: House, case: Case) -> None:
    """It is the person's turn now; how long they waited for this first answer counts towards what is usual."""
    since = await operator_wrote(turn.tx, case, turn.now)
    if since is None or case.status is not Status.CLAIMED:
        return
    calendar = await calendar_for(turn.tx, house, case)
    if calendar.open_at(since):
        at = turn.now.astimezone(house.rules.zone)
        await count_wait(turn.tx, at=at, minutes=(turn.now - since).total_seconds() / 60)


async def edited_by_person(turn: Turn, house: House, case: Case, message: Message) -> bool:
    """The person changed a message: so does its copy, visibly; an unknown one is passed on again. True: masked."""
    masked = mask(message.text or message.caption or "")
    copy_id = await _own_copy(turn, case, Side.PERSON, message)
    for method in _edits(message, copy_id, masked):
        await turn.post.to_case_desk(method, case.id, case.desk_chat, rank=Rank.DESK)
    await note_shown(turn.tx, house.vault, case, message.message_id, _shown(message, masked))
    return bool(masked.kinds)


async def edited_by_operator(turn: Turn, case: Case, message: Message) -> None:
    """The operator changed a message."""
    assert case.person_key is not None
    copy_id = await _own_copy(turn, case, Side.OPERATOR, message)
    for method in _edits(message, copy_id, Masked(message.text or message.caption or "")):
        await turn.post.to_case_person(method, case.id, case.person_key, settle=f"edit:{message.message_id}")


def again_for_desk(house: House, case: Case, said: Said, chat_id: int) -> list[TelegramMethod[Any]]:
    """A message of the person's chat for a new topic; what the desk saw otherwise than it is there is said so again."""
    copy = CopyMessage(chat_id=0, from_chat_id=chat_id, message_id=said.message_id)
    if said.shown is None:
        return [copy]
    text = _text("", said.shown.text, None, None)
    fits = units(said.shown.text) <= CAPTION_LIMIT
    calls: list[TelegramMethod[Any]] = []
    if said.shown.caption:
        calls.append(copy.model_copy(update={"caption": said.shown.text if fits else ""}))
    if not (said.shown.caption and fits):
        calls.append(text)
    calls[-1] = calls[-1].model_copy(update={"reply_markup": _show_button(house, case, said.message_id)})
    return calls


def marked(mark: str, text: str, limit: int = TEXT_LIMIT) -> tuple[str, int]:
    """The text with a mark before it, and by how many units that moves its entities.

    Where both do not fit, the text goes without the mark: a cut end could be the part that mattered.
    """
    return (mark + text, units(mark)) if units(mark + text) <= limit else (text, 0)


def nameless(
    entities: Sequence[MessageEntity] | None, shift: int = 0, naming: frozenset[str] = _ACCOUNTS
) -> list[MessageEntity] | None:
    """The formatting without what leads to an account, moved by `shift` UTF-16 units."""
    kept = [one for one in entities or () if one.type not in naming]
    return [one.model_copy(update={"offset": one.offset + shift}) for one in kept] or None


def units(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram counts offsets."""
    return len(text.encode("utf-16-le")) // 2


async def _pass_on(
    turn: Turn,
    house: House,
    case: Case,
    message: Message,
    way: _Way,
    masked: Masked,
    show: InlineKeyboardMarkup | None = None,
) -> None:
    reply_to = await _answered(turn, case, message, way.side)
    methods = _copies(message, reply_to, masked)
    due = turn.now
    if show is not None:
        methods[-1] = methods[-1].model_copy(update={"reply_markup": show})
    elif reply_to is None and len(methods) == 1:
        if await _joined(turn, house, case, message, way, methods[0]):
            return
        if message.media_group_id and isinstance(methods[0], CopyMessage) and methods[0].caption is None:
            methods = [CopyMessages(chat_id=0, from_chat_id=message.chat.id, message_ids=[message.message_id])]
            due += ALBUM_WAITS
    for number, method in enumerate(methods):
        kind = way.rest if number else way.settle
        settle = f"{kind}:{message.message_id}{_album(message, method)}"
        await _put(turn, case, method, way, settle, due)


def _is_copied(poll: Poll) -> bool:
    """Telegram copies a poll as it stands, a quiz only if its answer is known; nothing in a poll can be masked."""
    known = poll.type != PollType.QUIZ or poll.correct_option_id is not None or bool(poll.correct_option_ids)
    words = [poll.question, *(option.text for option in poll.options), poll.description or "", poll.explanation or ""]
    marks = (*(poll.description_entities or ()), *(poll.explanation_entities or ()))
    return known and not mask("\n".join(words)).kinds and all(one.type not in _ACCOUNTS for one in marks)


def _shown(message: Message, masked: Masked) -> Shown | None:
    """What the desk sees where that is not the message as it stands in the person's chat."""
    named = any(one.type in _ACCOUNTS for one in message.entities or message.caption_entities or ())
    return Shown(masked.text, caption=message.text is None) if masked.kinds or named else None


def _show_button(house: House, case: Case, message_id: int) -> InlineKeyboardMarkup:
    """Under what was masked: it is shown on demand, which is written down."""
    show = Reveal(case_id=case.id, message_id=message_id)
    return InlineKeyboardMarkup(inline_keyboard=[[button("👁 " + visible_text(house.staff.t("Show")), show)]])


async def _put(turn: Turn, case: Case, method: TelegramMethod[Any], way: _Way, settle: str, due: Any) -> None:
    if way.role == "desk":
        rank = Rank.URGENT if case.urgent else Rank.DESK
        await turn.post.to_case_desk(method, case.id, case.desk_chat, rank=rank, settle=settle, due=due)
        return
    assert case.person_key is not None
    await turn.post.to_case_person(method, case.id, case.person_key, settle=settle, due=due)


async def _joined(
    turn: Turn, house: House, case: Case, message: Message, way: _Way, method: TelegramMethod[Any]
) -> bool:
    """Said together with the row before it, which still waits: a text with a text, a picture with its album."""
    last = await last_waiting(turn.tx, case.id, way.role, house.vault)
    if last is None:
        return False
    row, waiting = last
    kind, _, numbers = (row.settle or "").partition(":")
    settle = f"{kind}:{_with_number(numbers, message.message_id)}"
    together = _together(waiting, method, _album(message, waiting), numbers)
    if kind != way.settle or together is None or len(settle) > SETTLE:
        return False
    due = turn.now + (ALBUM_WAITS if isinstance(together, CopyMessages) else timedelta())
    return await add_to(turn.tx, row, together, settle, house.vault, due)


def _together(
    waiting: TelegramMethod[Any], method: TelegramMethod[Any], album: str, numbers: str
) -> TelegramMethod[Any] | None:
    if isinstance(waiting, SendMessage) and isinstance(method, SendMessage) and waiting.reply_parameters is None:
        text = f"{waiting.text}\n\n{method.text}"
        if units(text) > TEXT_LIMIT or waiting.parse_mode is not None or waiting.reply_markup is not None:
            return None
        moved = nameless(method.entities, units(waiting.text) + 2) or []
        return waiting.model_copy(update={"text": text, "entities": [*(waiting.entities or []), *moved] or None})
    same = isinstance(waiting, CopyMessages) and isinstance(method, CopyMessage) and numbers.endswith(album)
    if same and album and method.caption is None and len(waiting.message_ids) < ALBUM:  # type: ignore[attr-defined]
        ids = [*waiting.message_ids, method.message_id]  # type: ignore[attr-defined]
        return waiting.model_copy(update={"message_ids": ids})
    return None


def _album(message: Message, method: TelegramMethod[Any]) -> str:
    return f"|{message.media_group_id}" if message.media_group_id and isinstance(method, CopyMessages) else ""


def _with_number(numbers: str, number: int) -> str:
    ids, bar, album = numbers.partition("|")
    return f"{ids},{number}{bar}{album}"


async def _note_answers(turn: Turn, house: House, case: Case, text: str) -> None:
    """Which answers fit: for the operator's button, as long as the case lives."""
    found = house.understanding.search.find(text).results
    about = case.told(house.vault)
    if found:
        about = replace(about, suggested=tuple(hit.id for hit in found))
        await note_about(turn.tx, house.vault, case, about)


async def _own_copy(turn: Turn, case: Case, side: Side, message: Message) -> int | None:
    """The copy of a message that stands for it alone."""
    copy_id = await counterpart(turn.tx, case.id, side, message.message_id)
    return None if copy_id is None or await shared(turn.tx, case.id, copy_id) else copy_id


async def _answered(turn: Turn, case: Case, message: Message, side: Side) -> int | None:
    replied = message.reply_to_message
    if replied is None:
        return None
    other = Side.OPERATOR if side is Side.PERSON else Side.PERSON
    copied = await original_of(turn.tx, case.id, other, replied.message_id)
    return copied or await counterpart(turn.tx, case.id, side, replied.message_id)


def _copies(message: Message, reply_to: int | None, masked: Masked, mark: str = "") -> list[TelegramMethod[Any]]:
    """The message without anybody's name; the chat is filled in when it is sent.

    A caption stays on its file, which Telegram copies at any length, unless something has to be taken out of it: then
    one too long for a bot follows as a text.
    """
    naming = NAMING if masked.kinds else _ACCOUNTS
    if message.text is not None:
        return [_text(mark, masked.text, nameless(message.entities, naming=naming), reply_to)]
    named = bool(masked.kinds) or any(one.type in _ACCOUNTS for one in message.caption_entities or ())
    copy = CopyMessage(
        chat_id=0,
        from_chat_id=message.chat.id,
        message_id=message.message_id,
        reply_parameters=answering(reply_to),
    )
    if not named:
        return [copy]
    entities = nameless(message.caption_entities, naming=naming)
    if units(masked.text) > CAPTION_LIMIT:
        return [copy.model_copy(update={"caption": ""}), _text(mark, masked.text, entities, None)]
    return [copy.model_copy(update={"caption": masked.text, "caption_entities": entities})]


def _text(mark: str, text: str, entities: Sequence[MessageEntity] | None, reply_to: int | None) -> TelegramMethod[Any]:
    shown, shift = marked(mark, text)
    return SendMessage(
        chat_id=0,
        text=shown,
        entities=nameless(entities, shift),
        link_preview_options=NO_PREVIEW,
        reply_parameters=answering(reply_to),
    )


def _edits(message: Message, copy_id: int | None, masked: Masked) -> list[TelegramMethod[Any]]:
    """The change of a copy; what can no longer be changed, or no longer fits, is passed on anew."""
    if copy_id is None:
        return _copies(message, None, masked, EDITED)
    naming = NAMING if masked.kinds else _ACCOUNTS
    if message.text is not None:
        shown, shift = marked(EDITED, masked.text)
        return [
            EditMessageText(
                chat_id=0,
                message_id=copy_id,
                text=shown,
                entities=nameless(message.entities, shift, naming),
                link_preview_options=NO_PREVIEW,
            )
        ]
    caption, shift = marked(EDITED, masked.text, CAPTION_LIMIT)
    if units(caption) > CAPTION_LIMIT:
        return [_text(EDITED, caption, nameless(message.caption_entities, naming=naming), copy_id)]
    entities = nameless(message.caption_entities, shift, naming)
    return [EditMessageCaption(chat_id=0, message_id=copy_id, caption=caption, caption_entities=entities)]
