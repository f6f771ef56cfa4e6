"""setMyCommands, getMyCommands, deleteMyCommands."""

from __future__ import annotations

import re
from typing import Any

from simulator.access import reachable
from simulator.cloud import Cloud
from simulator.command_book import DEFAULT, Scope
from simulator.errors import Json, bad_request
from simulator.methods.registry import method
from simulator.parameters import Parameters, text_field

MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 256
_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_WHERE = ("scope", "language_code")
_EVERYWHERE = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_IN_CHAT = ("chat", "chat_administrators", "chat_member")


@method("setMyCommands", "commands", *_WHERE)
def set_my_commands(cloud: Cloud, ask: Parameters) -> bool:
    """Set the list of commands for a scope and language."""
    value = ask.structure("commands", "commands") or []
    if not isinstance(value, list):
        raise bad_request("expected an Array of BotCommand")
    commands = [_command(one) for one in value]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    cloud.commands.set(_scope(cloud, ask), language(ask), commands)
    return True


@method("getMyCommands", *_WHERE)
def get_my_commands(cloud: Cloud, ask: Parameters) -> list[Json]:
    """The list set for exactly this scope and language."""
    return cloud.commands.get(_scope(cloud, ask), language(ask))


@method("deleteMyCommands", *_WHERE)
def delete_my_commands(cloud: Cloud, ask: Parameters) -> bool:
    """Take the list of a scope and language away: the next broader one is shown."""
    cloud.commands.set(_scope(cloud, ask), language(ask), [])
    return True


def language(ask: Parameters) -> str:
    """A two-letter code or nothing.

    Raises:
        BotApiError: longer codes such as "uz-Cyrl" are refused.
    """
    code = ask.text("language_code")
    if code and not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _command(value: Any) -> Json:
    if not isinstance(value, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    command, description = text_field(value, "command"), text_field(value, "description")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description.strip() or len(description) > LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command.removeprefix("/"), "description": description}


def _scope(cloud: Cloud, ask: Parameters) -> Scope:
    value = ask.structure("scope", "BotCommandScope")
    if value is None:
        return DEFAULT
    if not isinstance(value, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = text_field(value, "type")
    if kind in _EVERYWHERE:
        return kind, 0, 0
    if kind not in _IN_CHAT:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat = reachable(cloud, cloud.chats.get(_number(value, "chat_id")), write=False)
    return kind, chat.id, _number(value, "user_id") if kind == "chat_member" else 0


def _number(value: Json, name: str) -> int:
    text = text_field(value, name)
    if not re.fullmatch(r"-?[0-9]{1,19}", text):
        raise bad_request(f'can\'t parse BotCommandScope: field "{name}" must be a Number')
    return int(text)
