"""One line of the doctor's report."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """How it is."""

    GOOD = "ok"
    DOUBTFUL = "warn"
    BAD = "wrong"


SIGNS = {State.GOOD: "✓", State.DOUBTFUL: "!", State.BAD: "✗"}


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and how to mend it. No name, id or token stands in it."""

    what: str
    state: State
    says: str
    mend: str = ""

    @property
    def wrong(self) -> bool:
        """Whether the hotline cannot do its work like this."""
        return self.state is State.BAD

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return asdict(self)

    def __str__(self) -> str:
        advice = f" → {self.mend}" if self.mend else ""
        return f"{SIGNS[self.state]} {self.what}: {self.says}{advice}"


def good(what: str, says: str) -> Finding:
    """All is well."""
    return Finding(what, State.GOOD, says)


def doubtful(what: str, says: str, mend: str) -> Finding:
    """It works, but not as it should."""
    return Finding(what, State.DOUBTFUL, says, mend)


def bad(what: str, says: str, mend: str) -> Finding:
    """It does not work."""
    return Finding(what, State.BAD, says, mend)
