"""What a typed message is understood as, the one way for the chat, the command line and the measuring of both."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from knowledge_base.kb import KnowledgeBase
from knowledge_base.language import Languages
from knowledge_base.red_flags import RedFlags
from knowledge_base.search import Found, Search
from locales import Catalogs


@dataclass(frozen=True)
class Understood:
    """`language` it is written in, if that can be told; `emergencies` it speaks of, most pressing first; answers."""

    language: str | None
    emergencies: tuple[str, ...]
    found: Found

    def to_json(self) -> str:
        """For other programs, a line; of several emergencies the most pressing."""
        return json.dumps(
            {
                "language": self.language,
                "decision": self.found.decision,
                "emergency": self.emergencies[0] if self.emergencies else None,
                "results": [asdict(hit) for hit in self.found.results],
            }
        )


class Understanding:
    """Reads typed messages; build it again when the content changes."""

    def __init__(self, kb: KnowledgeBase, catalogs: Catalogs) -> None:
        self.search = Search(kb, catalogs)
        self.red_flags = RedFlags(kb)
        self.languages = Languages(kb, catalogs)

    def of(self, text: str, language: str | None = None) -> Understood:
        """For any text of a stranger; `language` is the person's, for texts that are too short to tell."""
        return Understood(self.languages.of(text) or language, self.red_flags.kinds(text), self.search.find(text))
