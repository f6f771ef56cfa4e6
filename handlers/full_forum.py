"""Telegram opens no more topics in a desk: room is made, another desk asked, or the case waits and people are told."""

from __future__ import annotations

from aiogram.methods import DeleteForumTopic, SendMessage

from delivery import Outbox, Rank
from delivery.outbox_rows import move_lane, waits
from handlers.house import House
from handlers.screens import NO_PREVIEW
from locales import Html, Speech
from needs_assessment import coordinators_chats
from operators import Case, Desk, desk_of, desks, hand_to_desk
from operators.topics import closed_with_topic, topic_deleted
from storage import Clock, Tx
from storage.kept import keep_first

AT_ONCE = 5
"""So many closed topics go for a new one: the next cases find room, too."""
SOON, LATER = 1.0, 60.0
"""Seconds until it is tried again: once the topics have gone, or when only people can make room."""


async def make_room(tx: Tx, post: Outbox, house: House, clock: Clock, case: Case) -> float:
    """Do what can be done for a case that gets no topic; the seconds until it is tried again."""
    assert case.desk_chat is not None
    if await waits(tx, case.desk_chat, DeleteForumTopic) or await _delete_oldest(tx, post, case.desk_chat):
        return SOON
    everywhere = await desks(tx)
    full = next((one for one in everywhere if one.chat_id == case.desk_chat), None)
    other = next((one for one in everywhere if one.fallback and one is not full), None)
    # A fallback desk gives nothing on: two full ones would send a case to and fro.
    if other is None or full is None or full.fallback or not case.open:
        await _tell(tx, post, house, clock, case.desk_chat, moved=False)
        return LATER
    await hand_to_desk(tx, clock(), case, other.chat_id, "hotline")
    await move_lane(tx, case.id, other.chat_id)
    await _tell(tx, post, house, clock, case.desk_chat, moved=True)
    return SOON


async def _delete_oldest(tx: Tx, post: Outbox, desk_chat: int) -> bool:
    """The topics of the cases that were closed first go; False where there are none."""
    oldest = await closed_with_topic(tx, desk_chat, AT_ONCE)
    for one in oldest:
        assert one.thread_id is not None
        gone = DeleteForumTopic(chat_id=desk_chat, message_thread_id=one.thread_id)
        await post.to_group(gone, desk_chat, thread_id=one.thread_id, rank=Rank.URGENT, settle=f"erased:{one.code}")
        await topic_deleted(tx, one.id)
    return bool(oldest)


async def _tell(tx: Tx, post: Outbox, house: House, clock: Clock, desk_chat: int, *, moved: bool) -> None:
    """Coordinators and the desk itself, once an hour: it is full as long as nobody makes room."""
    if not await keep_first(tx, f"forum_full:{desk_chat}", f"{clock():%Y-%m-%dT%H} {moved}"):
        return
    desk = await desk_of(tx, desk_chat)
    readers = {one.chat_id: house.catalogs[one.language] for one in await coordinators_chats(tx)}
    for chat_id, speech in {desk_chat: house.staff, **readers}.items():
        alert = SendMessage(
            chat_id=chat_id, text=_alert(speech, desk, moved=moved), parse_mode="HTML", link_preview_options=NO_PREVIEW
        )
        await post.to_group(alert, chat_id, rank=Rank.URGENT)


def _alert(speech: Speech, desk: Desk | None, *, moved: bool) -> Html:
    name = desk.title if desk else ""
    if moved:
        return speech.t(
            "⚠️ Telegram opens no more topics in the desk {desk}: it is full. New cases go to the desk that takes what "
            "fits no other. Delete old topics by hand.",
            desk=name,
        )
    return speech.t(
        "⚠️ Telegram opens no more topics in the desk {desk}: it is full. <b>New cases wait.</b> Delete old topics "
        "by hand, or make another group a desk with /desk fallback",
        desk=name,
    )
