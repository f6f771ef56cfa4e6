"""The bot's commands by scope and language, and which a person sees (Bot API, "Determining list of commands")."""

from __future__ import annotations

from simulator.errors import Json

Scope = tuple[str, int, int]  # kind, chat id, user id; 0 where the kind has none
DEFAULT: Scope = ("default", 0, 0)


class CommandBook:
    """Every list that was set; an empty list is as good as none."""

    def __init__(self) -> None:
        self._lists: dict[tuple[Scope, str], list[Json]] = {}

    def set(self, scope: Scope, language: str, commands: list[Json]) -> None:
        """Put a list in place of the old."""
        self._lists[scope, language] = commands
        if not commands:
            del self._lists[scope, language]

    def get(self, scope: Scope, language: str) -> list[Json]:
        """The list set for exactly this scope and language."""
        return self._lists.get((scope, language), [])

    def seen(self, chat_id: int, user_id: int, language: str, *, is_admin: bool) -> list[Json]:
        """What Telegram shows a person in a chat: the first scope that has a list, their language before none."""
        short = language.replace("_", "-").split("-")[0]
        for scope in _private(chat_id) if chat_id > 0 else _group(chat_id, user_id, is_admin=is_admin):
            for code in (short, "") if short else ("",):
                if commands := self.get(scope, code):
                    return commands
        return []


def _private(chat_id: int) -> list[Scope]:
    return [("chat", chat_id, 0), ("all_private_chats", 0, 0), DEFAULT]


def _group(chat_id: int, user_id: int, *, is_admin: bool) -> list[Scope]:
    scopes: list[Scope] = [("chat_member", chat_id, user_id)]
    if is_admin:
        scopes.append(("chat_administrators", chat_id, 0))
    scopes.append(("chat", chat_id, 0))
    if is_admin:
        scopes.append(("all_chat_administrators", 0, 0))
    return [*scopes, ("all_group_chats", 0, 0), DEFAULT]
