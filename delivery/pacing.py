"""How fast we may speak to Telegram: overall, per private chat, per group.

The limits are those of Telegram's bot FAQ ("My bot is hitting limits"): about 30 messages a second overall, about one a
second in one chat (short bursts are tolerated), 20 a minute in one group. We stay a little below each.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol


@dataclass(frozen=True)
class Limit:
    """`calls` in `seconds`: strictly within any such span (a window), or as a burst that refills evenly (a bucket)."""

    calls: int
    seconds: float
    window: bool = False

    @property
    def gap(self) -> float:
        """Seconds after which a bucket has room for one call more."""
        return self.seconds / self.calls


OVERALL = Limit(28, 1.0)
PRIVATE = Limit(4, 4.0)
GROUP = Limit(19, 60.5, window=True)
KEPT_FREE = {0: 0, 1: 0, 2: 2}
"""Of a group's calls in a minute, how many a row of this rank leaves to more urgent ones; 3 for all lower ranks.

An urgent case costs three (its topic, its card, the bell): it must find room in a minute that talk has filled.
"""
_KEPT_FREE_BY_OTHERS = 3
LAST = 4
"""From this rank on (boards, names, reports) calls share a small window of their own: talk must find room, too."""
UPKEEP = Limit(6, 60.5, window=True)
FORGET_ABOVE = 10_000
"""Chats to remember before those that are long quiet are forgotten."""


def limit_of(pace: str, rank: int = 0) -> Limit:
    """The limit of a chat, by its pacing key: `g:…` is a group, everything else a private chat.

    A group's calls are a budget: the lower the rank, the smaller the part of it that may be spent.
    """
    if not pace.startswith("g:"):
        return PRIVATE
    return replace(GROUP, calls=GROUP.calls - KEPT_FREE.get(rank, _KEPT_FREE_BY_OTHERS))


def limits_of(pace: str | None, rank: int) -> list[tuple[str, Limit]]:
    """Everything that a call counts towards, by name: the whole, its chat, and the part of it that its rank may use."""
    limits = [("", OVERALL)]
    if pace:
        limits.append((pace, limit_of(pace, rank)))
        if pace.startswith("g:") and rank >= LAST:
            limits.append((f"{pace}:upkeep", UPKEEP))
    return limits


class Pacer(Protocol):
    """Grants or postpones a call. An implementation may be slower than allowed, never faster."""

    async def take(self, pace: str | None, rank: int = 0) -> float:
        """Take one call's place; 0.0 when it is granted, else the seconds until it may be asked for again.

        `pace` is None for calls that count only towards the overall limit; `rank` 0 is the most urgent.
        """

    async def hold(self, pace: str | None, seconds: float) -> None:
        """Grant nothing to this chat (or to anybody) for so long: Telegram said 429."""


class MemoryPacer:
    """A pacer for one process. It forgets at a restart, so the first minute after one may meet a 429: harmless."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._windows: dict[str, deque[float]] = {}
        self._buckets: dict[str, float] = {}
        self._held: dict[str, float] = {}

    async def take(self, pace: str | None, rank: int = 0) -> float:
        """See `Pacer.take`."""
        now = self._monotonic()
        keys = limits_of(pace, rank)
        wait = max(self._wait(key, limit, now) for key, limit in keys)
        if wait <= 0:
            for key, limit in keys:
                self._spend(key, limit, now)
        return max(0.0, wait)

    async def hold(self, pace: str | None, seconds: float) -> None:
        """See `Pacer.hold`."""
        self._held[pace or ""] = self._monotonic() + seconds

    def _wait(self, key: str, limit: Limit, now: float) -> float:
        held = self._held.get(key, 0.0) - now
        if not limit.window:
            # The generic cell rate algorithm: a bucket is one moment, the one at which it will be full again.
            return max(held, self._buckets.get(key, now) - (limit.calls - 1) * limit.gap - now)
        taken = self._windows.get(key, deque())
        while taken and taken[0] <= now - limit.seconds:
            taken.popleft()
        over = len(taken) - limit.calls
        return max(held, taken[over] + limit.seconds - now if over >= 0 else 0.0)

    def _spend(self, key: str, limit: Limit, now: float) -> None:
        if limit.window:
            self._windows.setdefault(key, deque()).append(now)
            return
        self._buckets[key] = max(now, self._buckets.get(key, now)) + limit.gap
        if len(self._buckets) > FORGET_ABOVE:
            self._buckets = {one: full for one, full in self._buckets.items() if full > now}
            self._held = {one: until for one, until in self._held.items() if until > now}
