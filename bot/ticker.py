"""The ticker: now and again it asks what has become due.

What must happen stands in tables, not in a scheduler's memory: a job store fired twice or lost jobs in our trials.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from storage import Clock

log = logging.getLogger(__name__)

Chore = Callable[[], Awaitable[None]]


@asynccontextmanager
async def ticking(chores: Mapping[str, tuple[float, Chore]], clock: Clock) -> AsyncIterator[None]:
    """Run each chore now and every so many seconds; one that fails is tried again at the next tick."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for name, (seconds, chore) in chores.items():
        scheduler.add_job(
            _guarded(name, chore),
            IntervalTrigger(seconds=int(seconds)),
            id=name,
            next_run_time=clock(),
            coalesce=True,
            misfire_grace_time=None,
            max_instances=1,
        )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


def _guarded(name: str, chore: Chore) -> Chore:
    async def run() -> None:
        try:
            await chore()
        except Exception as error:  # the next tick tries again
            log.error("chore_failed chore=%s fault=%s", name, type(error).__name__)

    return run
