"""What every handler is given: the rooms below, and what the mission has set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from handlers.flood import Flood, MemoryFlood
from knowledge_base import KnowledgeBase, Tree, Understanding
from locales import Catalogs, Speech
from storage import Vault


@dataclass(frozen=True)
class Rules:
    """What the mission has set."""

    zone: ZoneInfo
    staff_language: str
    case_grace: timedelta
    case_silence: timedelta
    claim_within: timedelta
    answer_within: timedelta
    urgent_within: timedelta
    person_lives: timedelta
    threshold: int
    report_at: time
    preview_running_week: bool


@dataclass(frozen=True)
class Shelf:
    """The content, and all that is made from it: it goes together, so that no part is of another day."""

    catalogs: Catalogs
    content: KnowledgeBase
    tree: Tree
    understanding: Understanding

    @classmethod
    def of(cls, catalogs: Catalogs, content: KnowledgeBase) -> Shelf:
        """Make everything ready; it takes a second or two."""
        return cls(catalogs, content, Tree(content), Understanding(content, catalogs))


@dataclass
class House:
    """The rooms below. The shelf is replaced when the content is reloaded."""

    shelf: Shelf
    vault: Vault
    rules: Rules
    new_code: Callable[[], str]
    icons: Mapping[str, str] = field(default_factory=dict)
    """What Telegram calls each of the icons that a topic may have; empty until it was asked."""
    flood: Flood = field(default_factory=MemoryFlood)
    """How fast people write."""

    @property
    def catalogs(self) -> Catalogs:
        """The languages."""
        return self.shelf.catalogs

    @property
    def content(self) -> KnowledgeBase:
        """The answers."""
        return self.shelf.content

    @property
    def tree(self) -> Tree:
        """The way through the answers."""
        return self.shelf.tree

    @property
    def understanding(self) -> Understanding:
        """Reads what a person typed: its language, the danger it speaks of, the answers that fit."""
        return self.shelf.understanding

    @property
    def second(self) -> Speech:
        """The language of an answer that is not translated yet: most readers know some Russian."""
        return self.catalogs["ru"]

    @property
    def staff(self) -> Speech:
        """The language of the desk's own texts."""
        return self.catalogs[self.rules.staff_language]
