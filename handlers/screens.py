"""Showing a screen: a text with a keyboard, edited in place where a button was tapped, else sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData
from aiogram.methods import AnswerCallbackQuery, DeleteMessage, EditMessageText, SendMessage
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)

from delivery import Rank, Turn
from handlers.buttons import Go, Hide, button
from locales import Speech, visible_length, visible_text

PAIR_UP_TO = 13
"""Two labels of at most so many characters stand side by side; longer ones would be clipped on a narrow phone."""

FORGOTTEN = "forgotten"
"""Marks the last message to somebody who asked to be forgotten: not even its number is kept."""

ALERT = 200
"""Characters of an answer to a tap: https://core.telegram.org/bots/api#answercallbackquery ."""

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
Rows = list[list[InlineKeyboardButton]]


@dataclass(frozen=True)
class Screen:
    """What a phone shows: Telegram HTML and the rows of buttons under it."""

    text: str
    rows: Rows
    settle: str | None = None
    """For the courier: what to do once it has arrived."""
    protected: bool = False
    """Telegram neither forwards nor saves it; its first row lets the reader hide it."""

    @property
    def markup(self) -> InlineKeyboardMarkup:
        """The keyboard."""
        return InlineKeyboardMarkup(inline_keyboard=self.rows)


async def show(
    turn: Turn, chat_id: int, screen: Screen, tapped: CallbackQuery | None = None, *, urgent: bool = False
) -> None:
    """Put the screen in place of the tapped one, or send it. A message that can no longer be edited is sent anew."""
    if tapped is None or tapped.message is None:
        await send(turn, chat_id, screen, urgent=urgent)
        return
    turn.soon.append(AnswerCallbackQuery(callback_query_id=tapped.id))
    here = tapped.message.message_id
    if screen.protected and not getattr(tapped.message, "has_protected_content", False):
        # A message cannot become protected: the new one takes its place.
        await turn.post.to_person(DeleteMessage(chat_id=chat_id, message_id=here), chat_id)
        await send(turn, chat_id, screen, urgent=urgent)
        return
    edit = EditMessageText(
        chat_id=chat_id,
        message_id=here,
        text=screen.text,
        parse_mode="HTML",
        reply_markup=screen.markup,
        link_preview_options=NO_PREVIEW,
    )
    await turn.post.to_person(edit, chat_id, rank=Rank.URGENT if urgent else Rank.PERSON, settle=screen.settle)


async def send(turn: Turn, chat_id: int, screen: Screen, *, reply_to: int | None = None, urgent: bool = False) -> None:
    """Send the screen as a new message."""
    rank = Rank.URGENT if urgent else Rank.PERSON
    await turn.post.to_person(message(chat_id, screen, reply_to), chat_id, rank=rank, settle=screen.settle)


def message(chat_id: int, screen: Screen, reply_to: int | None = None) -> SendMessage:
    """The screen as a message to send."""
    return SendMessage(
        chat_id=chat_id,
        text=screen.text,
        parse_mode="HTML",
        reply_markup=screen.markup if screen.rows else None,
        link_preview_options=NO_PREVIEW,
        reply_parameters=answering(reply_to),
        protect_content=screen.protected or None,
    )


def answering(message_id: int | None) -> ReplyParameters | None:
    """Answer to a message, or just send when it is gone meanwhile."""
    if message_id is None:
        return None
    return ReplyParameters(message_id=message_id, allow_sending_without_reply=True)


def has_button(tapped: CallbackQuery) -> bool:
    """Whether the tapped message had that button when it was tapped: what is forged may name any other."""
    message = tapped.message
    markup = message.reply_markup if isinstance(message, Message) else None
    rows = markup.inline_keyboard if markup else []
    return any(one.callback_data == tapped.data for row in rows for one in row)


def in_rows(buttons: Sequence[InlineKeyboardButton]) -> Rows:
    """Two short labels side by side, a long one alone."""
    rows: Rows = []
    for one in buttons:
        last = rows[-1] if rows else None
        if last is not None and len(last) == 1 and _short(last[0]) and _short(one):
            last.append(one)
        else:
            rows.append([one])
    return rows


def back_button(speech: Speech, data: CallbackData) -> InlineKeyboardButton:
    """To where one came from."""
    return button("‹ " + visible_text(speech.t("Back")), data)


def more_button(speech: Speech, data: CallbackData) -> InlineKeyboardButton:
    """To the next page."""
    return button(visible_text(speech.t("More")) + " ›", data)


def ways_out(speech: Speech, back: str | None = "menu", *, fresh: bool = False) -> list[InlineKeyboardButton]:
    """Back and Menu; Menu alone where Back would be the same."""
    menu = button("☰ " + visible_text(speech.t("Menu")), Go(node="menu", fresh=fresh))
    if back is None or back == "menu":
        return [menu]
    return [back_button(speech, Go(node=back, fresh=fresh)), menu]


def hide_row(speech: Speech) -> list[InlineKeyboardButton]:
    """The quick exit, on top of what is protected."""
    return [button("✖️ " + visible_text(speech.t("Hide this quickly")), Hide())]


def _short(one: InlineKeyboardButton) -> bool:
    return visible_length(one.text) <= PAIR_UP_TO
