"""Mini Apps opened by a link: what the link means, and what Telegram gives the page along, signed.

https://core.telegram.org/bots/webapps#direct-link-mini-apps and #validating-data-received-via-the-mini-app
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from simulator.errors import Json, Refused

if TYPE_CHECKING:
    from simulator.cloud import Cloud
    from simulator.users import Chat, User

VERSION = "9.1"
LONGEST_PARAMETER = 512
_LINK = re.compile(r"https?://t\.me/(?P<bot>\w+)(?:/(?P<app>\w+))?\?startapp=(?P<parameter>[A-Za-z0-9_-]*)")
LIGHT = {"bg_color": "#ffffff", "secondary_bg_color": "#f1f1f1", "text_color": "#000000", "button_color": "#3390ec"}
DARK = {"bg_color": "#212121", "secondary_bg_color": "#0f0f0f", "text_color": "#ffffff", "button_color": "#8774e1"}
"""Colours of Telegram's web client; the others are left out, as old clients do."""


def register(cloud: Cloud, name: str, url: str) -> None:
    """What @BotFather's /newapp does; an empty name is the bot's main Mini App."""
    cloud.mini_apps[name] = url


def launch(cloud: Cloud, user: User, chat: Chat, link: str, *, dark: bool = False) -> str:
    """The address that a client opens for a link that a user taps in a chat.

    Raises:
        Refused: no link to a Mini App of this bot.
    """
    found = _LINK.fullmatch(link)
    url = cloud.mini_apps.get(found["app"] or "") if found else None
    if found is None or url is None or found["bot"].lower() != cloud.bot.username.lower():
        raise Refused("this link opens no Mini App of this bot", 404)
    parameter = found["parameter"]
    if len(parameter) > LONGEST_PARAMETER:
        raise Refused(f"a start parameter has at most {LONGEST_PARAMETER} characters")
    given = {
        "tgWebAppData": init_data(cloud, user, chat, parameter),
        "tgWebAppVersion": VERSION,
        "tgWebAppPlatform": "web",
        "tgWebAppThemeParams": json.dumps(DARK if dark else LIGHT),
    }
    asked = f"?{urlencode({'tgWebAppStartParam': parameter})}" if parameter else ""
    return f"{url}{asked}#{urlencode(given, quote_via=quote)}"


def init_data(cloud: Cloud, user: User, chat: Chat, parameter: str) -> str:
    """Who opens the page, from where, and when; signed with the bot's token.

    A link has no `query_id`: nothing can be answered into the chat. `signature`, for others than the bot, is made up.
    """
    person = user.for_bot() | {"allows_write_to_pm": True, "photo_url": "https://t.me/i/userpic/320/simulated.svg"}
    person.pop("is_bot")
    fields = {
        "user": json.dumps({"last_name": "", **person}, ensure_ascii=False, separators=(",", ":")),
        "chat_instance": str(-7 * chat.id - 10**15),
        "chat_type": "private" if chat.is_private else chat.type,
        "start_param": parameter,
        "auth_date": str(int(cloud.clock.now())),
        "signature": "c2ltdWxhdGVk" * 7,
    }
    return signed({name: value for name, value in fields.items() if value}, cloud.token)


def signed(fields: Json, token: str) -> str:
    """Fields as a query string with their hash."""
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    found = hmac.new(key, lines.encode(), hashlib.sha256).hexdigest()
    return urlencode(fields | {"hash": found}, quote_via=quote)
