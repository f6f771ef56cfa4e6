"""What is remembered about a member of staff: the language in which the hotline speaks to them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from storage import Tx, upsert
from storage.tables import staff


async def staff_language(tx: Tx, staff_key: str) -> str | None:
    """The language they chose; None for the desk's own."""
    return (await tx.execute(select(staff.c.language).where(staff.c.staff_key == staff_key))).scalar()


async def choose_staff_language(tx: Tx, staff_key: str, language: str, now: datetime) -> None:
    """Remember it, until 90 days after they last chose."""
    row = {"staff_key": staff_key, "language": language, "seen_at": now}
    await upsert(tx, staff, row, {"language": language, "seen_at": now})
