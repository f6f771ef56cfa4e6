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
            "next": staff.t("Take the next case"),
            "claim": staff.t("Take the case of this topic"),
            "answers": staff.t("Send an answer"),
            "reply": staff.t("Send a ready reply"),
            "transfer": staff.t("Give the case to somebody else"),
            "close": staff.t("Close the case of this topic"),
            "reopen": staff.t("Open the case again"),
            "delete": staff.t("Take back the message you answer"),
            "urgent": staff.t("This case is urgent"),
            "calm": staff.t("This case is not urgent"),
            "ban": staff.t("Ban the person for hours"),
            "bans": staff.t("Who cannot write to operators"),
            "queue": staff.t("Who is waiting"),
            "shift": staff.t("I am on shift"),
            "duty": staff.t("Ring for me at any hour"),
            "hours": staff.t("When the desk answers"),
            "language": staff.t("My language"),
            "week": staff.t("The numbers of a week"),
            "dashboard": staff.t("The numbers as charts"),
            "content": staff.t("The state of the answers"),
            "desk": staff.t("Make this group a desk"),
            "coordinators": staff.t("Send the weekly report here"),
            "help": staff.t("How this works"),
        }
    )


def _commands(described: dict[str, str]) -> list[BotCommand]:
    return [BotCommand(command=name, description=visible_text(text)[:256]) for name, text in described.items()]
