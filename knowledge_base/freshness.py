"""Which answers need their author or translator: past their date, soon past it, not whole in a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge_base.kb import KnowledgeBase
from knowledge_base.models import Entry
from knowledge_base.render import complete
from knowledge_base.report import SOON
from locales import Catalogs


@dataclass(frozen=True)
class Freshness:
    """What is due, the oldest first. `untranslated` is by language, in the order of the catalogs."""

    overdue: tuple[Entry, ...]
    soon: tuple[Entry, ...]
    untranslated: dict[str, tuple[Entry, ...]]

    @property
    def all_well(self) -> bool:
        """Nothing waits for anybody."""
        return not (self.overdue or self.soon or any(self.untranslated.values()))


def freshness(kb: KnowledgeBase, catalogs: Catalogs, today: date) -> Freshness:
    """Look at every entry on the day `today`."""
    by_date = sorted(kb.entries.values(), key=lambda entry: (entry.valid_until, entry.id))
    return Freshness(
        overdue=tuple(entry for entry in by_date if entry.stale(today)),
        soon=tuple(entry for entry in by_date if not entry.stale(today) and entry.valid_until - today <= SOON),
        untranslated={
            speech.code: tuple(entry for entry in kb.entries.values() if not complete(entry, speech))
            for speech in catalogs
        },
    )
