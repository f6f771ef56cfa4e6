"""The card that opens a case's topic, and the topic's name: code, language, topic, waiting, and never who."""

from __future__ import annotations

from aiogram.methods import EditForumTopic, EditMessageText, SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from delivery import Outbox, Rank, Turn
from handlers.buttons import CaseTap, Move, button
from handlers.house import House
from handlers.screens import NO_PREVIEW, Rows
from knowledge_base import FLAGS, country_name, label
from locales import Html, Speech, escape, visible_text
from operators import Case, Status, on_shift

SIGNS = {
    Status.WAITING: "🟠",
    Status.CLAIMED: "🟢",
    Status.FOR_OPERATOR: "🔵",
    Status.FOR_PERSON: "⚪️",
    Status.CLOSED: "☑️",
}
URGENT = "🔴"
ICONS = {
    Status.WAITING: "❗️",
    Status.CLAIMED: "🔎",
    Status.FOR_OPERATOR: "🗣",
    Status.FOR_PERSON: "📝",
    Status.CLOSED: "✅",
}
"""Of those that any bot may give a topic: https://core.telegram.org/bots/api#getforumtopiciconstickers ."""
URGENT_ICON = "🔥"
READ = 3
"""So many of the answers that the person read are named."""


def sign(case: Case) -> str:
    """The state of a case in one character."""
    return URGENT if _presses(case) else SIGNS[case.status]


def icon(house: House, case: Case) -> str | None:
    """The topic's icon for the state; None where Telegram has not told us its icons."""
    return house.icons.get(URGENT_ICON if _presses(case) else ICONS[case.status])


def _presses(case: Case) -> bool:
    return case.urgent and case.open and case.since is not None


def topic_name(house: House, case: Case) -> str:
    """Telegram takes 1 to 128 characters."""
    parts = [f"{sign(case)} {case.code}", case.language, from_where(house, case, house.staff)]
    return " · ".join(part for part in parts if part)[:128]


def card_text(house: House, case: Case) -> Html:
    """What an operator must know at one look, in the desk's language."""
    staff = house.staff
    lines: list[Html] = [Html(f"{sign(case)} <b>{escape(case.code)}</b>")]
    if case.urgent and case.open:
        lines.append(staff.t("<b>URGENT</b>"))
    lines += [
        staff.t("Language: {language}", language=house.catalogs[case.language].own_name),
        staff.t("Came from: {topic}", topic=from_where(house, case, staff) or staff.t("the menu")),
        *_told(house, case, staff),
        staff.t("Waiting since {time}", time=staff.date_time(case.opened_at, house.rules.zone)),
    ]
    if case.reopened:
        lines.append(staff.n("Reopened {n} time", "Reopened {n} times", n=case.reopened))
    lines += _holder(house, case, staff)
    if case.closed_at is not None:
        lines.append(staff.t("Closed {time}", time=staff.date_time(case.closed_at, house.rules.zone)))
    else:
        lines.append(staff.t("Write in this topic to answer. A line that begins with // stays here."))
    return Html("\n".join(lines))


def _told(house: House, case: Case, staff: Speech) -> list[Html]:
    """The passport's country and the city, if the person told them, and what they have read already."""
    about, lines = case.told(house.vault), []
    if about.country in FLAGS:
        country = f"{FLAGS[about.country]} {country_name(about.country, staff)}"
        lines.append(staff.t("Passport: {country}", country=country))
    if (city := house.content.cities.get(about.city)) is not None:
        lines.append(staff.t("Near: {city}", city=label(city.name, staff, house.second)))
    read = [entry_title(house, one, staff) for one in about.read if one in house.content.entries]
    if read:
        lines.append(staff.t("Has read: {answers}", answers=" · ".join(read[-READ:])))
    return lines


def _holder(house: House, case: Case, staff: Speech) -> list[Html]:
    operator = case.who(house.vault)
    if operator is None or case.claimed_at is None:
        return []
    waited = staff.duration((case.claimed_at - case.opened_at).total_seconds() / 60)
    return [staff.t("Claimed by {name} after {wait}", name=operator.name, wait=waited)]


