"""The live events of the People API: numbered, kept for replay, followed by the page and by the test client."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator
from typing import Any

from simulator.clock import Pulse
from simulator.errors import Json

KEPT = 20_000
HEARTBEAT_SECONDS = 15.0


class EventLog:
    """What happened, in order; `sequence` of the last event says how far somebody has read."""

    def __init__(self) -> None:
        self.sequence = 0
        self._events: deque[Json] = deque(maxlen=KEPT)
        self._pulse = Pulse()
        self._closed = False

    def add(self, kind: str, chat_id: int, **fields: Any) -> None:
        """Write down one event and wake who follows."""
        self.sequence += 1
        self._events.append({"sequence": self.sequence, "type": kind, "chat_id": chat_id} | fields)
        self._pulse.beat()

    def close(self) -> None:
        """End all who follow: the server stops."""
        self._closed = True
        self._pulse.beat()

    async def follow(self, after: int) -> AsyncIterator[Json | None]:
        """All events after a number, as they come; None now and then, when nothing happens."""
        while not self._closed:
            for event in [event for event in self._events if event["sequence"] > after]:
                after = event["sequence"]
                yield event
            if self.sequence <= after and not await self._next():
                yield None

    async def _next(self) -> bool:
        return self._closed or await self._pulse.wait(HEARTBEAT_SECONDS)
