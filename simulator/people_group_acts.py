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


def change_member(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """One leaves a group oneself, or an administrator removes, restricts or takes back somebody."""
    chat = member_chat(cloud, user, ask)
    other = cloud.users.get(ask.integer("user_id", user.id))
    action = ask.text("action")
    if other is None or other.is_bot or action not in ("leave", "kick", "restrict", "join"):
        raise Refused("no such user, or action is not leave, kick, restrict or join")
    if (action == "leave") != (other is user) or (action != "leave" and user.id not in chat.administrators):
        raise Refused("one leaves oneself; only an administrator does the rest, to others", 403)
    membership.change_member(cloud, chat, user, other, action)
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
