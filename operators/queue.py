"""A desk at one look: who waits in which language and how long, who has what, which case is next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from operators.case import IN_HAND, OPEN, Case, Status
from storage import Tx
from storage.tables import case


@dataclass(frozen=True)
class Queue:
    """The open cases of a desk, in the order in which they should be taken."""

    waiting: Sequence[Case]
    in_hand: Sequence[Case]

    @property
    def urgent(self) -> list[Case]:
        """Urgent cases in which somebody waits for us."""
        return [one for one in (*self.waiting, *self.in_hand) if one.urgent and one.since is not None]

    @property
    def unanswered(self) -> list[Case]:
        """Claimed cases in which the person waits for an answer, the longest wait first."""
        return sorted(
            (one for one in self.in_hand if one.since is not None), key=lambda one: one.since or one.opened_at
        )

    @property
    def languages(self) -> Mapping[str, int]:
        """How many wait in which language, most first."""
        return dict(Counter(one.language for one in self.waiting).most_common())

    @property
    def oldest(self) -> datetime | None:
        """Since when the person waits who has been waiting longest to be claimed."""
        return min((one.since or one.opened_at for one in self.waiting), default=None)


async def queue_of(tx: Tx, desk_chat: int) -> Queue:
    """The desk's open cases: urgent ones first, then who has been waiting longest."""
    here = (case.c.desk_chat == desk_chat) & case.c.status.in_(OPEN)
    found = [Case.of(row) for row in await tx.execute(select(case).where(here))]
    found.sort(key=lambda one: (not one.urgent, one.since or one.active_at, one.id))
    return Queue(
        [one for one in found if one.status is Status.WAITING], [one for one in found if one.status in IN_HAND]
    )


async def next_waiting(tx: Tx, desk_chat: int) -> Case | None:
    """Which case of the desk should be claimed next."""
    return next(iter((await queue_of(tx, desk_chat)).waiting), None)
