"""The releases of the demo: made by a process beside it, kept in a file, never in an archive with real ones."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date

from bot.dashboard.source import Shown
from bot.example.releases import example_actions
from needs_assessment.release import release_from_json
from storage import Tx


@dataclass
class Example:
    """The source of the demo's dashboard; who opens it early waits until the releases are made."""

    today: date
    making: Process
    example: bool = True
    _shown: Shown | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def read(self, _tx: Tx) -> Shown:
        """See `bot.dashboard.Source`."""
        async with self._turn:
            if self._shown is None:
                self._shown = await self._made()
        return self._shown

    async def _made(self) -> Shown:
        written, _ = await self.making.communicate()
        releases = tuple(release_from_json(one) for one in json.loads(written or b"[]"))
        return Shown(releases, example_actions(self.today))


@asynccontextmanager
async def example_weeks(today: date) -> AsyncIterator[Example]:
    """Make sixty invented weeks, and stop making them when the block ends."""
    program = [sys.executable, "-m", "bot.example", today.isoformat()]
    # A session of its own: Ctrl-C in the terminal is for the demo, which ends this.
    making = await asyncio.create_subprocess_exec(*program, stdout=PIPE, stderr=DEVNULL, start_new_session=True)
    try:
        yield Example(today, making)
    finally:
        if making.returncode is None:
            making.kill()
        await making.communicate()
