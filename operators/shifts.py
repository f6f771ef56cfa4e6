"""Who works where just now: shifts end by themselves, so that nobody is on shift for ever who forgot to leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from operators.case import Operator
from storage import Tx, Vault, upsert
from storage.tables import shift

SHIFT_LASTS = timedelta(hours=12)
DUTY_LASTS = timedelta(days=7)
"""Who is on duty is rung for urgent cases at any hour, for a week at most."""


@dataclass(frozen=True)
class OnShift:
    """An operator at a desk, until when."""

    operator: Operator
    duty: bool
    until: datetime


async def begin_shift(
    tx: Tx, vault: Vault, now: datetime, desk_chat: int, operator: Operator, *, duty: bool = False
) -> datetime:
    """Be on shift, or on duty; until when."""
    until = now + (DUTY_LASTS if duty else SHIFT_LASTS)
    key = vault.person_key(operator.id)
    values = {"operator": vault.seal(operator.dump(), _place(desk_chat, key)), "duty": int(duty), "until": until}
    await upsert(tx, shift, {"desk_chat": desk_chat, "staff_key": key, **values}, values)
    return until


async def end_shift(tx: Tx, vault: Vault, desk_chat: int, operator_id: int) -> bool:
    """Leave; False for who was not there."""
    mine = (shift.c.desk_chat == desk_chat) & (shift.c.staff_key == vault.person_key(operator_id))
    return (await tx.execute(delete(shift).where(mine))).rowcount == 1


async def on_shift(tx: Tx, vault: Vault, now: datetime, desk_chat: int) -> list[OnShift]:
    """Everybody at the desk, by name. Raises SealBroken."""
    here = select(shift).where((shift.c.desk_chat == desk_chat) & (shift.c.until > now))
    found = [
        OnShift(
            Operator.load(vault.open(row.operator, _place(desk_chat, row.staff_key))),
            bool(row.duty),
            row.until,
        )
        for row in await tx.execute(here)
    ]
    return sorted(found, key=lambda one: one.operator.name.casefold())


async def desks_on_shift(tx: Tx, staff_key: str, now: datetime) -> list[int]:
    """The desks at which a member of staff is on shift or on duty."""
    mine = (shift.c.staff_key == staff_key) & (shift.c.until > now)
    return [row.desk_chat for row in await tx.execute(select(shift.c.desk_chat).where(mine))]


def _place(desk_chat: int, staff_key: str) -> str:
    return f"shift.operator:{desk_chat}:{staff_key}"
