"""The inbox: every update is committed here before Telegram is told that we have it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update

from delivery.lane_of import RawUpdate, lane_of
from storage import Clock, Database, Tx, Vault, insert_or_ignore
from storage.tables import inbox

PAUSES = (timedelta(seconds=1), timedelta(seconds=3), timedelta(seconds=10), timedelta(seconds=30))
"""How long a lane waits after each failure of the same update; after the last one the update is set aside."""

URGENT, NORMAL = 0, 1


@dataclass(frozen=True)
class Waiting:
    """The first update of a lane that is not handled yet."""

    update_id: int
    lane: str
    rank: int
    attempts: int
    due_at: datetime
    body: bytes


class Inbox:
    """Stores updates and tells which is next."""

    def __init__(self, database: Database, vault: Vault, clock: Clock, is_urgent: Callable[[RawUpdate], bool]) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._is_urgent = is_urgent

    async def store(self, updates: Sequence[RawUpdate]) -> set[tuple[int, str]]:
        """Commit updates, each once however often it comes; returns the (rank, lane) to wake."""
        rows = [self._row(one) for one in updates]
        async with self._database.write() as tx:
            await insert_or_ignore(tx, inbox, rows)
        return {(row["rank"], row["lane"]) for row in rows}

    def open(self, waiting: Waiting) -> dict[str, Any]:
        """The update itself. Raises SealBroken."""
        decoded: dict[str, Any] = json.loads(self._vault.open(waiting.body, f"inbox.body:{waiting.update_id}"))
        return decoded

    async def head(self, tx: Tx, lane: str) -> Waiting | None:
        """The oldest update of the lane that waits, due or not."""
        mine = (inbox.c.state == "pending") & (inbox.c.lane == lane)
        row = (await tx.execute(select(inbox).where(mine).order_by(inbox.c.update_id).limit(1))).first()
        if row is None:
            return None
        return Waiting(row.update_id, row.lane, row.rank, row.attempts, row.due_at, row.body)

    async def done(self, tx: Tx, update_id: int) -> None:
        """The update was handled: all but its id goes, in the same transaction as its effects."""
        await self._settle(tx, update_id, state="done", body=None, lane="")

    async def failed(self, tx: Tx, waiting: Waiting, fault: str, *, hopeless: bool = False) -> bool:
        """Note a failure. True when the update is now set aside as dead."""
        dead = hopeless or waiting.attempts >= len(PAUSES)
        pause = timedelta() if dead else PAUSES[waiting.attempts]
        await self._settle(
            tx,
            waiting.update_id,
            state="dead" if dead else "pending",
            attempts=waiting.attempts + 1,
            due_at=self._clock() + pause,
            fault=fault[:200],
        )
        return dead

    async def lanes_due(self) -> set[tuple[int, str]]:
        """Every lane that has something to do now: after a start, after a pause, or left by another worker."""
        most_urgent = func.min(inbox.c.rank)
        waiting = select(most_urgent, inbox.c.lane).where(inbox.c.state == "pending").group_by(inbox.c.lane)
        async with self._database.read() as tx:
            rows = await tx.execute(waiting.having(func.min(inbox.c.due_at) <= self._clock()))
            return {(rank, lane) for rank, lane in rows}

    async def revive(self) -> int:
        """Give every dead update that still has its body another chance; returns how many."""
        again = update(inbox).where((inbox.c.state == "dead") & inbox.c.body.is_not(None))
        async with self._database.write() as tx:
            return (await tx.execute(again.values(state="pending", attempts=0, due_at=self._clock()))).rowcount

    async def depth(self) -> dict[str, int]:
        """How many updates wait and how many are dead: for health and `hamroh doctor`."""
        async with self._database.read() as tx:
            rows = await tx.execute(select(inbox.c.state, func.count()).group_by(inbox.c.state))
            return {state: number for state, number in rows if state != "done"}

    def _row(self, raw: RawUpdate) -> dict[str, Any]:
        update_id = int(raw["update_id"])
        body = json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        now = self._clock()
        return {
            "update_id": update_id,
            "lane": lane_of(raw, self._vault),
            "rank": URGENT if self._is_urgent(raw) else NORMAL,
            "body": self._vault.seal(body, f"inbox.body:{update_id}"),
            "state": "pending",
            "attempts": 0,
            "received_at": now,
            "due_at": now,
        }

    async def _settle(self, tx: Tx, update_id: int, **values: object) -> None:
        await tx.execute(update(inbox).where(inbox.c.update_id == update_id).values(**values))
