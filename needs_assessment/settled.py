"""A case becomes statistics once, when it is closed for the first time: what is counted of it, and in which tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from needs_assessment.categories import NEVER_COUNTED, known_codes
from needs_assessment.count import (
    count_case_event,
    count_further,
    count_handling,
    count_place,
    count_request,
    count_unmet,
)
from needs_assessment.outcome import Outcome
from needs_assessment.tables import CaseEvent
from storage import Tx


@dataclass(frozen=True)
class Settled:
    """A case at its first closing. Moments are in the mission's zone; nothing here says whose it is.

    `codes`: what it was about, the main thing first, three at most. `result`: what the operator chose, if they did.
    `minutes` from claiming to closing, where somebody worked on it. `region`: if the person told it.
    """

    at: datetime
    asked_at: datetime
    language: str
    codes: tuple[str, ...]
    answered: bool
    by_operator: bool
    result: CaseEvent | None = None
    minutes: float | None = None
    region: str | None = None

    @property
    def outcome(self) -> Outcome:
        """How the request ended."""
        if self.result is CaseEvent.REFERRED:
            return Outcome.ESCALATED
        if self.answered:
            return Outcome.ANSWERED_BY_OPERATOR
        return Outcome.ESCALATED if self.by_operator else Outcome.ABANDONED


async def count_settled(tx: Tx, case: Settled) -> bool:
    """Count it; False where nothing may be counted: misconduct of staff goes to its own channel.

    The caller sees to it that a case is counted once. A code that the list has lost meanwhile counts as not coded.
    """
    codes = [code for code in case.codes if code in known_codes()]
    if not NEVER_COUNTED.isdisjoint(codes):
        return False
    first = codes[0] if codes else None
    await count_request(
        tx, at=case.at, category=first, language=case.language, outcome=case.outcome, asked_at=case.asked_at
    )
    await count_further(tx, at=case.at, codes=codes[1:])
    if case.region is not None:
        await count_place(tx, at=case.at, category=first, region=case.region)
    await _count_work(tx, case, codes)
    return True


async def _count_work(tx: Tx, case: Settled, codes: Sequence[str]) -> None:
    if case.minutes is not None:
        await count_handling(tx, at=case.at, minutes=case.minutes)
    if case.result is not None:
        await count_case_event(tx, at=case.at, event=case.result)
    if case.result is CaseEvent.UNSOLVED:
        await count_unmet(tx, at=case.at, category=codes[0] if codes else None)
