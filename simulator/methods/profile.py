"""Who the bot is: getMe, its names and descriptions by language, its menu button; and users' photos."""

from __future__ import annotations

from simulator.access import asked_chat
from simulator.cloud import Cloud
from simulator.errors import Json, bad_request
from simulator.methods.commands import language
from simulator.methods.registry import method
from simulator.parameters import Parameters

LONGEST_NAME = 64
LONGEST_DESCRIPTION = 512
LONGEST_SHORT_DESCRIPTION = 120
_ABILITIES = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_topics_enabled": False,
    "allows_users_to_create_topics": False,
    "can_manage_bots": False,
}


@method("getMe")
def get_me(cloud: Cloud, _ask: Parameters) -> Json:
    """The bot itself."""
    return cloud.bot.for_bot() | _ABILITIES | {"has_main_web_app": "" in cloud.mini_apps}


@method("setMyName", "name", "language_code")
def set_my_name(cloud: Cloud, ask: Parameters) -> bool:
    """Set the bot's name."""
    return _set(cloud.profile.names, ask, "name", LONGEST_NAME)


@method("getMyName", "language_code")
def get_my_name(cloud: Cloud, ask: Parameters) -> Json:
    """The bot's name in a language, or its own."""
    return {"name": _get(cloud.profile.names, ask) or cloud.bot.first_name}


@method("setMyDescription", "description", "language_code")
def set_my_description(cloud: Cloud, ask: Parameters) -> bool:
    """Set what an empty chat with the bot shows."""
    return _set(cloud.profile.descriptions, ask, "description", LONGEST_DESCRIPTION)


@method("getMyDescription", "language_code")
def get_my_description(cloud: Cloud, ask: Parameters) -> Json:
    """What an empty chat with the bot shows."""
    return {"description": _get(cloud.profile.descriptions, ask)}


@method("setMyShortDescription", "short_description", "language_code")
def set_my_short_description(cloud: Cloud, ask: Parameters) -> bool:
    """Set what the bot's profile page shows."""
    return _set(cloud.profile.short_descriptions, ask, "short_description", LONGEST_SHORT_DESCRIPTION)


@method("getMyShortDescription", "language_code")
def get_my_short_description(cloud: Cloud, ask: Parameters) -> Json:
    """What the bot's profile page shows."""
    return {"short_description": _get(cloud.profile.short_descriptions, ask)}


@method("setChatMenuButton", "chat_id", "menu_button")
def set_chat_menu_button(cloud: Cloud, ask: Parameters) -> bool:
    """Set the button beside the input field, for one private chat or all."""
    button = ask.structure("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict):
        raise bad_request("can't parse menu button: MenuButton must be an Object")
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    cloud.profile.menu_buttons[_menu_chat(cloud, ask)] = button
    return True


@method("getChatMenuButton", "chat_id")
def get_chat_menu_button(cloud: Cloud, ask: Parameters) -> Json:
    """The button beside the input field."""
    buttons = cloud.profile.menu_buttons
    return buttons.get(_menu_chat(cloud, ask)) or buttons.get(0) or {"type": "commands"}


@method("getUserProfilePhotos", "user_id", "offset", "limit")
def get_user_profile_photos(cloud: Cloud, ask: Parameters) -> Json:
    """Nobody here has a photo."""
    if ask.integer("user_id") not in cloud.users:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}


def _set(kept: dict[str, str], ask: Parameters, name: str, longest: int) -> bool:
    text = ask.text(name)
    if len(text) > longest:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    kept[language(ask)] = text
    return True


def _get(kept: dict[str, str], ask: Parameters) -> str:
    return kept.get(language(ask)) or kept.get("", "")


def _menu_chat(cloud: Cloud, ask: Parameters) -> int:
    if not ask.text("chat_id"):
        return 0
    chat = asked_chat(cloud, ask)
    if not chat.is_private:
        raise bad_request("chat_id must be a private chat")
    return chat.id
