"""Closing in two taps: what was it about, and how did it end. The ticks stand on the buttons alone, and go with them.

Anybody of the desk may tap. A tick says what it wants ("on", "off"), so that two who tap the same do not undo each
other, and of two who end a case the first one does.
"""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from delivery import Turn
from handlers.buttons import EndAs, Ending, ShowCodes, TickCode, button
from handlers.desk.acting import Actor, actor_of, alert, in_a_case, put_in_place, say
from handlers.desk.close import finish, take_panel_away
from handlers.desk.code_list import list_rows, suggested_rows
from handlers.desk.second_look import ask_again, looked_again
from handlers.filters import AtDesk
from handlers.house import House
from handlers.screens import NO_PREVIEW, Rows, Screen, has_button
from handlers.suggesting import clear_code
from locales import Html, Speech, later, visible_text
from needs_assessment import CaseEvent, categories
from needs_assessment.categories import NEVER_COUNTED
from operators import Case, Desk, case_by_id
from operators.coding import MOST_CODES, codes_of, drop_codes, keep_codes

AT_ONCE = "now"
"""`/close now` asks nothing."""
ENDINGS = {
    Ending.SOLVED: ("👍", later("Solved")),
    Ending.UNSOLVED: ("👎", later("Closed without a solution")),
    Ending.REFERRED: ("↗️", later("Referred on")),
}


def make_router() -> Router:
    """Closing."""
    router = Router(name="desk.panel")
    router.message.register(close_command, Command("close"), AtDesk())
    router.callback_query.register(ticked, TickCode.filter(), AtDesk())
    router.callback_query.register(list_shown, ShowCodes.filter(), AtDesk())
    router.callback_query.register(ended, EndAs.filter(), AtDesk())
    return router


async def offer_close(turn: Turn, house: House, case: Case, actor: Actor) -> Html:
    """Ask what it was about. A case that was counted before, and was opened again, just closes."""
    if not case.open or case.counted:
        return await close_by(turn, house, case, actor)
    codes = codes_of(house.vault, case)
    if codes is None and (clear := clear_code(house, case)) is not None:
        codes = (clear,)
        await keep_codes(turn.tx, house.vault, case, codes, None)
    panel = SendMessage(
        chat_id=0,
        text=_text(actor.speech, case),
        parse_mode="HTML",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=_rows(house, actor.speech, case, codes or ())),
        link_preview_options=NO_PREVIEW,
    )
    await turn.post.to_case_desk(panel, case.id, case.desk_chat, settle="panel")
    return actor.speech.t("See below.")


async def close_by(turn: Turn, house: House, case: Case, actor: Actor, result: CaseEvent | None = None) -> Html:
    """Close for a member; what to tell them."""
    if await finish(turn, house, case, by=actor.key, result=result):
        return actor.speech.t("The case {code} is closed.", code=case.code)
    return actor.speech.t("The case {code} was closed already.", code=case.code)


async def close_command(message: Message, command: CommandObject, turn: Turn, house: House) -> None:
    """`/close` asks; `/close now` does not."""
    if (found := await in_a_case(message, turn, house)) is None:
        return
    actor, case = found
    if (command.args or "").strip().lower() == AT_ONCE:
        await say(turn, message, await close_by(turn, house, case, actor))
        return
    answer = await offer_close(turn, house, case, actor)
    if not case.open or case.counted:
        await say(turn, message, answer)


async def ticked(tapped: CallbackQuery, callback_data: TickCode, desk: Desk, turn: Turn, house: House) -> None:
    """A code is ticked, or no longer; or a second coder has said it."""
    actor = await actor_of(turn, house, tapped.from_user)
    case = await _case(turn, desk, callback_data.case_id)
    if case is None or callback_data.code not in categories():
        alert(turn, tapped, actor.speech.t("This case does not exist any more."))
    elif callback_data.again:
        await looked_again(turn, house, case, actor, tapped, callback_data.code)
    elif await _over(turn, case, actor, tapped):
        return
    else:
        await _tick(turn, house, case, actor, tapped, callback_data)


async def list_shown(tapped: CallbackQuery, callback_data: ShowCodes, desk: Desk, turn: Turn, house: House) -> None:
    """All codes, page by page; page 0 is the panel."""
    actor = await actor_of(turn, house, tapped.from_user)
    case = await _case(turn, desk, callback_data.case_id)
    if case is None or (callback_data.broad and callback_data.broad not in categories()):
        alert(turn, tapped, actor.speech.t("This case does not exist any more."))
    elif callback_data.again:
        await ask_again(turn, house, case, actor, tapped, callback_data)
    elif not await _over(turn, case, actor, tapped):
        codes = codes_of(house.vault, case) or ()
        listed = callback_data.page > 0
        rows = list_rows(actor.speech, case, callback_data) if listed else _rows(house, actor.speech, case, codes)
        await _show(turn, case, actor, tapped, rows)
        alert(turn, tapped, Html(""))


