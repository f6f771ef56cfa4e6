"""Some cases are coded again by a colleague who has not seen the first ticks: that tells how far codes carry."""

from __future__ import annotations

from aiogram.methods import DeleteMessage
from aiogram.types import CallbackQuery

from delivery import Turn
from handlers.buttons import ShowCodes, button
from handlers.desk.acting import Actor, alert, put_in_place, say_in_case
from handlers.desk.code_list import list_rows, suggested_rows
from handlers.house import House
from handlers.screens import Screen, has_button
from locales import Html, visible_text
from needs_assessment import count_pair
from operators import Case
from operators.audit import record
from operators.coding import codes_of, drop_codes


async def ask_for_second_look(turn: Turn, house: House, case: Case) -> None:
    """A line with a button in the topic of a case that has just been closed."""
    staff = house.staff
    text = staff.t("For quality: would a second person please say what this case was mainly about? It takes two taps.")
    look = button("🔍 " + visible_text(staff.t("Have a look")), ShowCodes(case_id=case.id, again=True))
    await say_in_case(turn, case, text, [[look]])


async def ask_again(
    turn: Turn, house: House, case: Case, actor: Actor, tapped: CallbackQuery, asked: ShowCodes
) -> None:
    """The same codes without any tick."""
    if await _may_look(turn, house, case, actor, tapped) is None:
        return
    speech = actor.speech
    rows = list_rows(speech, case, asked) if asked.page else suggested_rows(house, speech, case, (), again=True)
    await put_in_place(turn, tapped, Screen(speech.t("What was this case mainly about? Tap one."), rows))
    alert(turn, tapped, Html(""))


async def looked_again(turn: Turn, house: House, case: Case, actor: Actor, tapped: CallbackQuery, code: str) -> None:
    """Count both codes as a pair; then nothing is kept of either."""
    first = await _may_look(turn, house, case, actor, tapped)
    if first is None:
        return
    if await drop_codes(turn.tx, case):
        await count_pair(turn.tx, at=turn.now.astimezone(house.rules.zone), first=first, second=code)
        await record(turn.tx, turn.now, actor.key, "second_look", case.code)
    await _take_away(turn, case, tapped)
    alert(turn, tapped, actor.speech.t("Thank you."))


async def _may_look(turn: Turn, house: House, case: Case, actor: Actor, tapped: CallbackQuery) -> str | None:
    """The first coder's main code, for anybody but them; says why not."""
    codes = codes_of(house.vault, case) if case.counted else None
    if not codes:
        await _take_away(turn, case, tapped)
        alert(turn, tapped, actor.speech.t("This is no longer needed. Thank you."))
    elif case.coder_key == actor.key:
        alert(turn, tapped, actor.speech.t("You said it the first time. A colleague should look."), must_read=True)
    else:
        return codes[0]
    return None


async def _take_away(turn: Turn, case: Case, tapped: CallbackQuery) -> None:
    if tapped.message is not None and has_button(tapped):
        gone = DeleteMessage(chat_id=tapped.message.chat.id, message_id=tapped.message.message_id)
        await turn.post.to_group(gone, tapped.message.chat.id, thread_id=case.thread_id or 0)
