"""The card that opens a case's topic, and the topic's name: code, language, topic, waiting, and never who."""

from __future__ import annotations

from aiogram.methods import EditForumTopic, EditMessageText, SendMessage
from aiogram.types import InlineKeyboardMarkup

from delivery import Outbox, Rank, Turn
from handlers.buttons import CaseTap, button
from handlers.house import House
from handlers.screens import NO_PREVIEW, Rows
from locales import Html, escape, visible_text
from operators import Case, Status

SIGNS = {Status.WAITING: "🟠", Status.CLAIMED: "🟢", Status.CLOSED: "☑️"}
URGENT = "🔴"


def sign(case: Case) -> str:
    """The state of a case in one character."""
    return URGENT if case.urgent and case.status is Status.WAITING else SIGNS[case.status]


def topic_name(house: House, case: Case) -> str:
    """Telegram takes 1 to 128 characters."""
    parts = [f"{sign(case)} {case.code}", case.language, _from_where(house, case)]
    return " · ".join(part for part in parts if part)[:128]


def card_text(house: House, case: Case) -> Html:
    """What an operator must know at one look, in the desk's language."""
    staff = house.staff
    lines: list[Html] = [
        Html(f"{sign(case)} <b>{escape(case.code)}</b>"),
        staff.t("Language: {language}", language=house.catalogs[case.language].own_name),
        staff.t("Came from: {topic}", topic=_from_where(house, case) or staff.t("the menu")),
        staff.t("Waiting since {time}", time=staff.date_time(case.opened_at, house.rules.zone)),
    ]
    if case.urgent:
        lines.insert(1, staff.t("<b>URGENT</b>"))
    if (operator := case.who(house.vault)) is not None and case.claimed_at is not None:
        waited = staff.duration((case.claimed_at - case.opened_at).total_seconds() / 60)
        lines.append(staff.t("Claimed by {name} after {wait}", name=operator.name, wait=waited))
    if case.closed_at is not None:
        lines.append(staff.t("Closed {time}", time=staff.date_time(case.closed_at, house.rules.zone)))
    else:
        lines.append(staff.t("Write in this topic to answer. A line that begins with // stays here."))
    return Html("\n".join(lines))


def card_rows(house: House, case: Case) -> Rows:
    """The moves that the case's state allows."""
    staff = house.staff
    claim = button("✋ " + visible_text(staff.t("Claim")), CaseTap(action="claim", case_id=case.id))
    close = button("✅ " + visible_text(staff.t("Close")), CaseTap(action="close", case_id=case.id))
    return {Status.WAITING: [[claim, close]], Status.CLAIMED: [[close]], Status.CLOSED: []}[case.status]


async def post_card(post: Outbox, house: House, case: Case) -> None:
    """Open the topic with the card."""
    card = SendMessage(
        chat_id=0,
        text=card_text(house, case),
        parse_mode="HTML",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=card_rows(house, case)),
        link_preview_options=NO_PREVIEW,
    )
    rank = Rank.URGENT if case.urgent else Rank.DESK
    await post.to_case_desk(card, case.id, case.desk_chat, rank=rank, settle="card")


async def update_card(turn: Turn, house: House, case: Case) -> None:
    """Card and topic name follow the case's state."""
    if case.card_id is not None:
        edit = EditMessageText(
            chat_id=0,
            message_id=case.card_id,
            text=card_text(house, case),
            parse_mode="HTML",
            reply_markup=InlineKeyboardMarkup(inline_keyboard=card_rows(house, case)),
            link_preview_options=NO_PREVIEW,
        )
        await turn.post.to_case_desk(edit, case.id, case.desk_chat)
    rename = EditForumTopic(chat_id=0, message_thread_id=0, name=topic_name(house, case))
    await turn.post.to_case_desk(rename, case.id, case.desk_chat)


async def ring(turn: Turn, house: House, case: Case) -> None:
    """Tell the whole desk of an urgent case, where everybody looks: a new topic alone is easily overlooked."""
    if case.desk_chat is None:
        return
    text = house.staff.t(
        "🔴 <b>Urgent:</b> case {code}, {language}. Please claim it now.",
        code=case.code,
        language=house.catalogs[case.language].own_name,
    )
    bell = SendMessage(chat_id=case.desk_chat, text=text, parse_mode="HTML", link_preview_options=NO_PREVIEW)
    await turn.post.to_group(bell, case.desk_chat, rank=Rank.URGENT)


def _from_where(house: House, case: Case) -> str:
    entry = house.content.entries.get(case.topic_path)
    topic = house.content.topics.get(case.topic_path)
    source = entry.title if entry else topic.title if topic else ""
    return (house.staff.content(source) or source) if source else ""
