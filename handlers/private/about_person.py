"""A person answers, or skips, one of the voluntary questions: counted at once and once, and shown to nobody unasked."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from delivery import Turn
from handlers.buttons import Question, Tell
from handlers.desk.acting import alert, say_in_case
from handlers.house import House
from handlers.screens import show
from handlers.visitor import Visitor
from handlers.voluntary import (
    ANSWERS,
    SKIP,
    STOP,
    bit_of,
    over_screen,
    question_screen,
    thanks_screen,
    told_line,
    with_answer,
)
from needs_assessment import count_about_person
from operators import Case, case_of_person
from operators.coding import keep_region, mark_asked

_TABLES = {Question.PASSPORT: "origin", Question.GENDER: "gender", Question.AGE: "age"}


def make_router() -> Router:
    """The voluntary questions."""
    router = Router(name="about_person")
    router.callback_query.register(told, Tell.filter())
    return router


async def told(tapped: CallbackQuery, callback_data: Tell, turn: Turn, house: House, visitor: Visitor) -> None:
    """Count the answer and ask on. A question of a case that has ended, or has become urgent, is not asked any more."""
    case = await case_of_person(turn.tx, visitor.key)
    speech, question, answer = visitor.speech, callback_data.question, callback_data.answer
    if case is None or case.code != callback_data.code or case.urgent or case.counted:
        await show(turn, visitor.chat_id, over_screen(speech), tapped)
    elif answer not in (*ANSWERS[question], SKIP, STOP):
        alert(turn, tapped, speech.t("This button does not work any more."))
    elif not await mark_asked(turn.tx, case, bit_of(question)):
        alert(turn, tapped, speech.t("You have answered this already. Thank you."))
    elif question is Question.SHARE or answer == STOP:
        await _share(turn, house, case, callback_data)
        await show(turn, visitor.chat_id, thanks_screen(speech), tapped)
    else:
        if answer != SKIP:
            await _count(turn, house, case, question, answer)
        said = with_answer(callback_data.said, question, answer)
        await show(turn, visitor.chat_id, question_screen(house, speech, case, said), tapped)


async def _count(turn: Turn, house: House, case: Case, question: Question, answer: str) -> None:
    if question is Question.REGION:  # counted with what the case was about, which is known at its end
        await keep_region(turn.tx, house.vault, case, answer)
        return
    at = turn.now.astimezone(house.rules.zone)
    await count_about_person(turn.tx, at=at, table=_TABLES[question], code=answer)


async def _share(turn: Turn, house: House, case: Case, said: Tell) -> None:
    line = told_line(house.staff, said.said)
    if said.answer == "yes" and line:
        text = house.staff.t("🙋 The person tells you of themselves: {answers}", answers=line)
        await say_in_case(turn, case, text)