def card_rows(house: House, case: Case) -> Rows:
    """The moves that the case's state allows."""
    staff = house.staff

    if not case.open:
        return [[move_button(case, "↩️", staff.t("Reopen"), Move.REOPEN)]]
    claim = [move_button(case, "✋", staff.t("Claim"), Move.CLAIM)] if case.status is Status.WAITING else []
    return [
        [*claim, move_button(case, "✅", staff.t("Close"), Move.CLOSE)],
        [
            move_button(case, "📖", staff.t("Answers"), Move.ANSWERS),
            move_button(case, "➡️", staff.t("Transfer"), Move.TRANSFER),
            move_button(case, "⋯", staff.t("More"), Move.MORE),
        ],
    ]


def move_button(case: Case, mark: str, label: Html, move: Move) -> InlineKeyboardButton:
    """A button that makes a move of a case."""
    return button(f"{mark} {visible_text(label)}", CaseTap(action=move, case_id=case.id))


def card_edit(house: House, case: Case) -> EditMessageText:
    """The card as it should stand now; its message is the case's card."""
    return EditMessageText(
        chat_id=0,
        message_id=case.card_id,
        text=card_text(house, case),
        parse_mode="HTML",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=card_rows(house, case)),
        link_preview_options=NO_PREVIEW,
    )


def name_edit(house: House, case: Case) -> EditForumTopic:
    """The topic's name and icon as they should be now."""
    return EditForumTopic(
        chat_id=0, message_thread_id=0, name=topic_name(house, case), icon_custom_emoji_id=icon(house, case)
    )


async def post_card(post: Outbox, house: House, case: Case) -> int:
    """Open the topic with the card; the outbox's row."""
    card = SendMessage(
        chat_id=0,
        text=card_text(house, case),
        parse_mode="HTML",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=card_rows(house, case)),
        link_preview_options=NO_PREVIEW,
    )
    rank = Rank.URGENT if case.urgent else Rank.CARD
    return await post.to_case_desk(
        card, case.id, case.desk_chat, rank=rank, settle=f"card:{case.status}{int(case.urgent)}"
    )


async def update_name(post: Outbox, case: Case) -> None:
    """Whose turn it is stands in the topic's name: one call, not two, for what changes with every message."""
    await _refresh(post, case, "name")


async def update_card(post: Outbox, case: Case) -> None:
    """Card and topic name follow the case's state: what they say is written when they are sent, once for many changes.

    Each has a lane of its own, so that no word of a conversation waits behind them.
    """
    await _refresh(post, case, "card", "name")


async def _refresh(post: Outbox, case: Case, *parts: str) -> None:
    for what in parts:
        await post.refresh(what, lane=f"c:{case.id}:{what}", pace=f"g:{case.desk_chat or 0}", case_id=case.id)


async def ring(turn: Turn, house: House, case: Case) -> None:
    """Tell the whole desk of an urgent case, where everybody looks, and who is on duty in private, at any hour."""
    if case.desk_chat is None:
        return
    text = house.staff.t(
        "🔴 <b>Urgent:</b> case {code}, {language}. Please claim it now.",
        code=case.code,
        language=house.catalogs[case.language].own_name,
    )
    on_duty = [one.operator for one in await on_shift(turn.tx, house.vault, turn.now, case.desk_chat) if one.duty]
    named = " ".join(f'<a href="tg://user?id={one.id}">{escape(one.name)}</a>' for one in on_duty)
    bell = SendMessage(
        chat_id=case.desk_chat, text=f"{text}\n{named}".strip(), parse_mode="HTML", link_preview_options=NO_PREVIEW
    )
    await turn.post.to_group(bell, case.desk_chat, rank=Rank.URGENT)
    for one in on_duty:
        private = SendMessage(chat_id=one.id, text=text, parse_mode="HTML", link_preview_options=NO_PREVIEW)
        await turn.post.to_person(private, one.id, rank=Rank.URGENT)


def entry_title(house: House, entry_id: str, speech: Speech) -> str:
    """The title of an answer in a reader's language."""
    title = house.content.entries[entry_id].title
    return speech.content(title) or title


def from_where(house: House, case: Case, speech: Speech) -> str:
    """The screen that the person came from, in a reader's language; empty for the menu."""
    topic = house.content.topics.get(case.topic_path)
    if case.topic_path in house.content.entries:
        return entry_title(house, case.topic_path, speech)
    return "" if topic is None else speech.content(topic.title) or topic.title
