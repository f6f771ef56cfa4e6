"""What the clock asks of a desk: cases that wait too long are rung for, waiting people are told the truth."""

from __future__ import annotations

from datetime import datetime, timedelta

from aiogram.methods import SendMessage

from delivery import Rank, Turn
from handlers.case_texts import anew_screen, late_screen, warning_screen
from handlers.desk.board import case_line
from handlers.house import House
from handlers.screens import NO_PREVIEW, Screen, message
from handlers.waiting import Outlook, calendar_for, closed_line, outlook_of
from locales import Html, Speech, escape
from needs_assessment import coordinators_chats
from operators import Case, Status, on_shift
from operators.waiting import (
    note_promise,
    note_rung,
    note_told_anew,
    note_warned,
    promised_cases,
    unanswered_cases,
    unwarned_cases,
)

MOST_RINGS = 3
"""The desk twice, then the coordinators; an urgent case rings on."""
MUCH_LONGER, ANEW_EVERY = timedelta(minutes=15), timedelta(minutes=30)
"""A wait is told anew when it is twice as long and at least so much longer; and so often at most."""
APOLOGY_FOLLOWS = timedelta(minutes=1)
"""So shortly before the apology for a late answer nothing else is said."""
WARNED_BEFORE = timedelta(hours=24)


async def remind(turn: Turn, house: House) -> int:
    """Ring for every case that waits longer than it should; how many rang."""
    rung = 0
    for case in await unanswered_cases(turn.tx):
        if case.rung >= MOST_RINGS and not case.urgent:
            continue
        since = await _waits_since(turn, house, case)
        if since is None or turn.now - since < _target(house, case) * (case.rung + 1):
            continue
        await note_rung(turn.tx, case)
        await _ring(turn, house, case)
        rung += 1
    return rung


async def keep_promises(turn: Turn, house: House) -> int:
    """Tell people whose wait is or will be longer than they were told, or whose desk closes; how many were told."""
    told = 0
    for case in await promised_cases(turn.tx):
        screen = await _kept(turn, house, case)
        if screen is not None and case.person_key is not None:
            await turn.post.to_case_person(message(0, screen), case.id, case.person_key)
            told += 1
    return told


async def _kept(turn: Turn, house: House, case: Case) -> Screen | None:
    """What has to be told about a promise now, one thing at a time; None where it still holds."""
    assert case.promised_at is not None
    speech = house.catalogs[case.language]
    outlook = await outlook_of(turn.tx, house, case, turn.now)
    if outlook.is_open and (until := _other_than_told(case, outlook, turn.now)) is not None:
        await note_told_anew(turn.tx, case, until, turn.now)
        return anew_screen(house, speech, case, outlook, until)
    if outlook.is_open and case.promised_at > turn.now:
        return None
    await note_promise(turn.tx, case, None)
    return late_screen(speech, case) if outlook.is_open else Screen(closed_line(house, speech, outlook), [])


def _other_than_told(case: Case, outlook: Outlook, now: datetime) -> datetime | None:
    """Until when an answer may be expected, where that is much later than was told, or the desk closes before."""
    assert case.promised_at is not None
    told_lately = case.told_at is not None and now - case.told_at < ANEW_EVERY
    if case.since is None or told_lately or case.promised_at - now < APOLOGY_FOLLOWS:
        return None
    if outlook.closes is not None and outlook.closes < case.promised_at:
        return outlook.closes
    until = outlook.until(case.since)
    told = case.promised_at - case.since
    much = until is not None and until - case.since >= 2 * told and until - case.promised_at >= MUCH_LONGER
    return until if much else None


async def warn_silent(turn: Turn, house: House) -> int:
    """A day before a silent case closes by itself, its person is asked."""
    silence = house.rules.case_silence
    before = min(WARNED_BEFORE, silence / 2)
    warned = await unwarned_cases(turn.tx, turn.now, silence - before)
    for case in warned:
        await note_warned(turn.tx, case, turn.now)
        if case.person_key is not None:
            screen = warning_screen(house, house.catalogs[case.language], case, case.active_at + silence)
            await turn.post.to_case_person(message(0, screen), case.id, case.person_key)
    return len(warned)


async def _waits_since(turn: Turn, house: House, case: Case) -> datetime | None:
    """Since when the wait counts: from the opening of the desk; an urgent case at any hour."""
    assert case.since is not None
    if case.urgent:
        return case.since
    opened = (await calendar_for(turn.tx, house, case)).open_since(turn.now)
    return None if opened is None else max(case.since, opened) if opened != turn.now else case.since


def _target(house: House, case: Case) -> timedelta:
    if case.urgent:
        return house.rules.urgent_within
    return house.rules.claim_within if case.status is Status.WAITING else house.rules.answer_within


async def _ring(turn: Turn, house: House, case: Case) -> None:
    """The desk first; when nobody there has heard, its coordinators too."""
    if case.desk_chat is not None:
        lines = [_asks(house.staff, case), case_line(house, case, turn.now, house.staff)]
        mentions = await _mentions(turn, house, case)
        text = Html("\n".join(line for line in (*lines, mentions) if line))
        rank = Rank.URGENT if case.urgent else Rank.DESK
        await turn.post.to_group(_bell(case.desk_chat, text), case.desk_chat, rank=rank)
    if case.rung + 1 >= MOST_RINGS or case.desk_chat is None:
        for chat in await coordinators_chats(turn.tx):
            speech = house.catalogs[chat.language]
            text = Html("\n".join([_asks(speech, case), case_line(house, case, turn.now, speech)]))
            await turn.post.to_group(_bell(chat.chat_id, text), chat.chat_id, rank=Rank.DESK)


def _asks(speech: Speech, case: Case) -> Html:
    if case.status is Status.WAITING:
        return speech.t("⏰ Nobody has claimed this case yet:")
    return speech.t("⏰ The person waits for an answer:")


async def _mentions(turn: Turn, house: House, case: Case) -> Html | None:
    """Who has the case; of an unclaimed one everybody on shift, and who is on duty where nobody is."""
    holder = case.who(house.vault)
    here = [] if holder else await on_shift(turn.tx, house.vault, turn.now, case.desk_chat or 0)
    called = [holder] if holder else [one.operator for one in here]
    if not called:
        return None
    return Html(" ".join(f'<a href="tg://user?id={one.id}">{escape(one.name)}</a>' for one in called))


def _bell(chat_id: int, text: Html) -> SendMessage:
    return SendMessage(chat_id=chat_id, text=text, parse_mode="HTML", link_preview_options=NO_PREVIEW)
