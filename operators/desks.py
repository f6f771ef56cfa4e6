"""The desks: groups with topics that an administrator bound to the hotline, each with what it speaks and knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update

from operators.case import OPEN
from operators.links import forget_topic_side
from storage import Tx, upsert
from storage.tables import case, desk_day, desk_hours, shift
from storage.tables import desk as table

TITLE_LENGTH = 64
_THEIRS = shift.c.desk_chat, desk_hours.c.chat_id, desk_day.c.chat_id
"""What else belongs to a desk."""


@dataclass(frozen=True)
class Desk:
    """A bound group. No languages or no topics of the tree means all of them."""

    chat_id: int
    languages: tuple[str, ...]
    topics: tuple[str, ...] = ()
    title: str = ""
    fallback: bool = False
    holidays: str = ""
    board_id: int | None = None
    board_shown: str | None = None

    def speaks(self, language: str) -> bool:
        """Whether the desk was bound for this language."""
        return language in self.languages


async def desks(tx: Tx) -> tuple[Desk, ...]:
    """Every desk, the first bound first."""
    rows = await tx.execute(select(table).order_by(table.c.bound_at, table.c.chat_id))
    return tuple(
        Desk(
            row.chat_id,
            tuple(row.languages.split()),
            tuple(row.topics.split()),
            row.title,
            bool(row.fallback),
            row.holidays,
            row.board_id,
            row.board_shown,
        )
        for row in rows
    )


async def desk_of(tx: Tx, chat_id: int) -> Desk | None:
    """The desk of a group, if it is one."""
    return next((one for one in await desks(tx) if one.chat_id == chat_id), None)


async def bind_desk(
    tx: Tx,
    chat_id: int,
    languages: Sequence[str],
    now: datetime,
    *,
    topics: Sequence[str] = (),
    title: str = "",
    fallback: bool = False,
) -> None:
    """Make a group a desk, or change what it speaks and knows."""
    values = {
        "languages": " ".join(languages),
        "topics": " ".join(topics),
        "title": title[:TITLE_LENGTH],
        "fallback": int(fallback),
    }
    await upsert(tx, table, {"chat_id": chat_id, "bound_at": now, **values}, values)


async def unbind_desk(tx: Tx, chat_id: int) -> bool:
    """The group is no desk any more; its open cases stay with it until they are closed."""
    for column in _THEIRS:
        await tx.execute(delete(column.table).where(column == chat_id))
    return (await tx.execute(delete(table).where(table.c.chat_id == chat_id))).rowcount == 1


async def desk_for(tx: Tx, language: str, topic: str = "", *, but: int | None = None) -> Desk | None:
    """The desk that speaks the language and knows the topic best; of several the one with the fewest open cases.

    Where none was bound for the language: one bound for all languages, else the fallback desk, else the first. `but`:
    a desk that is not asked. None while there is no desk.
    """
    bound = [one for one in await desks(tx) if one.chat_id != but]
    if not bound:
        return None
    fits = [one for one in bound if _fit(one, language, topic) > 0]
    if not fits:
        return next((one for one in bound if one.fallback), bound[0])
    busy = await _open_cases(tx)
    return min(fits, key=lambda one: (-_fit(one, language, topic), busy.get(one.chat_id, 0), bound.index(one)))


def _fit(one: Desk, language: str, topic: str) -> int:
    """0: not for this. Its own language weighs more than its own topic: who cannot read it cannot answer."""
    if (one.languages and not one.speaks(language)) or (one.topics and topic not in one.topics):
        return 0
    return 1 + 2 * bool(one.languages) + bool(one.topics)


async def _open_cases(tx: Tx) -> dict[int, int]:
    count = select(case.c.desk_chat, func.count().label("n")).where(case.c.status.in_(OPEN)).group_by(case.c.desk_chat)
    return {row.desk_chat: row.n for row in await tx.execute(count)}


async def set_board(tx: Tx, chat_id: int, message_id: int) -> bool:
    """The desk's board is this message; False when it is known already."""
    changed = table.c.board_id.is_distinct_from(message_id)
    return (
        await tx.execute(update(table).where((table.c.chat_id == chat_id) & changed).values(board_id=message_id))
    ).rowcount == 1


async def note_board(tx: Tx, chat_id: int, shown: str) -> None:
    """What the board says now, as a hash."""
    await tx.execute(update(table).where(table.c.chat_id == chat_id).values(board_shown=shown))


async def lose_board(tx: Tx, chat_id: int) -> None:
    """The board's message is gone: a new one will be made."""
    await tx.execute(update(table).where(table.c.chat_id == chat_id).values(board_id=None, board_shown=None))


async def move_desk(tx: Tx, old_chat: int, new_chat: int) -> bool:
    """A group became a supergroup with another id; topics of cases were not there before, so they are made anew."""
    moved = await tx.execute(
        update(table).where(table.c.chat_id == old_chat).values(chat_id=new_chat, board_id=None, board_shown=None)
    )
    for column in _THEIRS:
        await tx.execute(update(column.table).where(column == old_chat).values({column.name: new_chat}))
    for row in (await tx.execute(select(case.c.id).where(case.c.desk_chat == old_chat))).all():
        await forget_topic_side(tx, row.id)
    await tx.execute(
        update(case).where(case.c.desk_chat == old_chat).values(desk_chat=new_chat, thread_id=None, card_id=None)
    )
    return moved.rowcount == 1
