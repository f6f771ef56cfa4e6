"""What a typed message is understood as, the one way for the chat, the command line and the measuring of both."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from knowledge_base.kb import KnowledgeBase
from knowledge_base.language import Languages
from knowledge_base.red_flags import RedFlags
from knowledge_base.search import RESULTS, Found, Hit, Search
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
        self._leading = {kind: one.entry for kind, one in kb.emergencies.items()}
        self.search = Search(kb, catalogs)
        self.red_flags = RedFlags(kb)
        self.languages = Languages(kb, catalogs)

    def of(self, text: str, language: str | None = None) -> Understood:
        """For any text of a stranger; `language` is the person's, for texts that are too short to tell."""
        kinds = self.red_flags.kinds(text)
        return Understood(self.languages.of(text) or language, kinds, self._led(kinds, self.search.find(text)))

    def _led(self, kinds: tuple[str, ...], found: Found) -> Found:
        """As in the chat, the answer to the danger stands in front, unless another is surely meant."""
        if not kinds:
            return found
        leading = Hit(self._leading[kinds[0]], 1.0)
        others = tuple(hit for hit in found.results if hit.id != leading.id)
        sure = found.decision == "answer"
        before = 1 if sure and len(others) == len(found.results) else 0
        results = (*others[:before], leading, *others[before:])[:RESULTS]
        return Found("answer" if sure else "choose", results)
