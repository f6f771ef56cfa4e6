"""The rows of the outbox on their way: which are due, what state each is in, and their end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiogram import methods
from aiogram.methods import TelegramMethod
from sqlalchemy import Select, delete, exists, func, insert, select, update
from sqlalchemy.engine import Row as SqlRow

from delivery.lane_of import private_lane
from delivery.outbox import Rank, dump
from storage import Tx, Vault
from storage.tables import inbox, outbox

LEASE = timedelta(minutes=3)
"""After so long a row that a worker took is doubtful: longer than any call may take."""


@dataclass(frozen=True)
class Row:
    """One call to make. `role` says whose place in the case is filled in at sending."""

    id: int
    lane: str
    pace: str
    rank: int
    method: str
    body: bytes
    case_id: int | None
    role: str | None
    settle: str | None
    doubtful: bool
    attempts: int
    created_at: datetime


def open_method(row: Row, vault: Vault) -> TelegramMethod[Any]:
    """The call of a row. Raises SealBroken."""
    kind: type[TelegramMethod[Any]] = getattr(methods, row.method)
    return kind.model_validate_json(vault.open(row.body, f"outbox.body:{row.lane}"))


async def take_due(tx: Tx, now: datetime, limit: int) -> list[Row]:
    """The first row of every lane whose moment has come, people first. A lane's next row waits for the first."""
    earlier = outbox.alias("earlier")
    behind = exists().where((earlier.c.lane == outbox.c.lane) & (earlier.c.id < outbox.c.id))
    first: Select[Any] = (
        select(outbox)
        .where(outbox.c.state.in_(("queued", "doubtful")) & (outbox.c.due_at <= now) & ~behind)
        .order_by(outbox.c.rank, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=outbox)
    )
    return [_row(found) for found in await tx.execute(first)]


async def next_due(tx: Tx) -> datetime | None:
    """The earliest moment at which a waiting row wants to be sent."""
    waiting = select(outbox.c.due_at).where(outbox.c.state.in_(("queued", "doubtful")))
    return (await tx.execute(waiting.order_by(outbox.c.due_at).limit(1))).scalar()


async def mark_sending(tx: Tx, row: Row, now: datetime) -> None:
    """From here until its answer nobody knows whether the call took effect."""
    await _set(tx, row, state="sending", attempts=row.attempts + 1, lease_until=now + LEASE)


async def put_back(tx: Tx, row: Row, due_at: datetime, *, doubtful: bool, counted: bool = True) -> None:
    """Try again later; doubtful when the call may have taken effect."""
    state = "doubtful" if doubtful or row.doubtful else "queued"
    attempts = row.attempts + 1 if counted else row.attempts
    await _set(tx, row, state=state, due_at=due_at, attempts=attempts, lease_until=None)


async def replace(tx: Tx, row: Row, method: TelegramMethod[Any], vault: Vault, now: datetime) -> None:
    """Say the same in another way (a new message in place of an edit that is no longer possible)."""
    body = vault.seal(dump(method), f"outbox.body:{row.lane}")
    await _set(tx, row, method=type(method).__name__, body=body, state="queued", due_at=now, lease_until=None)


async def repace(tx: Tx, old_chat: int, new_chat: int) -> None:
    """A group got another id: what waits for it counts towards the new one."""
    moved = update(outbox).where(outbox.c.pace == f"g:{old_chat}")
    await tx.execute(moved.values(pace=f"g:{new_chat}"))


async def move_lane(tx: Tx, case_id: int, desk_chat: int | None) -> None:
    """A case goes to another desk: what waits for its topic counts towards that one."""
    waiting = (outbox.c.case_id == case_id) & (outbox.c.role == "desk")
    await tx.execute(update(outbox).where(waiting).values(pace=f"g:{desk_chat or 0}"))


async def waiting_for_topic(tx: Tx, case_id: int) -> list[tuple[int, str]]:
    """The rows that wait for a case's topic, in their order, each with what `settle` calls it."""
    mine = (outbox.c.lane == f"c:{case_id}") & (outbox.c.state != "sending")
    found = select(outbox.c.id, outbox.c.settle).where(mine).order_by(outbox.c.id).with_for_update()
    return [(row.id, (row.settle or "").partition(":")[0]) for row in await tx.execute(found)]


