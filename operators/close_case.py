"""Close a case; from then on the bot answers the person again, and the erasing clock runs."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update

from operators.audit import record
from operators.case import Case, Status
from storage import Tx
from storage.tables import case


async def close_case(tx: Tx, now: datetime, mine: Case, by: str, grace: timedelta, reason: str = "") -> bool:
    """Close; False when it was closed already. `by` is a staff key, or `person`, or `hotline` for a silent case."""
    opened = (case.c.id == mine.id) & (case.c.status != Status.CLOSED)
    closed = await tx.execute(
        update(case).where(opened).values(status=Status.CLOSED, closed_at=now, active_at=now, erase_at=now + grace)
    )
    if closed.rowcount == 1:
        await record(tx, now, by, "close", mine.code, reason)
    return closed.rowcount == 1
