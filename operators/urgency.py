"""Making a case urgent: it goes before the others in the queue."""

from __future__ import annotations

from sqlalchemy import update

from operators.case import Case, Status
from storage import Tx
from storage.tables import case


async def make_urgent(tx: Tx, mine: Case) -> bool:
    """Whether this made it urgent: False for a case that is urgent already, or over."""
    calm = (case.c.id == mine.id) & (case.c.urgent == 0) & (case.c.status != Status.CLOSED)
    return (await tx.execute(update(case).where(calm).values(urgent=1))).rowcount == 1