async def ended(tapped: CallbackQuery, callback_data: EndAs, desk: Desk, turn: Turn, house: House) -> None:
    """Close with what was ticked, or leave it open after all. The panel goes in any case."""
    actor = await actor_of(turn, house, tapped.from_user)
    case = await _case(turn, desk, callback_data.case_id)
    if case is None:
        alert(turn, tapped, actor.speech.t("This case does not exist any more."))
    elif await _over(turn, case, actor, tapped):
        return
    elif callback_data.ending is Ending.STAY:
        await drop_codes(turn.tx, case)
        await _take_away(turn, case, tapped)
        alert(turn, tapped, actor.speech.t("The case {code} stays open.", code=case.code))
    else:
        await _end(turn, house, case, actor, tapped, CaseEvent(callback_data.ending))


async def _end(turn: Turn, house: House, case: Case, actor: Actor, tapped: CallbackQuery, result: CaseEvent) -> None:
    codes = codes_of(house.vault, case)
    if not codes:
        alert(turn, tapped, actor.speech.t("First tick what it was about."), must_read=True)
        return
    await keep_codes(turn.tx, house.vault, case, codes, case.coder_key or actor.key)
    text = await close_by(turn, house, case, actor, result)
    await _take_away(turn, replace(case, panel_id=None), tapped, but=case.panel_id)
    apart = not NEVER_COUNTED.isdisjoint(codes)
    alert(turn, tapped, _own_channel(actor.speech) if apart else text, must_read=apart)


async def _tick(turn: Turn, house: House, case: Case, actor: Actor, tapped: CallbackQuery, wanted: TickCode) -> None:
    codes = codes_of(house.vault, case) or ()
    rest = tuple(one for one in codes if one != wanted.code)
    if wanted.on and len(rest) >= MOST_CODES:
        alert(turn, tapped, actor.speech.t("Three at most. Take a tick away first."), must_read=True)
        return
    now = codes if wanted.on and wanted.code in codes else (*rest, wanted.code) if wanted.on else rest
    await keep_codes(turn.tx, house.vault, case, now, actor.key)
    await _show(turn, case, actor, tapped, _rows(house, actor.speech, case, now))
    apart = wanted.on and wanted.code in NEVER_COUNTED
    alert(turn, tapped, _own_channel(actor.speech) if apart else Html(""), must_read=apart)


async def _over(turn: Turn, case: Case, actor: Actor, tapped: CallbackQuery) -> bool:
    """A panel of a case that has ended has nothing to ask any more: it goes."""
    if case.open and not case.counted:
        return False
    await _take_away(turn, case, tapped)
    alert(turn, tapped, actor.speech.t("The case {code} was closed already.", code=case.code))
    return True


async def _take_away(turn: Turn, case: Case, tapped: CallbackQuery, *, but: int | None = None) -> None:
    """The panel that was tapped, and the case's own."""
    also = [one for one in _place_of(tapped) if one != but] if has_button(tapped) else []
    await take_panel_away(turn, case, *also)


async def _case(turn: Turn, desk: Desk, case_id: int) -> Case | None:
    case = await case_by_id(turn.tx, case_id)
    return None if case is None or case.desk_chat != desk.chat_id else case


async def _show(turn: Turn, case: Case, actor: Actor, tapped: CallbackQuery, rows: Rows) -> None:
    await put_in_place(turn, tapped, Screen(_text(actor.speech, case), rows))


def _place_of(tapped: CallbackQuery) -> tuple[int, ...]:
    return () if tapped.message is None else (tapped.message.message_id,)


def _text(speech: Speech, case: Case) -> Html:
    head = speech.t("<b>Closing {code}</b>", code=case.code)
    return Html(f"{head}\n" + speech.t("What was it about? Tick one to three. Then tap how it ended."))


def _rows(house: House, speech: Speech, case: Case, codes: tuple[str, ...]) -> Rows:
    solved, unsolved, referred = (
        button(f"{mark} {visible_text(speech.t(words))}", EndAs(case_id=case.id, ending=ending))
        for ending, (mark, words) in ENDINGS.items()
    )
    stay = button("✖️ " + visible_text(speech.t("Do not close")), EndAs(case_id=case.id, ending=Ending.STAY))
    return [*suggested_rows(house, speech, case, codes), [solved, unsolved], [referred, stay]]


def _own_channel(speech: Speech) -> Html:
    return speech.t(
        "Misconduct by aid staff is not counted anywhere. Tell the coordinator in person, and send the person the "
        "answer on complaints: /answers complaint"
    )
