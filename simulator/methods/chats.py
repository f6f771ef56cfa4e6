"""getChat, its members, and leaving it."""

from __future__ import annotations

from simulator.access import asked_chat
from simulator.cloud import Cloud
from simulator.errors import Json, bad_request
from simulator.membership import member_shown, person_shown, set_bot_status
from simulator.messages import chat_for_bot
from simulator.methods.registry import method
from simulator.parameters import Parameters
from simulator.users import PERMISSIONS, Chat

NO_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


@method("getChat", "chat_id")
def get_chat(cloud: Cloud, ask: Parameters) -> Json:
    """The full description of a chat."""
    chat = asked_chat(cloud, ask)
    shown = chat_for_bot(chat, cloud.users) | {"accent_color_id": 0, "max_reaction_count": 11}
    shown["accepted_gift_types"] = dict.fromkeys(NO_GIFTS, False)
    if not chat.is_private:
        shown["permissions"] = dict.fromkeys(PERMISSIONS, True)
    pinned = chat.message(chat.pinned[-1]) if chat.pinned else None
    return shown | ({"pinned_message": pinned.for_bot(cloud.users)} if pinned else {})


@method("getChatMember", "chat_id", "user_id")
def get_chat_member(cloud: Cloud, ask: Parameters) -> Json:
    """What a user is in a chat."""
    chat = asked_chat(cloud, ask)
    user_id = ask.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    if user_id not in cloud.users:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return _member(cloud, chat, user_id)


@method("getChatAdministrators", "chat_id")
def get_chat_administrators(cloud: Cloud, ask: Parameters) -> list[Json]:
    """The administrators of a group; of bots only the caller."""
    chat = asked_chat(cloud, ask)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    ids = [*chat.administrators, *([cloud.bot.id] if chat.is_bot_admin else [])]
    return [_member(cloud, chat, user_id) for user_id in ids]


@method("getChatMemberCount", "chat_id")
def get_chat_member_count(cloud: Cloud, ask: Parameters) -> int:
    """How many are in a chat, with the bot."""
    return len(asked_chat(cloud, ask).members) + 1


@method("leaveChat", "chat_id")
def leave_chat(cloud: Cloud, ask: Parameters) -> bool:
    """The bot leaves a group."""
    chat = asked_chat(cloud, ask)
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    set_bot_status(cloud, chat, cloud.bot, "left", set())
    return True


def _member(cloud: Cloud, chat: Chat, user_id: int) -> Json:
    user = cloud.users[user_id]
    if user.id == cloud.bot.id and not chat.is_private:
        return member_shown(user, chat.bot_status, chat.bot_rights)
    return person_shown(chat, user)
