"""The simulator's time: the machine's own, moved forward by whoever tests what happens later."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Pulse:
    """Wakes everybody who waits for the next change of something."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def beat(self) -> None:
        """Wake everybody who waits now; who comes later waits for the next beat."""
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seconds: float | None) -> bool:
        """Wait for a beat; false when `seconds` of real time went by without one."""
        event = self._event
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return False
        return True


class Clock:
    """Seconds since 1970, read from `source` and moved forward by `advance`."""

    def __init__(self, source: Callable[[], float]) -> None:
        self._source = source
        self._ahead = 0.0
        self._moved = Pulse()

    def now(self) -> float:
        """The simulator's time, in seconds since 1970."""
        return self._source() + self._ahead

    def date(self) -> int:
        """The same in whole seconds, as Telegram writes dates."""
        return int(self.now())

    def advance(self, seconds: float) -> None:
        """Move the time forward and wake who slept until then."""
        self._ahead += seconds
        self._moved.beat()

    async def sleep(self, seconds: float) -> None:
        """Sleep until the clock shows `seconds` more than now, by waiting or by being moved."""
        end = self.now() + seconds
        while (left := end - self.now()) > 0:
            await self._moved.wait(left)
