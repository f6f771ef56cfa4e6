"""What changes between the bot and its chats: blocked, removed, made administrator, groups that become supergroups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import Json
from simulator.messages import chat_for_bot
from simulator.posting import post
from simulator.users import ADMINISTRATOR_RIGHTS, BotStatus, Chat, User

if TYPE_CHECKING:
    from simulator.cloud import Cloud


def member_shown(user: User, status: str, rights: set[str] | None = None) -> Json:
    """The Bot API's `ChatMember`."""
    shown: Json = {"user": user.for_bot(), "status": status}
    if status == "administrator":
        held = set(ADMINISTRATOR_RIGHTS) if rights is None else rights
        shown |= {"can_be_edited": False, "is_anonymous": False}
        shown |= {right: right in held for right in ADMINISTRATOR_RIGHTS}
    if status == "kicked":
        shown["until_date"] = 0
    return shown


def block(cloud: Cloud, user: User, *, blocked: bool) -> None:
    """A person blocks or unblocks the bot."""
    if user.blocked == blocked:
        return
    user.blocked = blocked
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    _tell(cloud, cloud.chat_of(user), user, member_shown(cloud.bot, old), member_shown(cloud.bot, new))
    cloud.events.add("user", user.id, user=user.for_people())


def set_bot_status(cloud: Cloud, chat: Chat, by: User, status: BotStatus, rights: set[str] | None = None) -> None:
    """Make the bot administrator or member of a group, or remove it."""
    old = member_shown(cloud.bot, chat.bot_status, chat.bot_rights)
    chat.bot_status = status
    chat.bot_rights = set(ADMINISTRATOR_RIGHTS) if rights is None else rights
    _tell(cloud, chat, by, old, member_shown(cloud.bot, status, chat.bot_rights))
    cloud.events.add("chat", chat.id, chat=chat.for_people())


def remove_member(cloud: Cloud, chat: Chat, by: User, member: User) -> None:
    """Somebody leaves a group, or is removed from it; the bot hears of it where it is administrator."""
    old = member_shown(member, "administrator" if member.id in chat.administrators else "member")
    chat.members.remove(member.id)
    chat.administrators = [one for one in chat.administrators if one != member.id]
    cloud.events.add("chat", chat.id, chat=chat.for_people())
    post(cloud, chat, by, {"left_chat_member": member.for_bot()})
    if chat.is_bot_admin:
        new = member_shown(member, "left" if by is member else "kicked")
        _tell(cloud, chat, by, old, new, kind="chat_member")


def add_bot(cloud: Cloud, chat: Chat, by: User) -> None:
    """Take the bot into a group as a plain member, with the service message people see."""
    set_bot_status(cloud, chat, by, "member", set())
    post(cloud, chat, by, {"new_chat_members": [cloud.bot.for_bot()]})


def migrate(cloud: Cloud, chat: Chat, by: User) -> Chat:
    """Turn a group into a supergroup with another id; both get the service message that names the other.

    Telegram does this to basic groups. The simulated desk is a supergroup from the start: it moves all the same, so
    that a demo can show what the bot makes of it.
    """
    new_id = min(cloud.chats) - 1
    new = Chat(new_id, "supergroup", chat.title, chat.is_forum, list(chat.members), list(chat.administrators))
    new.bot_status, new.bot_rights = chat.bot_status, set(chat.bot_rights)
    cloud.chats[new_id] = new
    cloud.events.add("chat", new_id, chat=new.for_people())
    post(cloud, chat, by, {"migrate_to_chat_id": new_id})
    chat.upgraded_to = new_id
    post(cloud, new, by, {"migrate_from_chat_id": chat.id})
    return new


def _tell(cloud: Cloud, chat: Chat, by: User, old: Json, new: Json, kind: str = "my_chat_member") -> None:
    body = {"chat": chat_for_bot(chat, cloud.users), "from": by.for_bot(), "date": cloud.clock.date()}
    cloud.updates.add(kind, body | {"old_chat_member": old, "new_chat_member": new}, f"member {chat.id}")
