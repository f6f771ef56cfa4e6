"""What the installation remembers about itself, in the table `setting`."""

from __future__ import annotations

from sqlalchemy import select

from storage.database import Tx
from storage.tables import setting
from storage.upsert import insert_or_ignore, upsert


async def kept(tx: Tx, name: str) -> str | None:
    """The value that was kept under a name."""
    return (await tx.execute(select(setting.c.value).where(setting.c.name == name))).scalar()


async def keep(tx: Tx, name: str, value: str) -> None:
    """Keep a value under a name."""
    await upsert(tx, setting, {"name": name, "value": value}, {"value": value})


async def keep_first(tx: Tx, name: str, value: str) -> bool:
    """Keep a value; True only for the one of several processes that was the first to change it to this one."""
    changed = setting.update().where(setting.c.name == name, setting.c.value != value).values(value=value)
    if (await tx.execute(changed)).rowcount:
        return True
    return bool(await insert_or_ignore(tx, setting, [{"name": name, "value": value}]))
