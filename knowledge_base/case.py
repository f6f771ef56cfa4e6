"""What the rules of the publish gate look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from datetime import date

from knowledge_base.kb import KnowledgeBase
from knowledge_base.report import Problem
from knowledge_base.yaml_lines import Field
from locales import Catalogs


@dataclass(frozen=True)
class Case:
    """Content, translations, and the day on which it is asked whether they may be published."""

    kb: KnowledgeBase
    catalogs: Catalogs
    known_categories: Set[str]
    today: date

    def problem(self, owner: str, field: Field, rule: str, message: str, language: str = "", below: int = 0) -> Problem:
        """An error at a field of an entry, or of a topic (`topic:<id>`)."""
        origin = self.kb.origins[owner]
        dotted = ".".join(map(str, field))
        return Problem(origin.file, origin.line(field) + below, dotted, rule, message, language)


Rule = Callable[[Case], Iterable[Problem]]