async def to_the_end(tx: Tx, ids: Sequence[int]) -> None:
    """Let these rows leave after all that wait in their lane, in this order: rows of a lane leave by their numbers."""
    columns = [column for column in outbox.c if column.name != "id"]
    for one in ids:
        same = select(*columns).where(outbox.c.id == one)
        await tx.execute(insert(outbox).from_select([column.name for column in columns], same))
    await drop(tx, ids)


async def drop(tx: Tx, ids: Sequence[int]) -> None:
    """These rows are not to be sent any more."""
    await tx.execute(delete(outbox).where(outbox.c.id.in_(ids)))


async def waits(tx: Tx, chat_id: int, method: type[TelegramMethod[Any]]) -> bool:
    """Whether a call of this kind still waits for a group."""
    such = (outbox.c.pace == f"g:{chat_id}") & (outbox.c.method == method.__name__)
    return (await tx.execute(select(outbox.c.id).where(such).limit(1))).first() is not None


async def backlog(tx: Tx, chat_id: int) -> int:
    """How many calls still wait for a group."""
    waiting = (outbox.c.pace == f"g:{chat_id}") & (outbox.c.rank < int(Rank.BOARD))
    return int((await tx.execute(select(func.count()).select_from(outbox).where(waiting))).scalar_one())


async def last_waiting(tx: Tx, case_id: int, role: str, vault: Vault) -> tuple[Row, TelegramMethod[Any]] | None:
    """The newest row to one side of a case, if nobody has tried to send it yet. Raises SealBroken."""
    mine = (outbox.c.case_id == case_id) & (outbox.c.role == role)
    found = (await tx.execute(select(outbox).where(mine).order_by(outbox.c.id.desc()).limit(1))).first()
    if found is None or found.state != "queued" or found.attempts:
        return None
    row = _row(found)
    return row, open_method(row, vault)


async def add_to(tx: Tx, row: Row, method: TelegramMethod[Any], settle: str, vault: Vault, due_at: datetime) -> bool:
    """Say more with a row that waits; False when it has left meanwhile."""
    body = vault.seal(dump(method), f"outbox.body:{row.lane}")
    waiting = (outbox.c.id == row.id) & (outbox.c.state == "queued")
    values = {"method": type(method).__name__, "body": body, "settle": settle, "due_at": due_at}
    return (await tx.execute(update(outbox).where(waiting).values(**values))).rowcount == 1


async def remove(tx: Tx, row: Row) -> None:
    """The row is settled."""
    await tx.execute(delete(outbox).where(outbox.c.id == row.id))


async def doubt_abandoned(tx: Tx, now: datetime | None) -> int:
    """Rows whose sender died become doubtful: all of them (None, one process), or those past their lease."""
    abandoned = outbox.c.state == "sending"
    if now is not None:
        abandoned &= outbox.c.lease_until < now
    return (await tx.execute(update(outbox).where(abandoned).values(state="doubtful", lease_until=None))).rowcount


async def forget_chat(tx: Tx, person_key: str) -> None:
    """Drop what still waits for a person who asked to be forgotten, and what they wrote that was set aside."""
    await tx.execute(delete(inbox).where((inbox.c.lane == private_lane(person_key)) & (inbox.c.state == "dead")))
    await tx.execute(delete(outbox).where((outbox.c.lane == private_lane(person_key)) & (outbox.c.state != "sending")))


async def _set(tx: Tx, row: Row, **values: object) -> None:
    await tx.execute(update(outbox).where(outbox.c.id == row.id).values(**values))


def _row(found: SqlRow[Any]) -> Row:
    return Row(
        id=found.id,
        lane=found.lane,
        pace=found.pace,
        rank=found.rank,
        method=found.method,
        body=found.body,
        case_id=found.case_id,
        role=found.role,
        settle=found.settle,
        doubtful=found.state == "doubtful",
        attempts=found.attempts,
        created_at=found.created_at,
    )
