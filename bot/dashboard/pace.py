"""How often a reader may ask: so that one of them cannot spend the bot's calls to Telegram."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

MOST = 20
WINDOW = timedelta(minutes=1)


class Pace:
    """Counts requests of the last minute in memory; who has not asked for a minute is forgotten."""

    def __init__(self) -> None:
        self._asked: deque[tuple[datetime, str]] = deque()

    def grants(self, key: str, now: datetime) -> bool:
        """Whether one more request of this reader is fine; then it counts."""
        while self._asked and now - self._asked[0][0] >= WINDOW:
            self._asked.popleft()
        if sum(one == key for _, one in self._asked) >= MOST:
            return False
        self._asked.append((now, key))
        return True
