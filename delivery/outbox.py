"""The outbox: what still has to be said to Telegram, written in the transaction that decided it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from aiogram import methods
from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from pydantic import BaseModel, TypeAdapter
from sqlalchemy import Select, delete, exists, insert, select, update
from sqlalchemy.engine import Row as SqlRow

from delivery.lane_of import group_lane, private_lane
from storage import Tx, Vault
from storage.tables import outbox

LEASE = timedelta(minutes=3)
"""After so long a row that a worker took is doubtful: longer than any call may take."""

JSON: TypeAdapter[Any] = TypeAdapter(Any)


class Rank(IntEnum):
    """Who goes first when not everything can: people before staff, staff before reports."""

    URGENT = 0
    PERSON = 1
    DESK = 2
    BOARD = 3
    REPORT = 4


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


class Outbox:
    """Writes rows within one transaction."""

    def __init__(self, tx: Tx, vault: Vault, now: datetime) -> None:
        self._tx = tx
        self._vault = vault
        self._now = now

    async def to_person(
        self, method: TelegramMethod[Any], chat_id: int, *, rank: Rank = Rank.PERSON, settle: str | None = None
    ) -> int:
        """Send into a private chat, in the order of the calls."""
        lane = private_lane(self._vault.person_key(chat_id))
        return await self._put(method, lane=lane, pace=lane, rank=rank, settle=settle)

    async def to_group(
        self,
        method: TelegramMethod[Any],
        chat_id: int,
        *,
        thread_id: int = 0,
        rank: Rank = Rank.DESK,
        settle: str | None = None,
    ) -> int:
        """Send into a group or one of its topics."""
        lane = group_lane(chat_id, thread_id)
        return await self._put(method, lane=lane, pace=f"g:{chat_id}", rank=rank, settle=settle)

    async def to_case_person(
        self, method: TelegramMethod[Any], case_id: int, person_key: str, *, settle: str | None = None
    ) -> int:
        """Send to the person of a case; the chat is looked up at sending, so that an erased case sends nothing."""
        lane = private_lane(person_key)
        return await self._put(
            method, lane=lane, pace=lane, rank=Rank.PERSON, case_id=case_id, role="person", settle=settle
        )

    async def to_case_desk(
        self,
        method: TelegramMethod[Any],
        case_id: int,
        desk_chat: int | None,
        *,
        rank: Rank = Rank.DESK,
        settle: str | None = None,
    ) -> int:
        """Send into the topic of a case; the topic is looked up, or made, at sending."""
        return await self._put(
            method,
            lane=f"c:{case_id}",
            pace=f"g:{desk_chat or 0}",
            rank=rank,
            case_id=case_id,
            role="desk",
            settle=settle,
        )

    async def _put(
        self,
        method: TelegramMethod[Any],
        *,
        lane: str,
        pace: str,
        rank: Rank,
        case_id: int | None = None,
        role: str | None = None,
        settle: str | None = None,
    ) -> int:
        row = {
            "lane": lane,
            "pace": pace,
            "rank": int(rank),
            "method": type(method).__name__,
            "body": self._vault.seal(_dump(method), f"outbox.body:{lane}"),
            "case_id": case_id,
            "role": role,
            "settle": settle,
            "state": "queued",
            "attempts": 0,
            "created_at": self._now,
            "due_at": self._now,
        }
        result = await self._tx.execute(insert(outbox).values(row).returning(outbox.c.id))
        return int(result.scalar_one())


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
    body = vault.seal(_dump(method), f"outbox.body:{row.lane}")
    await _set(tx, row, method=type(method).__name__, body=body, state="queued", due_at=now, lease_until=None)


async def repace(tx: Tx, old_chat: int, new_chat: int) -> None:
    """A group got another id: what waits for it counts towards the new one."""
    moved = update(outbox).where(outbox.c.pace == f"g:{old_chat}")
    await tx.execute(moved.values(pace=f"g:{new_chat}"))


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
    """Drop what still waits for a person who asked to be forgotten."""
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


def _dump(method: TelegramMethod[Any]) -> bytes:
    return json.dumps(_plain(method)).encode()


def _plain(value: Any) -> Any:
    """A call or a part of one as JSON, without what is unset (aiogram marks some of it with `Default`)."""
    if isinstance(value, BaseModel):
        return {name: _plain(part) for name, part in value if part is not None and not isinstance(part, Default)}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return JSON.dump_python(value, mode="json")
