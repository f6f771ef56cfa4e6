"""What can be done with the topics of a forum, by the bot and by people alike; each leaves a service message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import Json
from simulator.posting import post, remove
from simulator.topics import Topic
from simulator.users import Chat, User

if TYPE_CHECKING:
    from simulator.cloud import Cloud


def open_topic(cloud: Cloud, chat: Chat, by: User, name: str, icon_color: int, icon: str) -> Topic:
    """Open a topic; its number is that of the service message which opens it."""
    thread_id = chat.last_message_id + 1
    topic = Topic(thread_id, name, by.id, icon_color, icon)
    chat.topics[thread_id] = topic
    show_topic(cloud, chat, topic)
    created = {key: value for key, value in topic.for_bot().items() if key != "message_thread_id"}
    post(cloud, chat, by, {"forum_topic_created": created}, thread_id=thread_id)
    return topic


def set_closed(cloud: Cloud, chat: Chat, by: User, topic: Topic, *, closed: bool) -> None:
    """Close or reopen a topic."""
    topic.closed = closed
    show_topic(cloud, chat, topic)
    what = "forum_topic_closed" if closed else "forum_topic_reopened"
    post(cloud, chat, by, {what: {}}, thread_id=topic.thread_id)


def change_topic(cloud: Cloud, chat: Chat, by: User, topic: Topic, changes: Json) -> None:
    """Give a topic another `name` or `icon_custom_emoji_id`."""
    topic.name = changes.get("name", topic.name)
    topic.icon_custom_emoji_id = changes.get("icon_custom_emoji_id", topic.icon_custom_emoji_id)
    show_topic(cloud, chat, topic)
    post(cloud, chat, by, {"forum_topic_edited": changes}, thread_id=topic.thread_id)


def delete_topic(cloud: Cloud, chat: Chat, topic: Topic) -> None:
    """Delete a topic with all its messages; no update tells the bot."""
    del chat.topics[topic.thread_id]
    inside = [one for one in chat.messages.values() if one.thread_id == topic.thread_id and not one.deleted]
    remove(cloud, chat, inside)
    cloud.events.add("topic", chat.id, deleted_thread_id=topic.thread_id)


def show_topic(cloud: Cloud, chat: Chat, topic: Topic) -> None:
    """Tell people of a topic as it is now."""
    cloud.events.add("topic", chat.id, topic=topic.for_people())


def general(chat: Chat) -> Json:
    """The General topic of the People API."""
    count = sum(not one.deleted and one.thread_id == 0 for one in chat.messages.values())
    return Topic(0, chat.general_name, 0, closed=chat.general_closed, messages=count).for_people()
