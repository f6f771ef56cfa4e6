"""Telegram's flood limits, as its FAQ for bots states them: overall, in one private chat, in one group.

The server's own numbers are secret and move; these are the published ones, which a sender that wants to be left alone
keeps. Sends, copies, forwards, edits and new topics count; answers to buttons, reactions, deletions and reads do not.
"""

from __future__ import annotations

import math
from collections import deque

from simulator.clock import Clock
from simulator.errors import bad_request, too_many_requests

OVERALL_PER_SECOND = 30
PRIVATE_PER_SECOND = 1
PRIVATE_BURST = 5  # "avoid sending more than one message per second", short bursts are let pass
GROUP_PER_WINDOW = 20
GROUP_WINDOW_SECONDS = 60.0


class _Bucket:
    def __init__(self, rate: float, size: float, now: float) -> None:
        self.rate, self.size = rate, size
        self.left, self.seen = size, now

    def wait(self, count: int, now: float) -> float:
        self.left = min(self.size, self.left + (now - self.seen) * self.rate)
        self.seen = now
        # A full bucket lets pass what is larger than itself (an album), or it would never be sent.
        return max(0.0, (min(count, self.size) - self.left) / self.rate)


class _Window:
    def __init__(self) -> None:
        self.times: deque[float] = deque()

    def wait(self, count: int, now: float) -> float:
        while self.times and self.times[0] <= now - GROUP_WINDOW_SECONDS:
            self.times.popleft()
        over = len(self.times) + min(count, GROUP_PER_WINDOW) - GROUP_PER_WINDOW
        return 0.0 if over <= 0 else self.times[over - 1] + GROUP_WINDOW_SECONDS - now


class Limits:
    """Counts what the bot sends and refuses what is too much; `on` switches it.

    `topics`: so many fit into a forum; None for as many as you like, since Telegram's own number is not published.
    """

    def __init__(self, clock: Clock, *, on: bool, topics: int | None = None) -> None:
        self.on = on
        self.topics = topics
        self._clock = clock
        self._overall = _Bucket(OVERALL_PER_SECOND, OVERALL_PER_SECOND, clock.now())
        self._private: dict[int, _Bucket] = {}
        self._groups: dict[int, _Window] = {}

    def spend(self, chat_id: int, count: int = 1) -> None:
        """Count messages for a chat.

        Raises:
            BotApiError: 429 with the seconds to wait; nothing is counted then.
        """
        if not self.on:
            return
        now = self._clock.now()
        wait = max(self._overall.wait(count, now), self._chat_wait(chat_id, count, now))
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        self._overall.left -= count
        self._count(chat_id, count, now)

    def room_for_topic(self, topics: int) -> None:
        """Look whether one topic more fits into a forum of so many.

        Raises:
            BotApiError: it is full.
        """
        if self.topics is not None and topics >= self.topics:
            raise bad_request("TOPICS_TOO_MUCH")

    def _chat_wait(self, chat_id: int, count: int, now: float) -> float:
        if chat_id < 0:
            return self._groups.setdefault(chat_id, _Window()).wait(count, now)
        bucket = self._private.setdefault(chat_id, _Bucket(PRIVATE_PER_SECOND, PRIVATE_BURST, now))
        return bucket.wait(count, now)

    def _count(self, chat_id: int, count: int, now: float) -> None:
        if chat_id < 0:
            self._groups[chat_id].times.extend([now] * count)
        else:
            self._private[chat_id].left -= count
