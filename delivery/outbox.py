"""The outbox: what still has to be said to Telegram, written in the transaction that decided it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from aiogram.client.default import Default
from aiogram.methods import EditMessageText, TelegramMethod
from pydantic import BaseModel, TypeAdapter
from sqlalchemy import insert, select

from delivery.lane_of import group_lane, private_lane
from storage import Tx, Vault
from storage.tables import outbox

JSON: TypeAdapter[Any] = TypeAdapter(Any)
BEHIND = timedelta(seconds=3)
"""What has waited so long, with nothing wrong, waits for the next minute's budget."""


class Rank(IntEnum):
    """Who goes first when not everything can: people before staff, new cases before talk, reports last."""

    URGENT = 0
    PERSON = 1
    CARD = 2
    DESK = 3
    BOARD = 4
    REPORT = 5


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
        role: str | None = None,
        settle: str | None = None,
        aside: bool = False,
    ) -> int:
        """Send into a group or one of its topics. With a role the courier writes the call when it is sent.

        `aside`: what is said there meanwhile need not wait for it.
        """
        lane = group_lane(chat_id, thread_id, aside=aside)
        return await self._put(method, lane=lane, pace=f"g:{chat_id}", rank=rank, role=role, settle=settle)

    async def to_case_person(
        self,
        method: TelegramMethod[Any],
        case_id: int,
        person_key: str,
        *,
        settle: str | None = None,
        due: datetime | None = None,
    ) -> int:
        """Send to the person of a case; the chat is looked up at sending, so that an erased case sends nothing."""
        lane = private_lane(person_key)
        return await self._put(
            method, lane=lane, pace=lane, rank=Rank.PERSON, case_id=case_id, role="person", settle=settle, due=due
        )

    async def to_case_desk(
        self,
        method: TelegramMethod[Any],
        case_id: int,
        desk_chat: int | None,
        *,
        rank: Rank = Rank.DESK,
        settle: str | None = None,
        due: datetime | None = None,
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
            due=due,
        )

    async def refresh(self, what: str, *, lane: str, pace: str, case_id: int | None = None) -> None:
        """Bring something that stands there already up to date, once for however many changes.

        `what` is the row's role: what it says is asked of the courier when it is sent, so that it is never old.
        """
        mine = (outbox.c.lane == lane) & (outbox.c.role == what) & (outbox.c.state == "queued")
        if (await self._tx.execute(select(outbox.c.id).where(mine).limit(1))).first() is None:
            blank = EditMessageText(text="", message_id=0, chat_id=0)
            await self._put(blank, lane=lane, pace=pace, rank=Rank.BOARD, case_id=case_id, role=what, settle=what)

    async def group_is_behind(self, chat_id: int) -> bool:
        """Whether talk that should have gone into this group some seconds ago is still waiting: its minute is spent."""
        mine = (outbox.c.pace == f"g:{chat_id}") & (outbox.c.state == "queued") & (outbox.c.rank <= Rank.DESK)
        late = outbox.c.due_at < self._now - BEHIND
        return (await self._tx.execute(select(outbox.c.id).where(mine, late).limit(1))).first() is not None

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
        due: datetime | None = None,
    ) -> int:
        row = {
            "lane": lane,
            "pace": pace,
            "rank": int(rank),
            "method": type(method).__name__,
            "body": self._vault.seal(dump(method), f"outbox.body:{lane}"),
            "case_id": case_id,
            "role": role,
            "settle": settle,
            "state": "queued",
            "attempts": 0,
            "created_at": self._now,
            "due_at": due or self._now,
        }
        result = await self._tx.execute(insert(outbox).values(row).returning(outbox.c.id))
        return int(result.scalar_one())


def dump(method: TelegramMethod[Any]) -> bytes:
    """The call as JSON; `outbox_rows.open_method` reads it back."""
    return json.dumps(_plain(method)).encode()


def _plain(value: Any) -> Any:
    """A call or a part of one as JSON, without what is unset (aiogram marks some of it with `Default`)."""
    if isinstance(value, BaseModel):
        return {name: _plain(part) for name, part in value if part is not None and not isinstance(part, Default)}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return JSON.dump_python(value, mode="json")
