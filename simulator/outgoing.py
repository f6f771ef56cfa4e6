"""One way for everything the bot sends: check where it goes and what it answers, count it, post it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.access import asked_chat, asked_thread, check_can_send, check_open, reachable
from simulator.errors import Json, bad_request, stricter
from simulator.keyboards import asked_markup
from simulator.parameters import whole_number
from simulator.posting import post

if TYPE_CHECKING:
    from simulator.cloud import Cloud
    from simulator.messages import Message
    from simulator.parameters import Parameters
    from simulator.users import Chat

_REPLY_FIELDS = frozenset(
    {"message_id", "chat_id", "allow_sending_without_reply", "quote", "quote_parse_mode", "quote_entities"}
    | {"quote_position", "checklist_task_id", "poll_option_id"}
)
_TO_REPLY = "message to be replied"


@dataclass(slots=True)
class Outgoing:
    """Where something goes: chat and topic, the message it answers, its keyboard."""

    chat: Chat
    thread_id: int
    reply_to: Message | None
    markup: Json | None
    protected: bool


def outgoing(cloud: Cloud, ask: Parameters) -> Outgoing:
    """Read and check where a call wants to send.

    Raises:
        BotApiError: wrong keyboard, chat, topic or answered message.
    """
    reply = _asked_reply(ask)
    markup = asked_markup(ask)
    chat = asked_chat(cloud, ask, write=True)
    thread_id = asked_thread(chat, ask)
    reply_to = _replied(cloud, chat, reply)
    # Without a topic of its own an answer goes where the answered message is.
    if reply_to is not None and reply_to.chat is chat and thread_id == 0:
        thread_id = reply_to.thread_id
    return Outgoing(chat, thread_id, reply_to, markup, ask.flag("protect_content"))


def deliver(cloud: Cloud, going: Outgoing, *contents: Json, **more: Any) -> list[Message]:
    """Send one message, or an album of several.

    Raises:
        BotApiError: blocked, closed, or too many.
    """
    charge(cloud, going, len(contents))
    return [place(cloud, going, content, **more) for content in contents]


def charge(cloud: Cloud, going: Outgoing, count: int) -> None:
    """Check that messages can go out and count them, before the first is there.

    Raises:
        BotApiError: blocked, closed, or too many.
    """
    check_can_send(cloud, going.chat)
    check_open(cloud, going.chat, going.thread_id)
    cloud.limits.spend(going.chat.id, count)


def place(cloud: Cloud, going: Outgoing, content: Json, **more: Any) -> Message:
    """Post one message that was counted; `more` are further fields of Message."""
    path = content.pop("_path", "")
    markup = going.markup if going.markup and "inline_keyboard" in going.markup else None
    keys = None if markup else going.markup
    more |= {"thread_id": going.thread_id, "reply_to": going.reply_to, "protected": going.protected}
    more |= {"markup": markup, "reply_keyboard": keys, "file_path": path}
    return post(cloud, going.chat, cloud.bot, content, **more)


def _asked_reply(ask: Parameters) -> Json:
    if not ask.has("reply_parameters"):
        asked = {"message_id": max(ask.integer("reply_to_message_id"), 0)}
        return asked | {"allow_sending_without_reply": ask.flag("allow_sending_without_reply")}
    value = ask.structure("reply_parameters", "reply parameters")
    if not value:
        return {"message_id": 0}
    if not isinstance(value, dict):
        raise bad_request("object expected as reply parameters")
    if unknown := sorted(set(value) - _REPLY_FIELDS):
        raise stricter(f'unknown field "{unknown[0]}" of reply_parameters')
    if not isinstance(value.get("message_id"), int):
        raise bad_request('can\'t find field "message_id"')
    return value


def _replied(cloud: Cloud, chat: Chat, reply: Json) -> Message | None:
    if reply["message_id"] <= 0:
        return None
    other = reply.get("chat_id")
    where = chat if other in (None, "") else reachable(cloud, cloud.chats.get(whole_number(other)), write=False)
    message = where.message(reply["message_id"])
    if message is None and not reply.get("allow_sending_without_reply"):
        raise bad_request(f"{_TO_REPLY} not found")
    return message
