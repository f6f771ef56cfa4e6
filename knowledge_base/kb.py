"""The content in memory: entries and topics by id, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge_base.models import Entry, Topic
from knowledge_base.yaml_lines import Field, Lines

EMERGENCY = "emergency"
"""The topic that has its own place on every screen."""
ABOUT = "about"
"""The topic about the hotline itself."""
ASIDE = (EMERGENCY, ABOUT)


@dataclass(frozen=True)
class Origin:
    """The file of an entry or topic, relative to the content folder, and the lines of its fields."""

    file: str
    read: Lines

    def line(self, where: Field) -> int:
        """The line of a field, or of what holds it."""
        return self.read.line(where)


@dataclass(frozen=True)
class KnowledgeBase:
    """All content. Both mappings are in order; `origins` are by `entry.id` and `topic:<id>`."""

    topics: Mapping[str, Topic]
    entries: Mapping[str, Entry]
    origins: Mapping[str, Origin] = field(default_factory=dict, repr=False)

    def topic_entries(self, topic_id: str) -> tuple[Entry, ...]:
        """The entries of a topic; none for a topic that does not exist."""
        return tuple(entry for entry in self.entries.values() if entry.topic == topic_id)

    @property
    def menu_topics(self) -> tuple[Topic, ...]:
        """The topics with a button in the menu: those with entries, without emergency and about."""
        used = {entry.topic for entry in self.entries.values()}
        return tuple(t for t in self.topics.values() if t.id in used and t.id not in ASIDE)
