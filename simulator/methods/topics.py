"""Forum topics: create, edit, close, reopen, delete, and the icons (td: ForumTopicManager.cpp)."""

from __future__ import annotations

from simulator.access import asked_chat, asked_topic, check_forum
from simulator.cloud import Cloud
from simulator.errors import Json, bad_request
from simulator.forum import change_topic, delete_topic, general, open_topic, set_closed
from simulator.methods.registry import method
from simulator.parameters import Parameters
from simulator.topics import ICON_COLORS, TOPIC_NAME_LENGTH, Topic
from simulator.users import Chat

# Some of the free icons; a bot without Premium may use only those of getForumTopicIconStickers.
ICONS = {
    "5312536423851630001": "💡",
    "5312016608254762256": "⚡️",
    "5377544228505134960": "🎙",
    "5418085807791545980": "🔝",
    "5370870893004203704": "🗣",
    "5420216386448270341": "🆒",
    "5379748062124056162": "❗️",
    "5373251851074415873": "📝",
    "5433614043006903194": "📆",
    "5357315181649076022": "📁",
    "5309965701241379366": "🔎",
    "5309984423003823246": "📣",
    "5312241539987020022": "🔥",
    "5350554349074391003": "💻",
    "5237699328843200968": "✅",
    "5379999674193172777": "❓",
}
_HERE = ("chat_id", "message_thread_id")


@method("createForumTopic", "chat_id", "name", "icon_color", "icon_custom_emoji_id")
def create_forum_topic(cloud: Cloud, ask: Parameters) -> Json:
    """Open a topic; counts as a message."""
    chat = asked_chat(cloud, ask, write=True)
    check_forum(chat)
    if not chat.bot_may("can_manage_topics"):
        raise bad_request("not enough rights to create a topic")
    name = _name(ask)
    if not name:
        raise bad_request("name must be non-empty")
    color, icon = _color(ask), _icon(ask)
    cloud.limits.room_for_topic(len(chat.topics))
    cloud.limits.spend(chat.id)
    return open_topic(cloud, chat, cloud.bot, name, color, icon).for_bot()


@method("editForumTopic", *_HERE, "name", "icon_custom_emoji_id")
def edit_forum_topic(cloud: Cloud, ask: Parameters) -> bool:
    """Rename a topic or change its icon; an empty icon takes it away."""
    chat = asked_chat(cloud, ask, write=True)
    topic = asked_topic(chat, ask)
    _check_rights(cloud, chat, topic, "edit the topic")
    changes: Json = {}
    if ask.text("name"):
        changes["name"] = _name(ask)
        if not changes["name"]:
            raise bad_request("name must be non-empty")
    if ask.has("icon_custom_emoji_id"):
        changes["icon_custom_emoji_id"] = _icon(ask)
    if not changes:
        return True
    changes = {name: value for name, value in changes.items() if getattr(topic, name) != value}
    if not changes:
        raise bad_request("TOPIC_NOT_MODIFIED")
    cloud.limits.spend(chat.id)
    change_topic(cloud, chat, cloud.bot, topic, changes)
    return True


@method("closeForumTopic", *_HERE)
def close_forum_topic(cloud: Cloud, ask: Parameters) -> bool:
    """Close a topic: only administrators write in it then."""
    return _toggle(cloud, ask, closed=True)


@method("reopenForumTopic", *_HERE)
def reopen_forum_topic(cloud: Cloud, ask: Parameters) -> bool:
    """Open a closed topic again."""
    return _toggle(cloud, ask, closed=False)


@method("deleteForumTopic", *_HERE)
def delete_forum_topic(cloud: Cloud, ask: Parameters) -> bool:
    """Delete a topic with all in it."""
    chat = asked_chat(cloud, ask, write=True)
    topic = asked_topic(chat, ask)
    if not chat.bot_may("can_delete_messages") and topic.creator_id != cloud.bot.id:
        raise bad_request("not enough rights to delete the topic")
    delete_topic(cloud, chat, topic)
    return True


