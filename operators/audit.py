"""The audit: which member of staff did what to which case code, kept for 90 days."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert

from storage import Tx
from storage.tables import audit


async def record(tx: Tx, now: datetime, staff_key: str, action: str, case_code: str, detail: str = "") -> None:
    """Write one line. `staff_key` is the keyed hash of the member's id; no text of a conversation goes in here."""
    await tx.execute(
        insert(audit).values(at=now, staff_key=staff_key, action=action, case_code=case_code, detail=detail)
    )
