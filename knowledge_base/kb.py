"""The content in memory: entries and topics by id, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge_base.examples import Example
from knowledge_base.facts import distinct, named_facts
from knowledge_base.models import City, Emergency, Entry, Fact, Reply, Source, Topic
from knowledge_base.strings import all_strings
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
    at: Field = ()
    """Where in the file it begins, when the file holds several."""

    def line(self, where: Field) -> int:
        """The line of a field, or of what holds it."""
        return self.read.line((*self.at, *where))


@dataclass(frozen=True)
class KnowledgeBase:
    """All content, by id. Topics and entries are in order; `origins` are by `entry.id` or `<what>:<id>`."""

    topics: Mapping[str, Topic]
    entries: Mapping[str, Entry]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    cities: Mapping[str, City] = field(default_factory=dict)
    emergencies: Mapping[str, Emergency] = field(default_factory=dict)
    other_matters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Questions that no entry answers, by language."""
    replies: Mapping[str, Reply] = field(default_factory=dict)
    """What operators say again and again, by slug."""
    examples: tuple[Example, ...] = ()
    """What people type, beside the questions of the entries."""
    origins: Mapping[str, Origin] = field(default_factory=dict, repr=False)

    def topic_entries(self, topic_id: str) -> tuple[Entry, ...]:
        """The entries of a topic; none for a topic that does not exist."""
        return tuple(entry for entry in self.entries.values() if entry.topic == topic_id)

    def facts_of(self, entry: Entry) -> tuple[str, ...]:
        """Ids of the facts that an entry rests on, in the order of its text; some may not exist."""
        named = (fact for _, _, text in all_strings(entry) for fact in named_facts(text))
        return tuple(dict.fromkeys((*named, *entry.rests_on)))

    def sources_of(self, entry: Entry) -> list[Source]:
        """Every page that an entry rests on, its own first."""
        facts = (self.facts[one] for one in self.facts_of(entry) if one in self.facts)
        return distinct([*entry.sources, *(source for fact in facts for source in fact.sources)])

    @property
    def menu_topics(self) -> tuple[Topic, ...]:
        """The topics with a button in the menu: those with entries, without emergency and about."""
        used = {entry.topic for entry in self.entries.values()}
        return tuple(t for t in self.topics.values() if t.id in used and t.id not in ASIDE)
