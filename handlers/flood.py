"""How fast one person may write: what comes faster is answered, not taken, and never silently lost.

In memory for one worker: a restart forgives. Several count together in Redis (redis_flood.py).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

SPAN = timedelta(minutes=1)
QUESTIONS, IN_CASE = 20, 60
"""Messages in a minute: a long text that the phone splits makes a dozen at most, an album ten."""
SAID_EVERY = timedelta(seconds=20)
FORGET_ABOVE = 10_000


@dataclass
class _Pace:
    moments: deque[datetime] = field(default_factory=deque)
    said_at: datetime | None = None


class Flood(Protocol):
    """Counts messages by keyed hash; knows nothing else of anybody."""

    async def takes(self, key: str, now: datetime, most: int) -> bool:
        """Whether one message more may be taken, which counts it."""

    async def may_say(self, key: str, now: datetime) -> bool:
        """Whether the person is told now: not for every message, or we would flood them."""


class MemoryFlood:
    """See `Flood`; for one process."""

    def __init__(self) -> None:
        self._paces: dict[str, _Pace] = {}

    async def takes(self, key: str, now: datetime, most: int) -> bool:
        """See `Flood.takes`."""
        pace = self._paces.setdefault(key, _Pace())
        while pace.moments and pace.moments[0] <= now - SPAN:
            pace.moments.popleft()
        if len(pace.moments) >= most:
            return False
        pace.moments.append(now)
        self._forget(now)
        return True

    async def may_say(self, key: str, now: datetime) -> bool:
        """See `Flood.may_say`."""
        pace = self._paces.setdefault(key, _Pace())
        if pace.said_at is not None and now - pace.said_at < SAID_EVERY:
            return False
        pace.said_at = now
        return True

    def _forget(self, now: datetime) -> None:
        if len(self._paces) > FORGET_ABOVE:
            self._paces = {
                key: pace for key, pace in self._paces.items() if pace.moments and pace.moments[-1] > now - SPAN
            }
