"""What administrators do to topics and groups over the People API."""

from __future__ import annotations

from typing import Any

from simulator import forum, membership
from simulator.cloud import Cloud
from simulator.errors import Json, Refused
from simulator.parameters import Parameters
from simulator.people_access import member_chat
from simulator.topics import ICON_COLORS, TOPIC_NAME_LENGTH
from simulator.users import Chat, User


def change_topic(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """Close, reopen, rename or delete a topic, or make one."""
    chat = member_chat(cloud, user, ask)
    action = ask.text("action")
    name = ask.text("name").strip()[:TOPIC_NAME_LENGTH]
    if user.id not in chat.administrators:
        raise Refused("only an administrator changes topics", 403)
    if action == "create" and name and chat.is_forum:
        return forum.open_topic(cloud, chat, user, name, cloud.chance.choice(ICON_COLORS), "").for_people()
    topic = chat.topics.get(ask.integer("thread_id"))
    if topic is None:
        raise Refused("no such topic", 404)
    if action == "delete":
        forum.delete_topic(cloud, chat, topic)
    elif action in ("close", "reopen"):
        if topic.closed == (action == "close"):
            raise Refused(f"the topic is already {'closed' if topic.closed else 'open'}")
        forum.set_closed(cloud, chat, user, topic, closed=action == "close")
    elif action == "rename" and name:
        forum.change_topic(cloud, chat, user, topic, {"name": name})
    else:
        raise Refused("action must be create, close, reopen, delete, or rename with a name")
    return topic.for_people()


def end_membership(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """Leave a group, or (an administrator) remove a member from it."""
    chat = member_chat(cloud, user, ask)
    member = cloud.users.get(ask.integer("member"))
    if chat.is_private or member is None or member.id not in chat.members:
        raise Refused("no such member", 404)
    if member is not user and user.id not in chat.administrators:
        raise Refused("only an administrator removes others", 403)
    membership.remove_member(cloud, chat, user, member)
    return chat.for_people()


def change_chat(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """What an administrator does to a group and to the bot in it."""
    chat = member_chat(cloud, user, ask)
    if user.id not in chat.administrators:
        raise Refused("only an administrator can do this", 403)
    actions: dict[str, Any] = {
        "migrate": lambda: membership.migrate(cloud, chat, user),
        "kick_bot": lambda: membership.set_bot_status(cloud, chat, user, "kicked", set()),
        "demote_bot": lambda: membership.set_bot_status(cloud, chat, user, "member", set()),
        "promote_bot": lambda: membership.set_bot_status(cloud, chat, user, "administrator"),
        "add_bot": lambda: membership.add_bot(cloud, chat, user),
    }
    if (action := actions.get(ask.text("action"))) is None:
        raise Refused(f"action must be one of {', '.join(actions)}")
    changed = action()
    return (changed if isinstance(changed, Chat) else chat).for_people()
