"""Mini Apps over the People API: registering one as @BotFather does, and opening one by its link."""

from __future__ import annotations

from simulator import mini_apps
from simulator.cloud import Cloud
from simulator.errors import Json, Refused
from simulator.parameters import Parameters
from simulator.people_access import member_chat
from simulator.users import User


def register_app(cloud: Cloud, ask: Parameters) -> Json:
    """Make a Mini App of the bot known."""
    if not (url := ask.text("url")):
        raise Refused("url is missing")
    mini_apps.register(cloud, ask.text("name"), url)
    return {"apps": sorted(cloud.mini_apps)}


def open_app(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """Open a link to a Mini App; gives the address with what Telegram adds to it."""
    chat = member_chat(cloud, user, ask)
    return {"url": mini_apps.launch(cloud, user, chat, ask.text("url"), dark=ask.flag("dark"))}
