"""Cases in which time matters: who waits for us, what they were promised, which silent ones end soon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update

from operators.case import OPEN, Case, Status
from storage import Tx
from storage.tables import case


async def unanswered_cases(tx: Tx) -> Sequence[Case]:
    """Open cases in which the person waits for us, the longest wait first."""
    return await _cases(tx, case.c.since.is_not(None))


async def promised_cases(tx: Tx) -> Sequence[Case]:
    """Unclaimed cases whose person was told how long it usually takes."""
    return await _cases(tx, (case.c.status == Status.WAITING) & case.c.promised_at.is_not(None))


async def unwarned_cases(tx: Tx, now: datetime, silence: timedelta) -> Sequence[Case]:
    """Open cases in which nobody has written for so long, and whose person was not told that they will close."""
    return await _cases(tx, (case.c.active_at < now - silence) & case.c.warned_at.is_(None))


async def note_rung(tx: Tx, mine: Case) -> None:
    """It was rung for once more."""
    await tx.execute(update(case).where(case.c.id == mine.id).values(rung=case.c.rung + 1))


async def note_promise(tx: Tx, mine: Case, until: datetime | None) -> None:
    """The person was told until when they would usually be answered; None: no more is promised."""
    await tx.execute(update(case).where(case.c.id == mine.id).values(promised_at=until))


async def note_told_anew(tx: Tx, mine: Case, until: datetime, now: datetime) -> None:
    """The person was told that what they were promised holds no longer, and what holds now."""
    await tx.execute(update(case).where(case.c.id == mine.id).values(promised_at=until, told_at=now))


async def note_warned(tx: Tx, mine: Case, now: datetime) -> None:
    """The person was told that the case will close."""
    await tx.execute(update(case).where(case.c.id == mine.id).values(warned_at=now))


async def _cases(tx: Tx, condition: ColumnElement[bool]) -> Sequence[Case]:
    found = select(case).where(case.c.status.in_(OPEN) & condition).order_by(case.c.since, case.c.id)
    return [Case.of(row) for row in await tx.execute(found)]
