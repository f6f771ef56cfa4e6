"""The lanes: one update after the other within a lane, lanes side by side, urgent lanes first.

A worker takes one update of a lane and gives the lane back, so that nobody's backlog starves another person.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Protocol

from sqlalchemy.exc import DBAPIError

from delivery.inbox import Inbox, Waiting
from delivery.outbox import Outbox
from delivery.turn import Turn
from storage import Clock, Database, SealBroken

log = logging.getLogger(__name__)

SWEEP_SECONDS = 1.0
BUSY_SECONDS = 0.2


class Handling(Protocol):
    """What the floor above does with an update."""

    async def prepare(self, update: dict[str, Any]) -> dict[str, Any]:
        """Ask Telegram what must be known before the transaction (a member's rights); must not write."""

    async def handle(self, update: dict[str, Any], turn: Turn, prepared: dict[str, Any]) -> None:
        """Do the work inside the transaction. An exception undoes it and the update is tried again."""

    async def set_aside(self, update: dict[str, Any] | None, turn: Turn) -> None:
        """Tell people that an update could not be handled."""


class Lanes:
    """Runs the inbox."""

    def __init__(
        self,
        database: Database,
        inbox: Inbox,
        handling: Handling,
        outbox: Callable[[Any], Outbox],
        clock: Clock,
        committed: Callable[[Turn], Awaitable[None]],
        workers: int = 8,
    ) -> None:
        self._database = database
        self._inbox = inbox
        self._handling = handling
        self._outbox = outbox
        self._clock = clock
        self._committed = committed
        self._workers = workers
        self._ready: asyncio.PriorityQueue[tuple[int, int, str]] = asyncio.PriorityQueue()
        self._queued: set[str] = set()
        self._again: dict[str, int] = {}
        self._turns = 0
        self._stopping = asyncio.Event()

    def wake(self, lanes: Iterable[tuple[int, str]]) -> None:
        """Say that these (rank, lane) have something to do."""
        for rank, lane in sorted(lanes):
            if lane in self._queued:
                self._again[lane] = min(rank, self._again.get(lane, rank))
                continue
            self._queued.add(lane)
            self._turns += 1
            self._ready.put_nowait((rank, self._turns, lane))

    async def run(self) -> None:
        """Work until `stop`; an update that is being handled is finished."""
        async with asyncio.TaskGroup() as nursery:
            nursery.create_task(self._sweep())
            for _ in range(self._workers):
                nursery.create_task(self._work())

    def stop(self) -> None:
        """Take no further update."""
        self._stopping.set()
        for _ in range(self._workers):
            self._ready.put_nowait((-1, 0, ""))

    async def _sweep(self) -> None:
        while not self._stopping.is_set():
            try:
                self.wake(await self._inbox.lanes_due())
            except DBAPIError as error:
                log.error("inbox_sweep_failed fault=%s", type(error.orig).__name__)
            try:
                await asyncio.wait_for(self._stopping.wait(), SWEEP_SECONDS)
            except TimeoutError:
                continue

    async def _work(self) -> None:
        while True:
            rank, _, lane = await self._ready.get()
            if self._stopping.is_set():
                return
            try:
                more = await self._one(lane)
            except DBAPIError as error:
                # A full disk or an absent database: nothing was confirmed as handled, so nothing is lost.
                log.error("lane_database_failed fault=%s", type(error.orig).__name__)
                await asyncio.sleep(SWEEP_SECONDS)
                more = True
            self._give_back(lane, rank, more=more)

    def _give_back(self, lane: str, rank: int, *, more: bool) -> None:
        self._queued.discard(lane)
        again = self._again.pop(lane, None)
        if more or again is not None:
            self.wake([(rank if again is None else min(rank, again), lane)])

    async def _one(self, lane: str) -> bool:
        async with self._database.read() as tx:
            waiting = await self._inbox.head(tx, lane)
        if waiting is None or waiting.due_at > self._clock():
            return False
        try:
            return await self._handle(waiting)
        except DBAPIError as error:
            if error.connection_invalidated or _storage_is_down(error):
                raise
            return await self._fail(waiting, error)
        except Exception as error:
            return await self._fail(waiting, error)

    async def _handle(self, waiting: Waiting) -> bool:
        update = self._inbox.open(waiting)
        prepared = await self._handling.prepare(update)
        async with self._database.write() as tx:
            if not await self._database.take_lane(tx, waiting.lane):
                await asyncio.sleep(BUSY_SECONDS)
                return True
            still = await self._inbox.head(tx, waiting.lane)
            if still is None or still.update_id != waiting.update_id:
                return True
            turn = Turn(tx, self._clock(), self._outbox(tx))
            await self._handling.handle(update, turn, prepared)
            await self._inbox.done(tx, waiting.update_id)
        await self._committed(turn)
        return True

    async def _fail(self, waiting: Waiting, error: Exception) -> bool:
        place = where(error)
        log.error("update_failed attempt=%d fault=%s", waiting.attempts + 1, place)
        async with self._database.write() as tx:
            hopeless = isinstance(error, SealBroken)
            turn = Turn(tx, self._clock(), self._outbox(tx))
            if await self._inbox.failed(tx, waiting, place, hopeless=hopeless):
                log.critical("update_set_aside fault=%s", place)
                await self._handling.set_aside(None if hopeless else self._inbox.open(waiting), turn)
        await self._committed(turn)
        return True


def where(error: BaseException) -> str:
    """Type and place of an error; never its text, which may quote what a person wrote."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    code = trace.tb_frame.f_code
    return f"{type(error).__name__} at {code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"


def _storage_is_down(error: DBAPIError) -> bool:
    text = str(error.orig).lower()
    return any(sign in text for sign in ("disk is full", "disk i/o", "locked", "readonly", "connection", "no space"))
