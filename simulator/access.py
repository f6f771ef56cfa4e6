"""May the bot do this here? The checks of Client.cpp (`check_chat_access`, `check_message`, `check_message_topic`).

The order matters, since a call wrong in two ways gets the first refusal: chat, topic, answered message, rights.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.errors import bad_request, forbidden
from simulator.topics import GENERAL_TOPIC_ID

if TYPE_CHECKING:
    from simulator.cloud import Cloud
    from simulator.messages import Message
    from simulator.parameters import Parameters
    from simulator.topics import Topic
    from simulator.users import Chat


def asked_chat(cloud: Cloud, ask: Parameters, name: str = "chat_id", *, write: bool = False) -> Chat:
    """The chat a call names.

    Raises:
        BotApiError: unknown, or the bot has no place in it.
    """
    written = ask.text(name)
    if not written:
        raise bad_request(f"{name} is empty")
    return reachable(cloud, cloud.chats.get(ask.integer(name)) if not written.startswith("@") else None, write=write)


def reachable(cloud: Cloud, chat: Chat | None, *, write: bool) -> Chat:
    """The chat, if the bot can reach it.

    Raises:
        BotApiError: unknown, upgraded, or the bot was removed.
    """
    if chat is None or (chat.is_private and not _is_known(cloud, chat)):
        raise bad_request("chat not found")
    if chat.is_private:
        _check_person(cloud, chat, write=write)
    elif chat.upgraded_to is not None and write:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.upgraded_to)
    elif chat.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    elif chat.bot_status == "left":
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def _is_known(cloud: Cloud, chat: Chat) -> bool:
    """A bot knows who wrote to it and who shares a group with it."""
    user = cloud.users[chat.id]
    return user.started or any(user.id in other.members for other in cloud.chats.values() if not other.is_private)


def _check_person(cloud: Cloud, chat: Chat, *, write: bool) -> None:
    user = cloud.users[chat.id]
    if user.deactivated and write:
        raise forbidden("user is deactivated")


def check_can_send(cloud: Cloud, chat: Chat) -> None:
    """What Telegram's server says only when a message really goes out to a person.

    Raises:
        BotApiError: blocked, or never started.
    """
    if not chat.is_private:
        return
    user = cloud.users[chat.id]
    if user.blocked:
        raise forbidden("bot was blocked by the user")
    if not user.started:
        raise forbidden("bot can't initiate conversation with a user")


def asked_message(cloud: Cloud, ask: Parameters, called: str, **where: Any) -> Message:
    """The message a call names; `called` is how Telegram speaks of it ("message to edit").

    Raises:
        BotApiError: not there (any more).
    """
    chat = asked_chat(cloud, ask, where.get("chat", "chat_id"), write=where.get("write", False))
    return found_message(chat, ask.integer(where.get("name", "message_id")), called)


def found_message(chat: Chat, message_id: int, called: str) -> Message:
    """A message of a chat, or the refusal that it is not found."""
    if (message := chat.message(message_id)) is None:
        raise bad_request(f"{called} not found")
    return message


def asked_thread(chat: Chat, ask: Parameters) -> int:
    """The topic a message is meant for; 0 is General, or a chat without topics, where Telegram ignores the number.

    Raises:
        BotApiError: there is no such topic (any more).
    """
    thread_id = max(ask.integer("message_thread_id"), 0)
    if thread_id == 0 or not (chat.is_forum or chat.is_private):
        return 0
    if thread_id == GENERAL_TOPIC_ID or thread_id not in chat.topics:
        raise bad_request("message thread not found")
    return thread_id


def check_open(cloud: Cloud, chat: Chat, thread_id: int) -> None:
    """In a closed topic only who may manage topics, or who opened it, can write (td: can_send_message_to_forum_topic).

    Raises:
        BotApiError: TOPIC_CLOSED.
    """
    if not chat.is_forum or chat.bot_may("can_manage_topics"):
        return
    topic = chat.topics.get(thread_id)
    closed = topic.closed and topic.creator_id != cloud.bot.id if topic else chat.general_closed
    if closed:
        raise bad_request("TOPIC_CLOSED")


def asked_topic(chat: Chat, ask: Parameters) -> Topic:
    """The topic a call wants to change.

    Raises:
        BotApiError: no forum, a wrong number, or no such topic (any more).
    """
    check_forum(chat)
    thread_id = ask.integer("message_thread_id")
    if thread_id <= 0:
        raise bad_request("invalid forum topic identifier specified")
    if (topic := chat.topics.get(thread_id)) is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic


def check_forum(chat: Chat) -> None:
    """Refuse a chat without topics."""
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
