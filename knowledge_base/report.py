"""What the publish gate says."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Literal

SOON = timedelta(days=30)
"""So long before an end authors hear of it."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong; `str()` is a line that an editor can jump to."""

    file: str
    line: int
    field: str
    rule: str
    message: str
    language: str = ""
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        where = f" {self.language}" if self.language else ""
        return f"{self.file}:{self.line}: [{self.rule}{where}] {self.message}"


@dataclass(frozen=True)
class Report:
    """The outcome: the content may be published when there are no errors."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    topics: int
    entries: int
    translated: dict[str, int]
    """Strings of the content with a sound translation, by language."""
    strings: int

    @property
    def ok(self) -> bool:
        """Whether it may be published."""
        return not self.errors

    def to_json(self) -> str:
        """For other programs: the counts, the rules that failed, each problem."""
        counts = {"topics": self.topics, "entries": self.entries, "strings": self.strings}
        failed = dict(sorted(Counter(problem.rule for problem in self.errors).items()))
        return json.dumps(
            {
                "ok": self.ok,
                **counts,
                "translated": self.translated,
                "failed_rules": failed,
                "errors": [asdict(problem) for problem in self.errors],
                "warnings": [asdict(problem) for problem in self.warnings],
            },
            ensure_ascii=False,
            indent=2,
        )
