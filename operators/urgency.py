"""Making a case urgent: it goes before the others in the queue; and calm again, when it was a false alarm."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from operators.audit import record
from operators.case import Case, Status
from storage import Tx
from storage.tables import case


async def make_urgent(tx: Tx, mine: Case) -> bool:
    """Whether this made it urgent: False for a case that is urgent already, or over."""
    calm = (case.c.id == mine.id) & (case.c.urgent == 0) & (case.c.status != Status.CLOSED)
    return (await tx.execute(update(case).where(calm).values(urgent=1))).rowcount == 1


async def make_calm(tx: Tx, now: datetime, mine: Case, by: str) -> bool:
    """It was a false alarm, says an operator; False for a case that is not urgent. `by` is their staff key."""
    urgent = (case.c.id == mine.id) & (case.c.urgent == 1)
    calmed = (await tx.execute(update(case).where(urgent).values(urgent=0))).rowcount == 1
    if calmed:
        await record(tx, now, by, "calm", mine.code)
    return calmed
