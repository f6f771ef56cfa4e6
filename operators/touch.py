"""Note that a case lives."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from operators.case import Case
from storage import Tx
from storage.tables import case


async def touch(tx: Tx, mine: Case, now: datetime) -> None:
    """Somebody wrote: the silence starts again."""
    await tx.execute(update(case).where(case.c.id == mine.id).values(active_at=now))
