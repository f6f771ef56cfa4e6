"""The sender: empties the outbox with pacing and finds out what became of each call.

A row is *sending* before the call leaves and is settled in one transaction with what its outcome means; a row that was
*sending* when we died is doubtful: it is sent again, marked as possibly doubled.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from aiogram.methods import (
    CopyMessage,
    CopyMessages,
    CreateForumTopic,
    EditMessageText,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import Message, MessageId
from sqlalchemy.exc import DBAPIError

from delivery import outbox_rows as rows
from delivery.courier import Courier, Failed, NotYet, Place, Sent
from delivery.faults import Fault, Kind, fault_of
from delivery.outbox import Outbox
from delivery.outbox_rows import Row
from delivery.pacing import Pacer
from storage import Clock, Database, SealBroken, Tx, Vault

log = logging.getLogger(__name__)

IDLE_SECONDS = 1.0
BATCH = 60
GIVE_UP_AFTER = timedelta(hours=24)
LONGEST_PAUSE = 60.0
UNPACED = frozenset(
    {
        "DeleteMessage",
        "DeleteMessages",
        "SetMessageReaction",
        "DeleteForumTopic",
        "CloseForumTopic",
        "ReopenForumTopic",
        "PinChatMessage",
        "UnpinChatMessage",
    }
)
"""Methods that send no message: they count towards the overall limit alone."""


class Sender:
    """Runs the outbox."""

    def __init__(
        self,
        call: Callable[[TelegramMethod[Any]], Awaitable[Any]],
        database: Database,
        vault: Vault,
        pacer: Pacer,
        courier: Courier,
        clock: Clock,
    ) -> None:
        self._call = call
        self._database = database
        self._vault = vault
        self._pacer = pacer
        self._courier = courier
        self._clock = clock
        self._wake = asyncio.Event()
        self._stopping = False
        self._nursery: asyncio.TaskGroup | None = None

    def wake(self) -> None:
        """Say that there is something to send."""
        self._wake.set()

    def stop(self) -> None:
        """Begin no further call; those under way are waited for."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Send until `stop`."""
        await self._recover(None if self._database.is_sqlite else self._clock())
        async with asyncio.TaskGroup() as nursery:
            self._nursery = nursery
            while not self._stopping:
                await self._pause(await self._round(nursery))
            self._nursery = None

    def soon(self, method: TelegramMethod[Any]) -> None:
        """Make a call that may be lost without harm, outside the outbox."""
        if self._nursery is not None and not self._stopping:
            self._nursery.create_task(self._direct(method))

    async def _direct(self, method: TelegramMethod[Any]) -> None:
        try:
            await self._call(method)
        except Exception as error:
            log.info("direct_call_failed method=%s kind=%s", type(method).__name__, fault_of(error).kind)

    async def _recover(self, now: datetime | None) -> None:
        async with self._database.write() as tx:
            if doubtful := await rows.doubt_abandoned(tx, now):
                log.warning("outbox_doubtful rows=%d", doubtful)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), seconds)
        except TimeoutError:
            if not self._database.is_sqlite:
                await self._recover(self._clock())

    async def _round(self, nursery: asyncio.TaskGroup) -> float:
        self._wake.clear()
        try:
            taken, wait = await self._take()
        except DBAPIError as error:
            log.error("outbox_database_failed fault=%s", type(error.orig).__name__)
            return IDLE_SECONDS
        for row in taken:
            nursery.create_task(self._deliver(row))
        return wait

    async def _take(self) -> tuple[list[Row], float]:
        taken: list[Row] = []
        now = self._clock()
        soonest = IDLE_SECONDS
        async with self._database.read() as tx:
            if not await rows.take_due(tx, now, 1):
                return taken, await self._until_next(tx, now)
        full: set[str] = set()
        async with self._database.write() as tx:
            for row in await rows.take_due(tx, now, BATCH):
                pace = None if row.method in UNPACED else row.pace
                if pace in full:
                    continue
                wait = await self._pacer.take(pace, row.rank)
                if wait > 0:
                    # Rows come by rank: where this one has no room, none of a lower rank has.
                    full |= {pace} if pace else set()
                    soonest = min(soonest, wait)
                    continue
                await rows.mark_sending(tx, row, now)
                taken.append(row)
        return taken, 0.0 if len(taken) == BATCH else soonest

    async def _until_next(self, tx: Tx, now: datetime) -> float:
        due = await rows.next_due(tx)
        return IDLE_SECONDS if due is None else max(0.02, min(IDLE_SECONDS, (due - now).total_seconds()))

    async def _deliver(self, row: Row) -> None:
        try:
            await self._try(row)
        except DBAPIError as error:
            # The row stays *sending*; its lease, or the next start, makes it doubtful: asked twice, never lost.
            log.error("outbox_settle_failed method=%s fault=%s", row.method, type(error.orig).__name__)
        except SealBroken:
            log.critical(
                "outbox_seal_broken method=%s: HAMROH_SECRET_KEY is not the one this was written with", row.method
            )
            await self._settle(row, Failed(Kind.REFUSED))
        finally:
            self._wake.set()

    async def _try(self, row: Row) -> None:
        method = rows.open_method(row, self._vault)
        if row.role is not None:
            placed = await self._placed(row, method)
            if placed is None:
                return
            method = placed
        if row.doubtful:
            async with self._database.read() as tx:
                method = await self._courier.again(tx, row, method)
        try:
            result = await self._call(method)
        except Exception as error:
            await self._faulted(row, method, fault_of(error))
            return
        await self._settle(row, Sent(_message_id(result), row.doubtful, _message_ids(result)))

    async def _placed(self, row: Row, method: TelegramMethod[Any]) -> TelegramMethod[Any] | None:
        place = await self._place(row)
        if isinstance(place, Place) and place.first is not None:
            await self._first(row, place.first)
            return None
        if isinstance(place, NotYet):
            await self._later(row, place.seconds, doubtful=False, counted=False)
            return None
        if place is None:
            await self._settle(row, Failed(Kind.NO_CHAT))
            return None
        method = await place.drawn() if place.drawn else place.instead or method
        fields = type(method).model_fields
        values: dict[str, Any] = {"chat_id": place.chat_id}
        if place.thread_id is not None and "message_thread_id" in fields:
            values["message_thread_id"] = place.thread_id
        return method.model_copy(update=values)

    async def _place(self, row: Row) -> Place | NotYet | None:
        async with self._database.read() as tx:
            return await self._courier.place(tx, row)

    async def _first(self, row: Row, first: TelegramMethod[Any]) -> None:
        # The row's place in the pace pays for this call; the row itself asks for another one afterwards.
        try:
            result = await self._call(first)
        except Exception as error:
            fault = fault_of(error)
            # A topic that may or may not have been made is made again: an empty one harms nobody.
            await self._faulted(row, first, Fault(Kind.UNREACHED) if fault.kind is Kind.UNKNOWN else fault)
            return
        async with self._database.write() as tx:
            await self._courier.first_done(tx, row, result)
            await rows.put_back(tx, row, self._clock(), doubtful=False, counted=False)

    async def _faulted(self, row: Row, method: TelegramMethod[Any], fault: Fault) -> None:
        log.info("call_failed method=%s kind=%s attempt=%d", type(method).__name__, fault.kind, row.attempts + 1)
        match fault.kind:
            case Kind.UNCHANGED:
                await self._settle(row, Sent())
            case Kind.WAIT:
                await self._pacer.hold(row.pace, fault.seconds)
                await self._later(row, fault.seconds, doubtful=False, counted=False)
            case Kind.EDIT_GONE if isinstance(method, EditMessageText):
                await self._edit_gone(row, method)
            case Kind.FORUM_FULL if row.case_id is not None:
                await self._make_room(row)
            case Kind.TOPIC_GONE | Kind.MOVED if not self._exhausted(row):
                await self._rehouse(row, method, fault)
            case Kind.TOPIC_CLOSED | Kind.NO_CHAT | Kind.NO_RIGHTS if row.role == "desk" and _says(method):
                # The desk is out of order, not the message: it waits as long as its case lives.
                await self._later(row, _backoff(row.attempts), doubtful=False)
            case Kind.UNKNOWN | Kind.UNREACHED | Kind.TOKEN | Kind.CONFLICT if not self._exhausted(row):
                await self._later(row, _backoff(row.attempts), doubtful=fault.kind is Kind.UNKNOWN)
            case _:
                await self._settle(row, Failed(fault.kind))

    async def _edit_gone(self, row: Row, method: EditMessageText) -> None:
        async with self._database.write() as tx:
            if await self._courier.edit_gone(tx, Outbox(tx, self._vault, self._clock()), row):
                await rows.remove(tx, row)
            else:
                await rows.replace(tx, row, _as_new_message(method), self._vault, self._clock())

    async def _make_room(self, row: Row) -> None:
        async with self._database.write() as tx:
            seconds = await self._courier.forum_full(tx, Outbox(tx, self._vault, self._clock()), row)
            due = self._clock() + timedelta(seconds=seconds)
            await rows.put_back(tx, row, due, doubtful=False, counted=False)

    async def _rehouse(self, row: Row, method: TelegramMethod[Any], fault: Fault) -> None:
        async with self._database.write() as tx:
            if row.case_id is not None:
                # First, since what waits for a topic is put in order once the next one begins.
                await rows.put_back(tx, row, self._clock(), doubtful=False)
            if fault.kind is Kind.TOPIC_GONE:
                await self._courier.topic_gone(tx, row, getattr(method, "message_thread_id", None))
            else:
                await self._courier.moved(tx, row, int(getattr(method, "chat_id", 0)), fault.new_chat_id)
            if row.case_id is None and row.role is None and fault.kind is Kind.MOVED:
                await rows.replace(
                    tx, row, method.model_copy(update={"chat_id": fault.new_chat_id}), self._vault, self._clock()
                )
            elif row.case_id is None and fault.kind is not Kind.MOVED:
                await rows.remove(tx, row)

    def _exhausted(self, row: Row) -> bool:
        return row.role != "desk" and self._clock() - row.created_at > GIVE_UP_AFTER

    async def _later(self, row: Row, seconds: float, *, doubtful: bool, counted: bool = True) -> None:
        async with self._database.write() as tx:
            due = self._clock() + timedelta(seconds=seconds)
            await rows.put_back(tx, row, due, doubtful=doubtful, counted=counted)

    async def _settle(self, row: Row, outcome: Sent | Failed) -> None:
        async with self._database.write() as tx:
            await self._courier.settled(tx, Outbox(tx, self._vault, self._clock()), row, outcome)
            await rows.remove(tx, row)


def _says(method: TelegramMethod[Any]) -> bool:
    """Whether somebody's words wait behind this call; a topic's name or colour may be given up."""
    return isinstance(method, SendMessage | CopyMessage | CopyMessages | CreateForumTopic)


def _backoff(attempts: int) -> float:
    return min(LONGEST_PAUSE, 0.5 * 2.0 ** min(attempts, 10))


def _message_id(result: Any) -> int | None:
    return result.message_id if isinstance(result, Message | MessageId) else None


def _message_ids(result: Any) -> tuple[int, ...]:
    made = result if isinstance(result, list) else []
    return tuple(one.message_id for one in made if isinstance(one, Message | MessageId))


def _as_new_message(edit: EditMessageText) -> SendMessage:
    return SendMessage(
        chat_id=edit.chat_id if edit.chat_id is not None else 0,
        text=edit.text or "",
        parse_mode=edit.parse_mode,
        reply_markup=edit.reply_markup,
        link_preview_options=edit.link_preview_options,
    )
