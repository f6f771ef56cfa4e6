"""What every handler is given: the rooms below, and what the mission has set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from knowledge_base import KnowledgeBase, Languages, RedFlags, Search, Tree
from locales import Catalogs, Speech
from storage import Vault


@dataclass(frozen=True)
class Rules:
    """What the mission has set."""

    zone: ZoneInfo
    staff_language: str
    case_grace: timedelta
    case_silence: timedelta
    person_lives: timedelta
    threshold: int
    report_at: time
    preview_running_week: bool


@dataclass
class House:
    """The rooms below. What comes from the content is replaced together when it is reloaded."""

    catalogs: Catalogs
    content: KnowledgeBase
    tree: Tree
    search: Search
    red_flags: RedFlags
    languages: Languages
    vault: Vault
    rules: Rules
    new_code: Callable[[], str]

    @property
    def second(self) -> Speech:
        """The language of an answer that is not translated yet: most readers know some Russian."""
        return self.catalogs["ru"]

    @property
    def staff(self) -> Speech:
        """The language of the desk's own texts."""
        return self.catalogs[self.rules.staff_language]
