"""The desks: groups with topics that an administrator bound to the hotline, each with the languages it speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from storage import Tx, upsert
from storage.tables import case
from storage.tables import desk as table


@dataclass(frozen=True)
class Desk:
    """A bound group. No languages means all of them."""

    chat_id: int
    languages: tuple[str, ...]

    def speaks(self, language: str) -> bool:
        """Whether the desk was bound for this language."""
        return language in self.languages


async def desks(tx: Tx) -> tuple[Desk, ...]:
    """Every desk, the first bound first."""
    rows = await tx.execute(select(table).order_by(table.c.bound_at, table.c.chat_id))
    return tuple(Desk(row.chat_id, tuple(row.languages.split())) for row in rows)


async def bind_desk(tx: Tx, chat_id: int, languages: Sequence[str], now: datetime) -> None:
    """Make a group a desk, or change its languages."""
    spoken = " ".join(languages)
    await upsert(tx, table, {"chat_id": chat_id, "languages": spoken, "bound_at": now}, {"languages": spoken})


async def unbind_desk(tx: Tx, chat_id: int) -> bool:
    """The group is no desk any more; its open cases stay with it until they are closed."""
    return (await tx.execute(delete(table).where(table.c.chat_id == chat_id))).rowcount == 1


async def desk_for(tx: Tx, language: str) -> Desk | None:
    """The desk that speaks the language, else one bound for all, else the first; None while there is none."""
    bound = await desks(tx)
    speaking = [desk for desk in bound if desk.speaks(language)]
    general = [desk for desk in bound if not desk.languages]
    return next(iter([*speaking, *general, *bound]), None)


async def move_desk(tx: Tx, old_chat: int, new_chat: int) -> bool:
    """A group became a supergroup with another id; topics of cases were not there before, so they are made anew."""
    moved = await tx.execute(update(table).where(table.c.chat_id == old_chat).values(chat_id=new_chat))
    await tx.execute(
        update(case).where(case.c.desk_chat == old_chat).values(desk_chat=new_chat, thread_id=None, card_id=None)
    )
    return moved.rowcount == 1
