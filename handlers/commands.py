"""The commands that Telegram offers after a slash, by scope and language."""

from __future__ import annotations

from collections.abc import Iterator

from aiogram.methods import SetMyCommands
from aiogram.types import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from locales import Catalogs, Speech, visible_text


def command_calls(catalogs: Catalogs, staff_language: str) -> Iterator[SetMyCommands]:
    """The calls that set them: private chats in each language (others see Russian), groups for staff."""
    private, groups = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
    yield SetMyCommands(commands=_private(catalogs["ru"]), scope=private)
    for code in catalogs.languages:
        if len(code) == 2:  # Telegram takes ISO 639-1 codes here, so Uzbek in Cyrillic cannot have its own
            yield SetMyCommands(commands=_private(catalogs[code]), scope=private, language_code=code)
    yield SetMyCommands(commands=_groups(catalogs[staff_language]), scope=groups)


def _private(speech: Speech) -> list[BotCommand]:
    return _commands(
        {
            "start": speech.t("Begin"),
            "menu": speech.t("Menu"),
            "emergency": speech.t("Emergency numbers"),
            "person": speech.t("Talk to a person"),
            "language": speech.t("Language"),
            "privacy": speech.t("What is kept about you"),
            "forget": speech.t("Erase everything"),
            "wipe": speech.t("Clear this chat"),
            "help": speech.t("About this hotline"),
        }
    )


def _groups(staff: Speech) -> list[BotCommand]:
    return _commands(
        {
            "claim": staff.t("Take the case of this topic"),
            "close": staff.t("Close the case of this topic"),
            "week": staff.t("The numbers of a week"),
            "content": staff.t("The state of the answers"),
            "desk": staff.t("Make this group a desk"),
            "coordinators": staff.t("Send the weekly report here"),
            "help": staff.t("How this works"),
        }
    )


def _commands(described: dict[str, str]) -> list[BotCommand]:
    return [BotCommand(command=name, description=visible_text(text)[:256]) for name, text in described.items()]
