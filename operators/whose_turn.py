"""Whose turn it is in a case, and since when the person waits for us: board, targets and reminders read it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case as either
from sqlalchemy import update

from operators.case import IN_HAND, About, Case, Status
from storage import Tx, Vault
from storage.tables import case

_ANEW = {"unread": 0, "rung": 0, "promised_at": None, "told_at": None}


async def person_wrote(tx: Tx, mine: Case, now: datetime) -> bool:
    """The silence starts again; True when the turn has come to the operator by this message."""
    turned = await tx.execute(
        update(case)
        .where((case.c.id == mine.id) & case.c.status.in_((Status.CLAIMED, Status.FOR_PERSON)))
        .values(status=Status.FOR_OPERATOR, since=either((case.c.since.is_(None), now), else_=case.c.since))
    )
    await tx.execute(
        update(case).where(case.c.id == mine.id).values(active_at=now, warned_at=None, unread=case.c.unread + 1)
    )
    return turned.rowcount == 1


async def operator_wrote(tx: Tx, mine: Case, now: datetime) -> datetime | None:
    """The person has an answer; since when they waited for it, if they did."""
    await tx.execute(update(case).where(case.c.id == mine.id).values(active_at=now, warned_at=None, answered=1))
    answered = await tx.execute(
        update(case)
        .where((case.c.id == mine.id) & case.c.status.in_(IN_HAND))
        .values(status=Status.FOR_PERSON, since=None, **_ANEW)
    )
    return mine.since if answered.rowcount else None


async def note_about(tx: Tx, vault: Vault, mine: Case, about: About) -> None:
    """Keep what the card tells beside the messages. Raises SealBroken."""
    if mine.key is None or about == mine.told(vault):
        return
    sealed = vault.case(mine.key, mine.code).seal(about.dump(), "about")
    await tx.execute(update(case).where(case.c.id == mine.id).values(about=sealed))
