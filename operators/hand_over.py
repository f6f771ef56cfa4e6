"""Hand a case over: to a colleague at the same desk, or to another desk, where it waits to be claimed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, update

from operators.audit import record
from operators.case import OPEN, Case, Operator, Status
from operators.claim import held_by
from operators.links import forget_topic_side
from operators.topics import UNCLAIMED
from storage import Tx, Vault
from storage.tables import case


async def hand_to_operator(tx: Tx, vault: Vault, now: datetime, mine: Case, to: Operator, by: str) -> bool:
    """Give it to a colleague; False when it is closed or theirs already. `by` is the staff key of who gives it."""
    if mine.key is None or mine.operator_key == vault.person_key(to.id):
        return False
    status = Status.CLAIMED if mine.status is Status.WAITING else mine.status
    values = {"status": status, "claimed_at": mine.claimed_at or now, "active_at": now, **held_by(vault, mine, to)}
    given = await tx.execute(update(case).where(_open(mine)).values(**values))
    if given.rowcount == 1:
        await record(tx, now, by, "hand_over", mine.code, "operator")
    return given.rowcount == 1


async def hand_to_desk(tx: Tx, now: datetime, mine: Case, desk_chat: int, by: str) -> bool:
    """Give it to another desk: it waits there, in a topic of its own; False when it is closed or there already."""
    if mine.desk_chat == desk_chat:
        return False
    place = {"desk_chat": desk_chat, "thread_id": None, "card_id": None, "panel_id": None}
    values = {**place, "active_at": now, "rung": 0, **UNCLAIMED}
    given = await tx.execute(update(case).where(_open(mine)).values(since=mine.since or now, **values))
    if given.rowcount != 1:
        return False
    await forget_topic_side(tx, mine.id)
    await record(tx, now, by, "hand_over", mine.code, "desk")
    return True


def _open(mine: Case) -> ColumnElement[bool]:
    return (case.c.id == mine.id) & case.c.status.in_(OPEN)
