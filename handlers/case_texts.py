"""What a person reads about their own case."""

from __future__ import annotations

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from delivery import Turn
from handlers.buttons import EndCase, Go, RateCase, ReopenCase, Wait, button
from handlers.house import House
from handlers.screens import Rows, Screen, in_rows, ways_out
from handlers.waiting import Outlook, closed_line, closing_line, outlook_of, usual_line
from locales import Html, Speech, later, visible_text
from needs_assessment import HELP_REASONS, Help
from operators import Case, Status, place_in_queue, without_end

_REASONS = {
    Help.SLOW: later("Too slow"),
    Help.NOT_SOLVED: later("Not solved"),
    Help.UNCLEAR: later("Unclear"),
    Help.UNKIND: later("Unkind"),
}


async def receipt_screen(turn: Turn, house: House, speech: Speech, case: Case) -> Screen:
    """The message was taken: the code, and an honest wait."""
    text = speech.t("Your message is with us. Your case code: <b>{code}</b>", code=case.code)
    more = speech.t("You can go on writing here: everything is added to your case.")
    return Screen("\n\n".join([f"✅ {text}", await wait_line(turn, house, speech, case), more]), _rows(speech, case))


async def open_case_screen(turn: Turn, house: House, speech: Speech, case: Case) -> Screen:
    """The person has a case already: what they write goes there."""
    text = speech.t("Your case <b>{code}</b> is open. What you write here goes to the operator.", code=case.code)
    return Screen("\n\n".join([text, await wait_line(turn, house, speech, case)]), _rows(speech, case))


async def wait_line(turn: Turn, house: House, speech: Speech, case: Case) -> Html:
    """Where the person stands in the queue, and how long it usually takes. No time is promised that nobody measured."""
    if case.status is not Status.WAITING:
        return speech.t("An operator is working on it and will write to you here.")
    if case.desk_chat is None:
        return speech.t(
            "No operator is connected at this moment. Your message is kept and will be passed on as soon as one is. "
            "In danger, call 112 now."
        )
    outlook = await outlook_of(turn.tx, house, case, turn.now)
    if not outlook.is_open:
        return closed_line(house, speech, outlook)
    lines = [await _place_line(turn, speech, case), usual_line(speech, outlook)]
    if outlook.closes is not None and outlook.closes == outlook.until(turn.now):
        lines.append(closing_line(house, speech, outlook.closes))
    return Html(" ".join(line for line in lines if line))


async def _place_line(turn: Turn, speech: Speech, case: Case) -> Html:
    before = await place_in_queue(turn.tx, case)
    if before == 0:
        return speech.t("You are next. An operator will write to you here as soon as one is free.")
    return speech.n(
        "{n} person is waiting before you. An operator will write to you here. In danger, call 112 now.",
        "{n} people are waiting before you. An operator will write to you here. In danger, call 112 now.",
        n=before,
    )


def claimed_text(speech: Speech, case: Case) -> Html:
    """Somebody took the case."""
    return speech.t("An operator has taken your case {code} and is reading it now.", code=case.code)


def anew_screen(house: House, speech: Speech, case: Case, outlook: Outlook, until: datetime) -> Screen:
    """What the person was told does not hold any more: how long it takes now, or that the desk closes before."""
    if until == outlook.closes:
        return Screen(closing_line(house, speech, until), _rows(speech, case))
    text = speech.t(
        "Many people are writing now, and it takes longer than I told you: usually an answer comes within {wait} after "
        "your message. You keep your place. In danger, call 112 now.",
        wait=speech.duration(outlook.usual or 0),
    )
    return Screen(text, _rows(speech, case))


def late_screen(speech: Speech, case: Case) -> Screen:
    """The wait is longer than was said: an apology, and a choice."""
    text = speech.t(
        "I am sorry: your case {code} waits longer than I told you. Many people are writing now. You keep your place. "
        "In danger, call 112 now.",
        code=case.code,
    )
    wait = button("⏳ " + visible_text(speech.t("I will wait")), Wait(code=case.code, go_on=True))
    end = button("✅ " + visible_text(speech.t("I no longer need help")), Wait(code=case.code, go_on=False))
    return Screen(text, [[wait], [end], [_menu(speech)]])


def warning_screen(house: House, speech: Speech, case: Case, closes: datetime) -> Screen:
    """Nobody has written for long: when the case will close, and how to keep it open."""
    text = speech.t(
        "Nobody has written in your case {code} for a long time. It closes by itself on {time}. "
        "Do you still need help? Then write here.",
        code=case.code,
        time=speech.date_time(closes, house.rules.zone),
    )
    return Screen(text, _rows(speech, case))


def closed_screen(speech: Speech, case: Case, grace_hours: int, *, silent: bool = False) -> Screen:
    """The case is over: was it any help, and the way back while it is still there."""
    lines = [speech.t("Your case {code} is closed.", code=case.code)]
    if silent:
        lines.insert(0, speech.t("Nobody has written here for a long time."))
    lines.append(
        speech.n(
            "What was written is erased in {n} hour; /forget erases it at once. If you need help again, write here.",
            "What was written is erased in {n} hours; /forget erases it at once. If you need help again, write here.",
            n=grace_hours,
        )
    )
    lines.append(speech.t("Did the operator help you?"))
    again = button("↩️ " + visible_text(speech.t("I still need help")), ReopenCase(code=case.code))
    return Screen("\n\n".join(lines), [_help_row(speech), [again], [_menu(speech)]])


def help_reasons_screen(speech: Speech) -> Screen:
    """What was wrong with the help."""
    reasons = [button(visible_text(speech.t(_REASONS[one])), RateCase(verdict=one)) for one in HELP_REASONS]
    return Screen(speech.t("I am sorry. What was wrong?"), [*in_rows(reasons), ways_out(speech, fresh=True)])


def banned_screen(house: House, speech: Speech, until: datetime, now: datetime) -> Screen:
    """They may not write to operators until their ban ends; everything else stays open to them."""
    if without_end(until, now):
        text = speech.t(
            "You cannot write to an operator any more. The answers and the emergency numbers stay open to you."
        )
    else:
        text = speech.t(
            "You can write to an operator again on {time}. The answers and the emergency numbers stay open to you.",
            time=speech.date_time(until, house.rules.zone),
        )
    return Screen(
        text, [[button("🆘 " + visible_text(speech.t("Emergency")), Go(node="t_emergency"))], [_menu(speech)]]
    )


def _help_row(speech: Speech) -> list[InlineKeyboardButton]:
    words = {Help.UP: "👍 " + speech.t("Yes"), Help.DOWN: "👎 " + speech.t("No")}
    return [button(visible_text(text), RateCase(verdict=verdict)) for verdict, text in words.items()]


def _rows(speech: Speech, case: Case) -> Rows:
    end = button("✅ " + visible_text(speech.t("I no longer need help")), EndCase(code=case.code))
    return [[end], [_menu(speech)]]


def _menu(speech: Speech) -> InlineKeyboardButton:
    return button("☰ " + visible_text(speech.t("Menu")), Go(node="menu", fresh=True))
