"""The coordinators' chats: where the weekly report goes, and in which language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from storage import Tx, upsert
from storage.tables import coordinators_chat as table
from storage.tables import report_run


@dataclass(frozen=True)
class CoordinatorsChat:
    """A bound group."""

    chat_id: int
    language: str
    bound_at: datetime


async def coordinators_chats(tx: Tx) -> tuple[CoordinatorsChat, ...]:
    """Every bound chat, the first bound first."""
    rows = await tx.execute(select(table).order_by(table.c.bound_at, table.c.chat_id))
    return tuple(CoordinatorsChat(row.chat_id, row.language, row.bound_at) for row in rows)


async def coordinators_chat(tx: Tx, chat_id: int) -> CoordinatorsChat | None:
    """The bound chat of this id; None when the group is none."""
    return next((chat for chat in await coordinators_chats(tx) if chat.chat_id == chat_id), None)


async def bind_chat(tx: Tx, chat_id: int, language: str, now: datetime) -> None:
    """Send the report here from now on; a chat that is bound already gets the language and keeps its date."""
    await upsert(tx, table, {"chat_id": chat_id, "language": language, "bound_at": now}, {"language": language})


async def unbind_chat(tx: Tx, chat_id: int) -> bool:
    """Send nothing here any more; False when the chat was not bound."""
    return (await tx.execute(delete(table).where(table.c.chat_id == chat_id))).rowcount == 1


async def move_chat(tx: Tx, old_chat: int, new_chat: int) -> bool:
    """A group became a supergroup with another id; what it already got, it does not get again. False: not bound.

    Telegram may tell of a move twice, and administrators may have bound the new group before we heard of it.
    """
    if await coordinators_chat(tx, new_chat) is not None:
        moved = await unbind_chat(tx, old_chat)
    else:
        change = update(table).where(table.c.chat_id == old_chat).values(chat_id=new_chat)
        moved = (await tx.execute(change)).rowcount == 1
    await _move_runs(tx, old_chat, new_chat)
    return moved


async def _move_runs(tx: Tx, old_chat: int, new_chat: int) -> None:
    there = report_run.alias()
    same = (there.c.kind == report_run.c.kind) & (there.c.period == report_run.c.period)
    taken = select(there.c.id).where(same, there.c.chat_id == new_chat).exists()
    await tx.execute(update(report_run).where(report_run.c.chat_id == old_chat, ~taken).values(chat_id=new_chat))
