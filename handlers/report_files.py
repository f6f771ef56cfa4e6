"""The files of a report: named in the outbox, drawn when they are sent, so that no row holds a picture."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from aiogram.methods import SendDocument, SendMessage, SendPhoto, TelegramMethod
from aiogram.types import BufferedInputFile

from delivery import Rank, Turn, where
from handlers.house import House
from locales import Speech, visible_text
from needs_assessment import Audience, Release, report_of
from needs_assessment.reports import Form, Summary, drawn, headline
from storage import Tx

log = logging.getLogger(__name__)

Drawing = Callable[[], Awaitable[TelegramMethod[Any]]]
ROLE = "file"
"""Of an outbox row whose call is written here, when it is sent."""


@dataclass(frozen=True)
class Wanted:
    """A file: its form, audience, period and language, as one word of an outbox row."""

    form: Form
    audience: Audience
    period: str
    language: str

    def __str__(self) -> str:
        """The word."""
        return ":".join((ROLE, self.form, self.audience, self.period, self.language))

    @classmethod
    def read(cls, word: str) -> Wanted:
        """The file of a word."""
        _, form, audience, period, language = word.split(":")
        return cls(Form(form), Audience(audience), period, language)


async def post_file(turn: Turn, chat_id: int, wanted: Wanted, *, thread_id: int = 0) -> None:
    """Send a file into a group, when its turn comes: a picture in the order of what is said, other files aside."""
    blank, shown = SendDocument(chat_id=chat_id, document=""), wanted.form is Form.CHART
    await turn.post.to_group(
        blank,
        chat_id,
        thread_id=thread_id,
        rank=Rank.DESK if shown else Rank.REPORT,
        role=ROLE,
        settle=str(wanted),
        aside=not shown,
    )


async def file_drawing(tx: Tx, house: House, word: str) -> Drawing | None:
    """What makes the call that sends a file, in a thread and without the transaction; None: never released."""
    wanted = Wanted.read(word)
    found = await report_of(tx, wanted.audience, wanted.period)
    if found is None:
        return None
    summary, printed = found
    return partial(_draw, wanted, summary, printed, house.catalogs[wanted.language])


async def _draw(wanted: Wanted, summary: Summary, printed: list[Release], speech: Speech) -> TelegramMethod[Any]:
    name = f"hamroh-{wanted.audience}-{wanted.period}.{_suffix(wanted.form)}"
    try:
        content = await asyncio.to_thread(drawn, wanted.form, summary, printed, speech)
    except Exception as error:  # a full disk, a broken font: the sender must not fall with it, and again at each start
        log.error("file_not_drawn form=%s fault=%s", wanted.form, where(error))
        told = speech.t("⚠️ {file} could not be made. The numbers themselves are safe.", file=name)
        return SendMessage(chat_id=0, text=told, parse_mode="HTML")
    file = BufferedInputFile(content, name)
    if wanted.form is Form.CHART:
        return SendPhoto(chat_id=0, photo=file, caption=headline(summary, speech))
    return SendDocument(chat_id=0, document=file, caption=_caption(wanted.form, speech))


def _caption(form: Form, speech: Speech) -> str:
    return visible_text(
        speech.t("For programs: HXL tables with a description")
        if form is Form.EXCHANGE
        else speech.t("The report to print and to pass on")
        if form is Form.DOCUMENT
        else speech.t("The tables, with charts and definitions")
    )


def _suffix(form: Form) -> str:
    return "zip" if form is Form.EXCHANGE else str(form)
