"""How fast we may speak to Telegram: overall, per private chat, per group.

The limits are those of Telegram's bot FAQ ("My bot is hitting limits"): about 30 messages a second overall, about one a
second in one chat (short bursts are tolerated), 20 a minute in one group. We stay a little below each.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Limit:
    """At most `calls` within any `seconds`."""

    calls: int
    seconds: float


OVERALL = Limit(28, 1.0)
PRIVATE = Limit(3, 3.2)
GROUP = Limit(19, 60.5)


def limit_of(pace: str) -> Limit:
    """The limit of a chat, by its pacing key: `g:…` is a group, everything else a private chat."""
    return GROUP if pace.startswith("g:") else PRIVATE


class Pacer(Protocol):
    """Grants or postpones a call. An implementation may be slower than allowed, never faster."""

    async def take(self, pace: str | None) -> float:
        """Take one call's place; 0.0 when it is granted, else the seconds until it may be asked for again.

        `pace` is None for calls that count only towards the overall limit.
        """

    async def hold(self, pace: str | None, seconds: float) -> None:
        """Grant nothing to this chat (or to anybody) for so long: Telegram said 429."""


class MemoryPacer:
    """A pacer for one process. It forgets at a restart, so the first minute after one may meet a 429: harmless."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._taken: dict[str, deque[float]] = {}
        self._held: dict[str, float] = {}

    async def take(self, pace: str | None) -> float:
        """See `Pacer.take`."""
        now = self._monotonic()
        keys = [("", OVERALL)] + ([(pace, limit_of(pace))] if pace else [])
        wait = max(self._wait(key, limit, now) for key, limit in keys)
        if wait <= 0:
            for key, _ in keys:
                self._taken.setdefault(key, deque()).append(now)
        return max(0.0, wait)

    async def hold(self, pace: str | None, seconds: float) -> None:
        """See `Pacer.hold`."""
        self._held[pace or ""] = self._monotonic() + seconds

    def _wait(self, key: str, limit: Limit, now: float) -> float:
        held = self._held.get(key, 0.0) - now
        taken = self._taken.get(key)
        if not taken:
            return held
        while taken and taken[0] <= now - limit.seconds:
            taken.popleft()
        if not taken:
            del self._taken[key]
            return held
        full = len(taken) >= limit.calls
        return max(held, taken[0] + limit.seconds - now if full else 0.0)
