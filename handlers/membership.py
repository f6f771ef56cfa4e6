"""The bot was added, removed or blocked, a member left a desk, and groups that became supergroups."""

from __future__ import annotations

from aiogram import Router
from aiogram.enums import ChatMemberStatus
from aiogram.filters import Filter
from aiogram.methods import SendMessage
from aiogram.types import ChatMemberRestricted, ChatMemberUpdated, Message

from delivery import Turn
from handlers.courier import move_group
from handlers.desk.bind import end_desk
from handlers.house import House
from needs_assessment import unbind_chat
from operators import case_of_person, end_shift

GONE = (ChatMemberStatus.KICKED, ChatMemberStatus.LEFT)


class BecameSupergroup(Filter):
    """A group got another id."""

    async def __call__(self, message: Message) -> bool:
        """Whether the message says so."""
        return message.migrate_to_chat_id is not None


def membership_router() -> Router:
    """Comings and goings."""
    router = Router(name="membership")
    router.message.register(migrated, BecameSupergroup())
    router.my_chat_member.register(changed)
    router.chat_member.register(member_changed)
    return router


async def migrated(message: Message, turn: Turn, house: House) -> None:
    """Follow the group to its new id."""
    assert message.migrate_to_chat_id is not None
    await move_group(turn.tx, turn.post, house, message.chat.id, message.migrate_to_chat_id)


async def changed(event: ChatMemberUpdated, turn: Turn, house: House) -> None:
    """In a private chat: blocked or back. In a group: how to begin, or the end of a desk."""
    gone = event.new_chat_member.status in GONE
    if event.chat.type == "private":
        if gone:
            await _blocked(event, turn, house)
    elif gone:
        await end_desk(turn, house, event.chat.id)
        await unbind_chat(turn.tx, event.chat.id)
    elif event.old_chat_member.status in GONE:
        text = house.staff.t("Write /desk to answer people here, or /coordinators to get the weekly report here.")
        hello = SendMessage(chat_id=event.chat.id, text=text, parse_mode="HTML")
        await turn.post.to_group(hello, event.chat.id)


async def member_changed(event: ChatMemberUpdated, turn: Turn, house: House) -> None:
    """Who leaves a desk, or is removed from it, loses it at once: their shift there is what lets them see it."""
    now = event.new_chat_member
    out = isinstance(now, ChatMemberRestricted) and not now.is_member
    if now.status in GONE or out:
        await end_shift(turn.tx, house.vault, event.chat.id, now.user.id)


async def _blocked(event: ChatMemberUpdated, turn: Turn, house: House) -> None:
    case = await case_of_person(turn.tx, house.vault.person_key(event.chat.id))
    if case is None:
        return
    text = house.staff.t("The person has blocked the bot: nothing reaches them now. You can close the case.")
    told = SendMessage(chat_id=0, text=text, parse_mode="HTML")
    await turn.post.to_case_desk(told, case.id, case.desk_chat)
