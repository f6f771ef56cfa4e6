"""pinChatMessage, unpinChatMessage, unpinAllChatMessages."""

from __future__ import annotations

from simulator.access import asked_chat, asked_message
from simulator.cloud import Cloud
from simulator.errors import bad_request
from simulator.methods.registry import method
from simulator.parameters import Parameters
from simulator.posting import post, show_pinned
from simulator.users import Chat


@method("pinChatMessage", "chat_id", "message_id", "disable_notification")
def pin_chat_message(cloud: Cloud, ask: Parameters) -> bool:
    """Pin a message; the notice of it comes to the bot as an update, too."""
    message = asked_message(cloud, ask, "message to pin", write=True)
    chat = message.chat
    _check_rights(chat)
    if message.is_service:
        raise bad_request("service messages can't be pinned")
    if message.message_id in chat.pinned:
        raise bad_request("CHAT_NOT_MODIFIED")
    chat.pinned.append(message.message_id)
    show_pinned(cloud, chat)
    notice = {"pinned_message": message.for_bot(cloud.users)}
    post(cloud, chat, cloud.bot, notice, thread_id=message.thread_id)
    return True


@method("unpinChatMessage", "chat_id", "message_id")
def unpin_chat_message(cloud: Cloud, ask: Parameters) -> bool:
    """Unpin one message, or the newest pinned."""
    chat = asked_chat(cloud, ask, write=True)
    message_id = ask.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if chat.message(message_id) is None:
        raise bad_request("message to unpin not found")
    _check_rights(chat)
    chat.pinned = [one for one in chat.pinned if one != message_id]
    show_pinned(cloud, chat)
    return True


@method("unpinAllChatMessages", "chat_id")
def unpin_all_chat_messages(cloud: Cloud, ask: Parameters) -> bool:
    """Unpin everything."""
    chat = asked_chat(cloud, ask, write=True)
    _check_rights(chat)
    chat.pinned = []
    show_pinned(cloud, chat)
    return True


def _check_rights(chat: Chat) -> None:
    if not chat.is_private and not chat.bot_may("can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")
