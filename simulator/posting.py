"""What happens when something is said, changed or taken away in a chat, with the live events and the bot's updates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator.errors import Json
from simulator.messages import Message
from simulator.parameters import whole_number
from simulator.users import Chat, User

if TYPE_CHECKING:
    from simulator.cloud import Cloud

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,64}(?:@([A-Za-z0-9_]+))?")


def post(cloud: Cloud, chat: Chat, sender: User, content: Json, **more: Any) -> Message:
    """Put a message into a chat and tell everybody who sees it; `more` are further fields of Message."""
    content = with_known_users(cloud, content)
    message = Message(cloud.next_message_id(chat), chat, sender, cloud.clock.date(), content, **more)
    chat.messages[message.message_id] = message
    if topic := chat.topics.get(message.thread_id):
        topic.messages += 1
    show(cloud, "message", message)
    if _bot_hears(cloud, message):
        tell_bot(cloud, "message", message)
    if topic and not message.is_service:
        cloud.events.add("topic", chat.id, topic=topic.for_people())
    return message


def edit(cloud: Cloud, message: Message, content: Json, markup: Json | None) -> None:
    """Change what a message says and its keyboard."""
    message.content = with_known_users(cloud, content)
    message.markup = markup
    message.edited = cloud.clock.date()
    show(cloud, "edited", message)
    if not message.sender.is_bot and _bot_hears(cloud, message):
        tell_bot(cloud, "edited_message", message)


def remove(cloud: Cloud, chat: Chat, messages: list[Message]) -> None:
    """Delete messages for everybody; no update tells the bot, as in Telegram."""
    for message in messages:
        message.deleted = True
    ids = [message.message_id for message in messages]
    if ids:
        cloud.events.add("deleted", chat.id, message_ids=ids)
    if gone := [one for one in chat.pinned if one in ids]:
        chat.pinned = [one for one in chat.pinned if one not in gone]
        show_pinned(cloud, chat)


def react(cloud: Cloud, message: Message, user: User, reaction: list[Json]) -> None:
    """Put a user's reaction in place of their old one; the bot hears of others' where it is administrator."""
    old = message.reactions.pop(user.id, [])
    if reaction:
        message.reactions[user.id] = reaction
    show(cloud, "reaction", message)
    hears = not user.is_bot and (message.chat.is_private or message.chat.is_bot_admin)
    if not hears or old == reaction:
        return
    shown = message.for_bot(cloud.users)
    body = {"chat": shown["chat"], "message_id": message.message_id, "user": user.for_bot()}
    body |= {"date": cloud.clock.date(), "old_reaction": old, "new_reaction": reaction}
    cloud.updates.add("message_reaction", body, f"reactions {message.chat.id}")


def show(cloud: Cloud, kind: str, message: Message) -> None:
    """Tell people of a message as it is now."""
    message.sequence = cloud.events.sequence + 1
    cloud.events.add(kind, message.chat.id, message=message.for_people())


def show_pinned(cloud: Cloud, chat: Chat) -> None:
    """Tell people which message is pinned now."""
    cloud.events.add("pinned", chat.id, message_id=chat.pinned[-1] if chat.pinned else None)


def tell_bot(cloud: Cloud, kind: str, message: Message) -> None:
    """Queue an update about a message."""
    cloud.updates.add(kind, message.for_bot(cloud.users), f"chat {message.chat.id}")


def with_known_users(cloud: Cloud, content: Json) -> Json:
    """Mentions by id name the whole user; of somebody unknown they go, as Telegram does it."""
    for name in ("entities", "caption_entities"):
        if any("user" in one for one in content.get(name, [])):
            content = content | {name: [shown for one in content[name] if (shown := _mention(cloud, one))]}
    return content


def _mention(cloud: Cloud, entity: Json) -> Json | None:
    if "user" not in entity:
        return entity
    user = cloud.users.get(whole_number(entity["user"].get("id")))
    return entity | {"user": user.for_bot()} if user else None


def _bot_hears(cloud: Cloud, message: Message) -> bool:
    """Which messages make an update (Client.cpp, `need_skip_update_message`; Bot API, "Privacy mode").

    Of what the bot itself does, only service messages come back to it: topics it opened or closed, what it pinned.
    """
    if message.sender.is_bot:
        return message.is_service
    chat = message.chat
    if chat.is_private or chat.is_bot_admin or (message.is_service and chat.bot_status == "member"):
        return True
    return chat.bot_status == "member" and _is_meant(cloud, message)


def _is_meant(cloud: Cloud, message: Message) -> bool:
    if message.reply_to is not None and message.reply_to.sender.is_bot:
        return True
    command = _COMMAND.match(message.content.get("text", ""))
    return command is not None and (command[1] or cloud.bot.username).lower() == cloud.bot.username.lower()