@method("unpinAllForumTopicMessages", *_HERE)
def unpin_all_forum_topic_messages(cloud: Cloud, ask: Parameters) -> bool:
    """Unpin everything in a topic."""
    chat = asked_chat(cloud, ask, write=True)
    topic = asked_topic(chat, ask)
    if not chat.bot_may("can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    chat.pinned = [one for one in chat.pinned if chat.messages[one].thread_id != topic.thread_id]
    return True


@method("editGeneralForumTopic", "chat_id", "name")
def edit_general_forum_topic(cloud: Cloud, ask: Parameters) -> bool:
    """Rename General."""
    chat = asked_chat(cloud, ask, write=True)
    _check_general(chat, "edit the topic")
    name = _name(ask)
    if not name:
        raise bad_request("name must be non-empty")
    if name == chat.general_name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    chat.general_name = name
    cloud.events.add("topic", chat.id, topic=general(chat))
    return True


@method("closeGeneralForumTopic", "chat_id")
def close_general_forum_topic(cloud: Cloud, ask: Parameters) -> bool:
    """Close General."""
    return _toggle_general(cloud, ask, closed=True)


@method("reopenGeneralForumTopic", "chat_id")
def reopen_general_forum_topic(cloud: Cloud, ask: Parameters) -> bool:
    """Open General again."""
    return _toggle_general(cloud, ask, closed=False)


@method("getForumTopicIconStickers")
def get_forum_topic_icon_stickers(_cloud: Cloud, _ask: Parameters) -> list[Json]:
    """The icons any bot may give a topic."""
    return [_sticker(number, emoji) for number, emoji in ICONS.items()]


def _sticker(number: str, emoji: str) -> Json:
    ids = {"file_id": f"CAACAgUAAxkICON{number}", "file_unique_id": f"AgADICON{number[-6:]}", "file_size": 7021}
    flags = {"is_animated": False, "is_video": True, "needs_repainting": False}
    return (
        ids | flags | {"type": "custom_emoji", "width": 100, "height": 100, "emoji": emoji, "custom_emoji_id": number}
    )


def _name(ask: Parameters) -> str:
    """Cut at 128 characters and freed of doubled spaces (td: `clean_name`)."""
    return " ".join(ask.text("name").strip()[:TOPIC_NAME_LENGTH].split())


def _color(ask: Parameters) -> int:
    color = ask.integer("icon_color", ICON_COLORS[0])
    if not 0 <= color <= 0xFFFFFF:
        raise bad_request("invalid icon color specified")
    if color not in ICON_COLORS and color != 0:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    return color or ICON_COLORS[0]


def _icon(ask: Parameters) -> str:
    icon = ask.text("icon_custom_emoji_id")
    if icon and icon not in ICONS:
        raise bad_request("DOCUMENT_INVALID")
    return icon


def _toggle(cloud: Cloud, ask: Parameters, *, closed: bool) -> bool:
    chat = asked_chat(cloud, ask, write=True)
    topic = asked_topic(chat, ask)
    _check_rights(cloud, chat, topic, "close or open the topic")
    if topic.closed is closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    set_closed(cloud, chat, cloud.bot, topic, closed=closed)
    return True


def _check_rights(cloud: Cloud, chat: Chat, topic: Topic, what: str) -> None:
    if not chat.bot_may("can_manage_topics") and topic.creator_id != cloud.bot.id:
        raise bad_request(f"not enough rights to {what}")


def _check_general(chat: Chat, what: str) -> None:
    check_forum(chat)
    if not chat.bot_may("can_manage_topics"):
        raise bad_request(f"not enough rights to {what}")


def _toggle_general(cloud: Cloud, ask: Parameters, *, closed: bool) -> bool:
    chat = asked_chat(cloud, ask, write=True)
    _check_general(chat, "close or open the topic")
    if chat.general_closed is closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    chat.general_closed = closed
    cloud.events.add("topic", chat.id, topic=general(chat))
    return True
