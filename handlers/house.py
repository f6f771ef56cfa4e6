"""What every handler is given: the rooms below, and what the mission has set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from random import SystemRandom
from zoneinfo import ZoneInfo

from handlers.flood import Flood, MemoryFlood
from knowledge_base import KnowledgeBase, Tree, Understanding
from locales import Catalogs, Speech
from needs_assessment import Audience
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
    outside_threshold: int
    report_at: time
    preview_running_week: bool
    dashboard_app: str | None = None
    """The short name of the Mini App with the dashboard; empty: the bot's main one; None: there is no dashboard."""

    @property
    def thresholds(self) -> Mapping[Audience, int]:
        """Below which a count is hidden from whom."""
        return {Audience.COORDINATORS: self.threshold, Audience.OUTSIDE: self.outside_threshold}


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
    bot_name: str = ""
    """The bot's username; empty until Telegram was asked."""
    flood: Flood = field(default_factory=MemoryFlood)
    """How fast people write."""
    chance: Callable[[], float] = SystemRandom().random
    """From 0 to 1: draws the cases that are coded twice."""

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

    def topic_of(self, ref: str) -> str:
        """The topic of the tree that an entry belongs to; a topic is its own."""
        entry = self.content.entries.get(ref)
        return entry.topic if entry else ref

    @property
    def second(self) -> Speech:
        """The language of an answer that is not translated yet: most readers know some Russian."""
        return self.catalogs["ru"]

    @property
    def staff(self) -> Speech:
        """The language of the desk's own texts."""
        return self.catalogs[self.rules.staff_language]
