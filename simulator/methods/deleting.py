"""deleteMessage and deleteMessages (td: MessagesManager `can_delete_message`, `can_revoke_message`)."""

from __future__ import annotations

from simulator.access import asked_chat, asked_message
from simulator.cloud import Cloud
from simulator.errors import bad_request
from simulator.messages import Message
from simulator.methods.registry import method
from simulator.parameters import Parameters
from simulator.posting import remove

DELETABLE_SECONDS = 48 * 3600
DICE_SECONDS = 24 * 3600


@method("deleteMessage", "chat_id", "message_id")
def delete_message(cloud: Cloud, ask: Parameters) -> bool:
    """Delete one message for everybody."""
    if not ask.text("chat_id"):
        raise bad_request("chat identifier is not specified")
    if ask.integer("message_id") == 0:
        raise bad_request("message identifier is not specified")
    message = asked_message(cloud, ask, "message to delete", write=True)
    _check(cloud, message)
    remove(cloud, message.chat, [message])
    return True


@method("deleteMessages", "chat_id", "message_ids")
def delete_messages(cloud: Cloud, ask: Parameters) -> bool:
    """Delete up to 100; those that are gone are skipped, one that may not be deleted refuses them all."""
    ids = ask.message_ids()
    chat = asked_chat(cloud, ask, write=True)
    messages = [message for message_id in ids if (message := chat.message(message_id)) is not None]
    for message in messages:
        _check(cloud, message)
    remove(cloud, chat, messages)
    return True


def _check(cloud: Cloud, message: Message) -> None:
    age = cloud.clock.now() - message.date
    chat = message.chat
    is_own = message.sender.is_bot and not message.is_service
    if chat.type == "supergroup":
        _check_supergroup(message, age, is_own=is_own)
    elif (
        age > DELETABLE_SECONDS
        or (chat.type == "group" and not is_own and not chat.is_bot_admin)
        or (chat.is_private and "dice" in message.content and age < DICE_SECONDS)
    ):
        raise bad_request("message can't be deleted for everyone")


def _check_supergroup(message: Message, age: float, *, is_own: bool) -> None:
    # The message that opened a topic goes only with the topic (Bot API, deleteMessage).
    if "forum_topic_created" in message.content or "migrate_from_chat_id" in message.content:
        raise bad_request("message can't be deleted")
    if not message.chat.bot_may("can_delete_messages") and not (is_own and age <= DELETABLE_SECONDS):
        raise bad_request("message can't be deleted")
