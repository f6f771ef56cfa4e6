"""A person who may not write to operators for some time. Answers and emergency numbers stay open to them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, select

from operators.audit import record
from operators.case import Case
from storage import Tx, Vault, upsert
from storage.tables import ban

LONGEST = timedelta(hours=7 * 24)
"""For so long any operator may ban."""
FOR_GOOD = timedelta(days=3650)
"""After so long also a ban without an end is erased: nothing about a person is kept for ever."""


@dataclass(frozen=True)
class Ban:
    """A ban that stands. Whoever it is about has no name here, and after `/forget` neither code nor reason."""

    handle: str
    since: datetime | None
    until: datetime
    case_code: str | None
    reason: str | None
    without_end: bool


def without_end(until: datetime, now: datetime) -> bool:
    """Whether a ban that stands is one for good: any other ends within a week."""
    return until - now > LONGEST


async def ban_person(tx: Tx, vault: Vault, now: datetime, mine: Case, until: datetime, reason: str, by: str) -> None:
    """Ban the person of a case; `by` is a staff key, the reason an operator's own words."""
    assert mine.person_key is not None
    sealed = vault.seal(reason.encode(), _place(mine.person_key)) if reason else None
    values = {"since": now, "until": until, "reason": sealed, "case_code": mine.code, "staff_key": by}
    new = {"person_key": mine.person_key, "handle": secrets.token_hex(8)}
    await upsert(tx, ban, {**new, **values}, values)
    await record(tx, now, by, "ban", mine.code)


async def lift_ban(tx: Tx, now: datetime, mine: Case, by: str) -> bool:
    """Let the person of a case write again; False when nobody had banned them."""
    return await _lift(tx, now, ban.c.person_key == mine.person_key, by, mine.code)


async def lift_ban_called(tx: Tx, now: datetime, handle: str, by: str) -> bool:
    """Lift a ban whose case may be long erased; False when it no longer stands."""
    standing = (ban.c.handle == handle) & (ban.c.until > now)
    code = (await tx.execute(select(ban.c.case_code).where(standing))).scalar()
    return await _lift(tx, now, standing, by, code or "")


async def banned_until(tx: Tx, person_key: str, now: datetime) -> datetime | None:
    """Until when the person may not write to operators."""
    standing = (ban.c.person_key == person_key) & (ban.c.until > now)
    return (await tx.execute(select(ban.c.until).where(standing))).scalar()


async def bans(tx: Tx, vault: Vault, now: datetime) -> list[Ban]:
    """Every ban that stands, of all desks, the longest first."""
    standing = select(ban).where(ban.c.until > now).order_by(ban.c.until.desc(), ban.c.handle)
    return [_read(vault, row, now) for row in await tx.execute(standing)]


async def _lift(tx: Tx, now: datetime, which: ColumnElement[bool], by: str, code: str) -> bool:
    lifted = await tx.execute(delete(ban).where(which))
    if lifted.rowcount:
        await record(tx, now, by, "unban", code)
    return lifted.rowcount == 1


def _read(vault: Vault, row: Any, now: datetime) -> Ban:
    reason = None if row.reason is None else vault.open(row.reason, _place(row.person_key)).decode()
    return Ban(row.handle, row.since, row.until, row.case_code, reason, without_end(row.until, now))


def _place(person_key: str) -> str:
    return f"ban.reason:{person_key}"
