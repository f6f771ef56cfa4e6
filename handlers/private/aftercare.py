"""After a case, and while it is late: was it any help, open it again, wait on or end it."""

from __future__ import annotations

from aiogram import Router
from aiogram.methods import AnswerCallbackQuery, EditMessageReplyMarkup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from delivery import Turn
from handlers.buttons import RateCase, ReopenCase, Wait
from handlers.case_texts import help_reasons_screen
from handlers.desk.cases import reopened
from handlers.desk.close import finish
from handlers.house import House
from handlers.private.banned import turned_away
from handlers.screens import Screen, send, show, ways_out
from handlers.visitor import Visitor
from locales import Html, visible_text
from needs_assessment import HELP_REASONS, Help, count_help
from operators import case_by_code, case_by_id, case_of_person, reopen


def make_router() -> Router:
    """Judging, coming back, waiting on."""
    router = Router(name="aftercare")
    router.callback_query.register(judged, RateCase.filter())
    router.callback_query.register(back_again, ReopenCase.filter())
    router.callback_query.register(waits, Wait.filter())
    return router


async def judged(tapped: CallbackQuery, callback_data: RateCase, turn: Turn, house: House, visitor: Visitor) -> None:
    """Count it; after a no ask why. The question goes, so that nobody is asked twice."""
    await count_help(turn.tx, at=turn.now.astimezone(house.rules.zone), verdict=callback_data.verdict)
    if callback_data.verdict in HELP_REASONS:
        text = visitor.speech.t("Thank you. This helps us to do better.")
        await show(turn, visitor.chat_id, Screen(text, [ways_out(visitor.speech, fresh=True)]), tapped)
        return
    thanks = visible_text(visitor.speech.t("Thank you."))
    turn.soon.append(AnswerCallbackQuery(callback_query_id=tapped.id, text=thanks))
    await _take_question_away(turn, visitor, tapped)
    if callback_data.verdict is Help.DOWN:
        await send(turn, visitor.chat_id, help_reasons_screen(visitor.speech))


async def back_again(
    tapped: CallbackQuery, callback_data: ReopenCase, turn: Turn, house: House, visitor: Visitor
) -> None:
    """The closed case goes on where it was, while it is still there."""
    turn.soon.append(AnswerCallbackQuery(callback_query_id=tapped.id))
    if await turned_away(turn, house, visitor):
        return
    case = await case_by_code(turn.tx, callback_data.code)
    mine = case is not None and case.person_key == visitor.key
    if case is None or not mine or not await reopen(turn.tx, turn.now, case, "person"):
        text = visitor.speech.t("This case cannot be opened again. Write to an operator anew: /person")
        await send(turn, visitor.chat_id, Screen(text, [ways_out(visitor.speech, fresh=True)]))
        return
    again = await case_by_id(turn.tx, case.id)
    assert again is not None
    await reopened(turn, house, again)


async def waits(tapped: CallbackQuery, callback_data: Wait, turn: Turn, house: House, visitor: Visitor) -> None:
    """They wait on, or end the case."""
    case = await case_of_person(turn.tx, visitor.key)
    if case is None or case.code != callback_data.code:
        text: Html = visitor.speech.t("This case is closed already.")
    elif callback_data.go_on:
        text = visitor.speech.t("Thank you for waiting.")
    else:
        text = Html("")
        await finish(turn, house, case, by="person")
    answer = AnswerCallbackQuery(callback_query_id=tapped.id, text=visible_text(text) or None)
    turn.soon.append(answer)


async def _take_question_away(turn: Turn, visitor: Visitor, tapped: CallbackQuery) -> None:
    message = tapped.message
    if not isinstance(message, Message) or message.reply_markup is None:
        return
    prefix = f"{RateCase.__prefix__}{RateCase.__separator__}"
    rows = [row for row in message.reply_markup.inline_keyboard if not (row[0].callback_data or "").startswith(prefix)]
    edit = EditMessageReplyMarkup(
        chat_id=visitor.chat_id,
        message_id=message.message_id,
        reply_markup=InlineKeyboardMarkup(inline_keyboard=rows),
    )
    await turn.post.to_person(edit, visitor.chat_id)
