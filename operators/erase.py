"""The end of a case: its row, link, message map, key and unsent messages go; the audit keeps the code.

Nothing that leads to a person stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from operators.case import Case, Status
from storage import Tx
from storage.tables import case, message_link, outbox


async def erase_due(tx: Tx, now: datetime) -> Sequence[Case]:
    """The closed cases whose grace is over and that still hold something."""
    due = (case.c.status == Status.CLOSED) & (case.c.erase_at <= now)
    return [Case.of(row) for row in await tx.execute(select(case).where(due))]


async def silent_cases(tx: Tx, now: datetime, silence: timedelta) -> Sequence[Case]:
    """The open cases in which nobody has written for so long."""
    silent = (case.c.status != Status.CLOSED) & (case.c.active_at < now - silence)
    return [Case.of(row) for row in await tx.execute(select(case).where(silent))]


async def erase_case(tx: Tx, mine: Case) -> None:
    """Forget the person of a case: link, message map, what waits to be sent, and the key to all of it."""
    await tx.execute(delete(message_link).where(message_link.c.case_id == mine.id))
    await tx.execute(delete(outbox).where(outbox.c.case_id == mine.id))
    await tx.execute(delete(case).where(case.c.id == mine.id))


async def cases_of(tx: Tx, person_key: str) -> Sequence[Case]:
    """Every case of a person that still holds something, open or closed."""
    return [Case.of(row) for row in await tx.execute(select(case).where(case.c.person_key == person_key))]
