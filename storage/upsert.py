"""Insert-or-update, spelled once: SQLite and PostgreSQL share the clause but not the class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def _insert(tx: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    if tx.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


async def upsert(tx: AsyncConnection, table: Table, row: Mapping[str, Any], update: Mapping[str, Any]) -> None:
    """Insert `row`, or apply `update` to the row that has its primary key."""
    keys = [column.name for column in table.primary_key]
    statement = _insert(tx, table).values(**row)
    await tx.execute(statement.on_conflict_do_update(index_elements=keys, set_=dict(update)))


async def insert_or_ignore(tx: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert what is not there yet; returns how many rows were new."""
    if not rows:
        return 0
    statement = _insert(tx, table).values([dict(row) for row in rows])
    result = await tx.execute(statement.on_conflict_do_nothing())
    return result.rowcount
