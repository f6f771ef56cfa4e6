"""Which chats and messages a person can get at, with the refusals of the People API."""

from __future__ import annotations

from simulator.cloud import Cloud
from simulator.errors import Refused
from simulator.messages import Message
from simulator.parameters import Parameters
from simulator.users import Chat, User


def asked_chat(cloud: Cloud, ask: Parameters) -> Chat:
    """The chat a request names.

    Raises:
        Refused: there is none.
    """
    if (found := cloud.chats.get(ask.integer("chat_id"))) is None:
        raise Refused("no such chat", 404)
    return found


def member_chat(cloud: Cloud, user: User, ask: Parameters) -> Chat:
    """The chat a request names, if the user is in it.

    Raises:
        Refused: unknown, or not theirs.
    """
    if ask.integer("chat_id") == user.id:
        return cloud.chat_of(user)
    chat = asked_chat(cloud, ask)
    if user.id not in chat.members:
        raise Refused("this user is not in the chat", 403)
    return chat


def message_in(chat: Chat, ask: Parameters) -> Message:
    """The message a request names.

    Raises:
        Refused: it is not there (any more).
    """
    if (message := chat.message(ask.integer("message_id"))) is None:
        raise Refused("no such message", 404)
    return message


def own_message(cloud: Cloud, user: User, ask: Parameters) -> Message:
    """The user's own message that a request names.

    Raises:
        Refused: not there, or another's.
    """
    message = message_in(member_chat(cloud, user, ask), ask)
    if message.sender is not user or message.is_service:
        raise Refused("only one's own message can be changed", 403)
    return message
