"""Was this helpful? Under each answer; who says no is asked what was missing, and offered a person."""

from __future__ import annotations

from datetime import UTC, datetime

from aiogram import Router
from aiogram.methods import AnswerCallbackQuery, EditMessageReplyMarkup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from delivery import Turn
from handlers.buttons import Rate, Talk, button
from handlers.house import House
from handlers.screens import Rows, Screen, has_button, in_rows, send, show, ways_out
from handlers.visitor import Visitor
from locales import Speech, later, visible_text
from needs_assessment import REASONS, Verdict, mark_unhelpful, rate

_WORDS = {
    Verdict.NOT_MY_CASE: later("Not my case"),
    Verdict.UNCLEAR: later("Unclear"),
    Verdict.OUT_OF_DATE: later("Out of date"),
    Verdict.DID_NOT_WORK: later("Did not work"),
}


def make_router() -> Router:
    """The verdicts."""
    router = Router(name="verdicts")
    router.callback_query.register(rated, Rate.filter())
    return router


async def rated(tapped: CallbackQuery, callback_data: Rate, turn: Turn, house: House, visitor: Visitor) -> None:
    """Count it, for the text as it was read; one that has changed since can no longer be judged."""
    entry = house.content.entries.get(callback_data.entry)
    if entry is not None and entry.revision == callback_data.revision:
        await rate(
            turn.tx,
            turn.now,
            entry=entry.id,
            revision=entry.revision,
            language=visitor.speech.code,
            verdict=callback_data.verdict,
        )
    if callback_data.verdict in REASONS:
        await show(turn, visitor.chat_id, _thanks_screen(visitor.speech, callback_data.entry), tapped)
        return
    thanks = visible_text(visitor.speech.t("Thank you."))
    turn.soon.append(AnswerCallbackQuery(callback_query_id=tapped.id, text=thanks))
    await _take_row_away(turn, visitor, tapped)
    if callback_data.verdict is Verdict.DOWN:
        await _did_not_help(turn, house, tapped)
        await send(turn, visitor.chat_id, _missing_screen(visitor.speech, callback_data))


def reason_words(reason: Verdict, speech: Speech) -> str:
    """What was missing, for whoever reads the counts."""
    return speech.t(_WORDS[reason])


async def _did_not_help(turn: Turn, house: House, tapped: CallbackQuery) -> None:
    """The request was counted as answered when this message was sent or last changed; its button goes with this tap."""
    if not isinstance(tapped.message, Message) or not has_button(tapped):
        return
    shown = datetime.fromtimestamp(tapped.message.edit_date or tapped.message.date.timestamp(), UTC)
    zone = house.rules.zone
    await mark_unhelpful(turn.tx, turn.now.astimezone(zone), shown.astimezone(zone))


async def _take_row_away(turn: Turn, visitor: Visitor, tapped: CallbackQuery) -> None:
    """Who has judged need not be asked again; the answer stays as it is."""
    message = tapped.message
    if not isinstance(message, Message) or message.reply_markup is None:
        return
    rows = [row for row in message.reply_markup.inline_keyboard if not _is_verdict(row[0])]
    edit = EditMessageReplyMarkup(
        chat_id=visitor.chat_id,
        message_id=message.message_id,
        reply_markup=InlineKeyboardMarkup(inline_keyboard=rows),
    )
    await turn.post.to_person(edit, visitor.chat_id)


def _is_verdict(one: InlineKeyboardButton) -> bool:
    return (one.callback_data or "").startswith(f"{Rate.__prefix__}{Rate.__separator__}")


def _missing_screen(speech: Speech, said: Rate) -> Screen:
    reasons = [
        button(visible_text(speech.t(words)), Rate(entry=said.entry, revision=said.revision, verdict=verdict))
        for verdict, words in _WORDS.items()
    ]
    text = speech.t("I am sorry. What was missing?")
    return Screen(text, [*in_rows(reasons), *_to_a_person(speech, said.entry)])


def _thanks_screen(speech: Speech, entry: str) -> Screen:
    text = speech.t("Thank you. We will look at this answer again. An operator can help you now.")
    return Screen(text, _to_a_person(speech, entry))


def _to_a_person(speech: Speech, entry: str) -> Rows:
    talk = button("🧑 " + visible_text(speech.t("Talk to a person")), Talk(node=entry))
    return [[talk], ways_out(speech, fresh=True)]
