"""Reopen a case within its grace: it goes on where it was, with whoever had it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from operators.audit import record
from operators.case import Case, Status
from operators.find import case_of_person
from storage import Tx
from storage.tables import case


async def reopen(tx: Tx, now: datetime, mine: Case, by: str) -> bool:
    """Open it again; False when it is open, or its person has another open one. `by` is a staff key or `person`."""
    if mine.person_key is None or await case_of_person(tx, mine.person_key) is not None:
        return False
    closed = (case.c.id == mine.id) & (case.c.status == Status.CLOSED)
    status = Status.WAITING if mine.operator is None else Status.FOR_OPERATOR
    again = await tx.execute(
        update(case)
        .where(closed)
        .values(
            status=status,
            closed_at=None,
            erase_at=None,
            active_at=now,
            since=now,
            rung=0,
            promised_at=None,
            told_at=None,
            warned_at=None,
            reopened=case.c.reopened + 1,
        )
    )
    if again.rowcount == 1:
        await record(tx, now, by, "reopen", mine.code)
    return again.rowcount == 1
