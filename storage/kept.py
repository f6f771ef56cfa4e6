"""What the installation remembers about itself, in the table `setting`."""

from __future__ import annotations

from sqlalchemy import select

from storage.database import Tx
from storage.tables import setting
from storage.upsert import upsert


async def kept(tx: Tx, name: str) -> str | None:
    """The value that was kept under a name."""
    return (await tx.execute(select(setting.c.value).where(setting.c.name == name))).scalar()


async def keep(tx: Tx, name: str, value: str) -> None:
    """Keep a value under a name."""
    await upsert(tx, setting, {"name": name, "value": value}, {"value": value})
