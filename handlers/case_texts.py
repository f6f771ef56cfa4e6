"""What a person reads about their own case."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from delivery import Turn
from handlers.buttons import EndCase, Go, button
from handlers.screens import Rows, Screen
from locales import Html, Speech, visible_text
from operators import Case, Status, place_in_queue


async def receipt_screen(turn: Turn, speech: Speech, case: Case) -> Screen:
    """The message was taken: the code, and an honest wait."""
    text = speech.t("Your message is with us. Your case code: <b>{code}</b>", code=case.code)
    return Screen("\n\n".join([f"✅ {text}", await wait_line(turn, speech, case), _more(speech)]), _rows(speech, case))


async def open_case_screen(turn: Turn, speech: Speech, case: Case) -> Screen:
    """The person has a case already: what they write goes there."""
    text = speech.t("Your case <b>{code}</b> is open. What you write here goes to the operator.", code=case.code)
    return Screen("\n\n".join([text, await wait_line(turn, speech, case)]), _rows(speech, case))


async def wait_line(turn: Turn, speech: Speech, case: Case) -> Html:
    """Where the person stands in the queue. No time is promised that nobody measured."""
    if case.status is Status.CLAIMED:
        return speech.t("An operator is working on it and will write to you here.")
    if case.desk_chat is None:
        return speech.t(
            "No operator is connected at this moment. Your message is kept and will be passed on as soon as one is. "
            "In danger, call 112 now."
        )
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


def closed_screen(speech: Speech, case: Case, grace_hours: int, *, silent: bool = False) -> Screen:
    """The case is over."""
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
    return Screen("\n\n".join(lines), [[_menu(speech)]])


def _more(speech: Speech) -> Html:
    return speech.t("You can go on writing here: everything is added to your case.")


def _rows(speech: Speech, case: Case) -> Rows:
    end = button("✅ " + visible_text(speech.t("I no longer need help")), EndCase(code=case.code))
    return [[end], [_menu(speech)]]


def _menu(speech: Speech) -> InlineKeyboardButton:
    return button("☰ " + visible_text(speech.t("Menu")), Go(node="menu", fresh=True))
