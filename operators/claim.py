"""Claim a case: one operator gets it, the others are told who has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from operators.audit import record
from operators.case import Case, Operator, Status
from operators.find import case_by_id
from storage import Tx, Vault
from storage.tables import case


@dataclass(frozen=True)
class ClaimResult:
    """`won` when this claim took the case; `case` as it is now."""

    won: bool
    case: Case


async def claim(tx: Tx, vault: Vault, now: datetime, mine: Case, operator: Operator) -> ClaimResult:
    """Take a waiting case. A case that somebody has, or that is closed, stays as it is."""
    if mine.key is None:
        return ClaimResult(won=False, case=mine)
    waiting = (case.c.id == mine.id) & (case.c.status == Status.WAITING)
    taken = await tx.execute(
        update(case)
        .where(waiting)
        .values(status=Status.CLAIMED, claimed_at=now, active_at=now, **held_by(vault, mine, operator))
    )
    won = taken.rowcount == 1
    if won:
        await record(tx, now, vault.person_key(operator.id), "claim", mine.code)
    return ClaimResult(won, await case_by_id(tx, mine.id) or mine)


def held_by(vault: Vault, mine: Case, operator: Operator) -> dict[str, object]:
    """The columns that say who has a case. Raises SealBroken."""
    assert mine.key is not None
    sealed = vault.case(mine.key, mine.code).seal(operator.dump(), "operator")
    return {"operator": sealed, "operator_key": vault.person_key(operator.id)}
