"""The board: one pinned message in General that says who waits, who has what, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import InlineKeyboardMarkup

from delivery import Outbox
from delivery.outbox_rows import backlog
from delivery.pacing import GROUP
from handlers.buttons import DeskMove, DeskTap, button
from handlers.card import sign
from handlers.house import House
from handlers.screens import NO_PREVIEW, Rows
from locales import Html, Speech, escape, visible_text
from operators import Case, Desk, OnShift, Queue, desks, note_board, on_shift, queue_of
from storage import Tx

LINES = 8
"""So many cases are named in each part; how many more there are is said."""
BEHIND = 3
"""From so many calls on the desk is told how far behind it is."""


async def board_text(tx: Tx, house: House, now: datetime, desk: Desk, speech: Speech) -> Html:
    """The whole desk at one look, in the reader's language."""
    queue = await queue_of(tx, desk.chat_id)
    here = await on_shift(tx, house.vault, now, desk.chat_id)
    late = await backlog(tx, desk.chat_id)
    parts = [
        Html("📋 " + speech.t("<b>The desk</b>") + f" · {speech.time(now, house.rules.zone)}"),
        _urgent(house, queue, now, speech),
        _waiting(house, queue, now, speech),
        _in_hand(house, queue, now, speech),
        _shift(here, speech),
        _behind(late, speech),
    ]
    return Html("\n\n".join(part for part in parts if part))


def board_rows(speech: Speech) -> Rows:
    """The moves that belong to nobody's case."""
    take = button("▶️ " + visible_text(speech.t("Take the next case")), DeskTap(action=DeskMove.NEXT))
    come = button("🙋 " + visible_text(speech.t("I am on shift")), DeskTap(action=DeskMove.COME))
    leave = button("🌙 " + visible_text(speech.t("I am leaving")), DeskTap(action=DeskMove.LEAVE))
    return [[take], [come, leave]]


async def board_call(tx: Tx, house: House, now: datetime, desk: Desk) -> SendMessage | EditMessageText:
    """The board as it should stand now: its message edited, or the first one."""
    text = await board_text(tx, house, now, desk, house.staff)
    markup = InlineKeyboardMarkup(inline_keyboard=board_rows(house.staff))
    if desk.board_id is None:
        return SendMessage(
            chat_id=desk.chat_id,
            text=text,
            parse_mode="HTML",
            reply_markup=markup,
            link_preview_options=NO_PREVIEW,
            disable_notification=True,
        )
    return EditMessageText(
        chat_id=desk.chat_id,
        message_id=desk.board_id,
        text=text,
        parse_mode="HTML",
        reply_markup=markup,
        link_preview_options=NO_PREVIEW,
    )


async def update_boards(tx: Tx, post: Outbox, house: House, now: datetime) -> int:
    """Ask for an edit of every board whose text has changed; how many those are."""
    changed = 0
    for desk in await desks(tx):
        text = await board_text(tx, house, now, desk, house.staff)
        shown = sha256(_without_clock(text).encode()).hexdigest()[:32]
        if shown != desk.board_shown:
            await note_board(tx, desk.chat_id, shown)
            await refresh_board(post, desk.chat_id)
            changed += 1
    return changed


async def refresh_board(post: Outbox, chat_id: int) -> None:
    """Have the board of a desk sent or edited."""
    await post.refresh("board", lane=f"b:{chat_id}", pace=f"g:{chat_id}")


def topic_link(case: Case) -> str | None:
    """The address of a case's topic, https://core.telegram.org/api/links#message-links ; None before it exists."""
    if case.desk_chat is None or case.thread_id is None:
        return None
    return f"https://t.me/c/{str(case.desk_chat).removeprefix('-100')}/{case.thread_id}"


def case_line(house: House, case: Case, now: datetime, speech: Speech) -> Html:
    """A case in one line: sign, code with a link, language, how long the person waits."""
    code = f"<b>{escape(case.code)}</b>"
    address = topic_link(case)
    linked = f'<a href="{escape(address)}">{code}</a>' if address else code
    waited = speech.duration((now - (case.since or case.active_at)).total_seconds() / 60)
    letters = f" · ✉️ {speech.number(case.unread)}" if case.unread > 1 else ""
    return Html(f"{sign(case)} {linked} · {escape(house.catalogs[case.language].own_name)} · {waited}{letters}")


def _urgent(house: House, queue: Queue, now: datetime, speech: Speech) -> Html:
    urgent = queue.urgent
    if not urgent:
        return Html("")
    head = speech.n("🔴 <b>Urgent: {n}</b>", "🔴 <b>Urgent: {n}</b>", n=len(urgent))
    return Html("\n".join([head, *_lines(house, urgent, now, speech)]))


def _waiting(house: House, queue: Queue, now: datetime, speech: Speech) -> Html:
    if not queue.waiting:
        return Html("🟢 " + speech.t("Nobody is waiting."))
    head = speech.n("🟠 <b>Waiting: {n}</b>", "🟠 <b>Waiting: {n}</b>", n=len(queue.waiting))
    by_language = " · ".join(
        f"{escape(house.catalogs[code].own_name)} {speech.number(n)}" for code, n in queue.languages.items()
    )
    oldest = queue.oldest or now
    longest = speech.t("The longest wait: {wait}", wait=speech.duration((now - oldest).total_seconds() / 60))
    calm = [one for one in queue.waiting if not one.urgent]
    return Html("\n".join([head, by_language, longest, *_lines(house, calm, now, speech)]))


def _in_hand(house: House, queue: Queue, now: datetime, speech: Speech) -> Html:
    if not queue.in_hand:
        return Html("")
    head = speech.n("👥 <b>In hand: {n}</b>", "👥 <b>In hand: {n}</b>", n=len(queue.in_hand))
    holders: dict[str, list[Case]] = {}
    for case in queue.in_hand:
        operator = case.who(house.vault)
        holders.setdefault(operator.name if operator else "?", []).append(case)
    lines = [head]
    for name, cases in sorted(holders.items(), key=lambda one: one[0].casefold()):
        owed = sum(one.since is not None for one in cases)
        lines.append(speech.t("{name}: {n}, to answer: {owed}", name=name, n=len(cases), owed=owed))
    unanswered = [one for one in queue.unanswered if not one.urgent]
    return Html("\n".join([*lines, *_lines(house, unanswered, now, speech)]))


def _shift(here: Iterable[OnShift], speech: Speech) -> Html:
    names = [f"{one.operator.name}{' 🔔' if one.duty else ''}" for one in here]
    if not names:
        return speech.t("On shift: nobody has said so.")
    return speech.t("On shift: {names}", names=", ".join(names))


def _behind(late: int, speech: Speech) -> Html:
    """Telegram takes 20 messages a minute into a group: in a rush the desk must know that more is coming."""
    if late < BEHIND:
        return Html("")
    minutes = speech.duration(late / GROUP.calls)
    return speech.n(
        "⏳ {n} message is still on its way into this group, about {wait}.",
        "⏳ {n} messages are still on their way into this group, about {wait}.",
        n=late,
        wait=minutes,
    )


def _lines(house: House, cases: list[Case], now: datetime, speech: Speech) -> list[Html]:
    lines = [case_line(house, one, now, speech) for one in cases[:LINES]]
    if len(cases) > LINES:
        lines.append(speech.n("… and {n} more", "… and {n} more", n=len(cases) - LINES))
    return lines


def _without_clock(text: str) -> str:
    """What the board says apart from the time of day, which alone is no reason to edit it."""
    return text.split("\n", 1)[-1]
