"""A person who may not write to operators for some hours. Answers and emergency numbers stay open to them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from operators.audit import record
from operators.case import Case
from storage import Tx, Vault, upsert
from storage.tables import ban


async def ban_person(tx: Tx, vault: Vault, now: datetime, mine: Case, until: datetime, reason: str, by: str) -> None:
    """Ban the person of a case; `by` is a staff key, the reason an operator's own words."""
    assert mine.person_key is not None
    sealed = vault.seal(reason.encode(), _place(mine.person_key)) if reason else None
    values = {"until": until, "reason": sealed, "staff_key": by}
    await upsert(tx, ban, {"person_key": mine.person_key, **values}, values)
    await record(tx, now, by, "ban", mine.code)


async def lift_ban(tx: Tx, now: datetime, mine: Case, by: str) -> bool:
    """Let the person of a case write again; False when nobody had banned them."""
    lifted = await tx.execute(delete(ban).where(ban.c.person_key == mine.person_key))
    if lifted.rowcount:
        await record(tx, now, by, "unban", mine.code)
    return lifted.rowcount == 1


async def banned_until(tx: Tx, person_key: str, now: datetime) -> datetime | None:
    """Until when the person may not write to operators."""
    standing = (ban.c.person_key == person_key) & (ban.c.until > now)
    return (await tx.execute(select(ban.c.until).where(standing))).scalar()


def _place(person_key: str) -> str:
    return f"ban.reason:{person_key}"
