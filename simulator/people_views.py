"""What the People API shows: the world, one chat, the bot's calls; and its switches: faults, clock, new users."""

from __future__ import annotations

from typing import get_args

from simulator.cloud import Cloud
from simulator.errors import Json, Refused
from simulator.forum import general
from simulator.parameters import Parameters
from simulator.people_access import asked_chat
from simulator.users import Role

LONGEST_NAME = 64


def world(cloud: Cloud, _ask: Parameters) -> Json:
    """Everybody and every chat; a chat that became a supergroup is left out, the new one is there."""
    users = [user.for_people() for user in cloud.users.values() if not user.is_bot]
    chats = [chat.for_people() for chat in cloud.chats.values() if chat.upgraded_to is None]
    return {"bot": cloud.bot.for_bot(), "users": users, "chats": chats, "sequence": cloud.events.sequence}


def chat(cloud: Cloud, ask: Parameters) -> Json:
    """One chat as a viewer sees it."""
    seen = asked_chat(cloud, ask)
    viewer = cloud.users.get(ask.integer("viewer"))
    if viewer is None or viewer.id not in seen.members:
        raise Refused("this user is not in the chat", 403)
    is_admin = viewer.id in seen.administrators
    topics = [general(seen), *(topic.for_people() for topic in seen.topics.values())] if seen.is_forum else []
    pinned = [one for one in seen.pinned if seen.message(one)]
    return {
        "chat": seen.for_people(),
        "topics": topics,
        "messages": [one.for_people() for one in seen.messages.values() if not one.deleted],
        "pinned": pinned[-1] if pinned else None,
        "commands": cloud.commands.seen(seen.id, viewer.id, viewer.language_code, is_admin=is_admin),
        "started": viewer.started,
        "sequence": cloud.events.sequence,
    }


def calls(cloud: Cloud, ask: Parameters) -> Json:
    """The bot's calls after the n-th."""
    return {"calls": cloud.calls[max(ask.integer("after"), 0) :]}


def faults(cloud: Cloud, _ask: Parameters) -> Json:
    """The faults that are switched on."""
    return cloud.faults.shown()


def set_faults(cloud: Cloud, ask: Parameters) -> Json:
    """Switch faults on and off."""
    cloud.faults.set(ask.values)
    return cloud.faults.shown()


def advance(cloud: Cloud, ask: Parameters) -> Json:
    """Move the clock forward."""
    seconds = ask.number("advance")
    if seconds < 0:
        raise Refused("time goes forward only")
    cloud.clock.advance(seconds)
    return {"now": cloud.clock.now()}


def add_user(cloud: Cloud, ask: Parameters) -> Json:
    """Make a user."""
    name, role = ask.text("first_name").strip(), ask.text("role") or "person"
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(f"first_name must have 1 to {LONGEST_NAME} characters")
    if role not in get_args(Role)[:3]:
        raise Refused("role must be person, operator or coordinator")
    known: Role = "operator" if role == "operator" else "coordinator" if role == "coordinator" else "person"
    details = {"language": ask.text("language_code"), "last": ask.text("last_name"), "username": ask.text("username")}
    return cloud.add_user(name, known, **details).for_people()


def add_desk(cloud: Cloud, ask: Parameters) -> Json:
    """Make another forum with an operator who administers it."""
    if not (title := ask.text("title").strip()) or not (first_name := ask.text("first_name").strip()):
        raise Refused("title or first_name is missing")
    chat, user = cloud.add_desk(title, first_name)
    return {"chat": chat.for_people(), "user": user.for_people()}
