"""For how long the hotline was down: a reader of a quiet week wants to know whether people were, or we were."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from sqlalchemy import func, select

from needs_assessment.periods import Period
from needs_assessment.week import iso_week, week_end
from storage import Tx, upsert
from storage.kept import keep, kept
from storage.tables import request_count

TABLE = "downtime"
"""Minutes by week, among the counters; it counts nobody, so it is no table of the list and needs no protection."""
ALIVE = "alive_at"
SHORTEST = timedelta(minutes=5)
"""A shorter silence is a restart."""


async def still_alive(tx: Tx, now: datetime, zone: tzinfo) -> None:
    """Said every minute; after a silence the minutes of it are counted in the weeks in which they lay."""
    last = await kept(tx, ALIVE)
    await keep(tx, ALIVE, now.isoformat())
    since = now if last is None else datetime.fromisoformat(last)
    if now - since < SHORTEST:
        return
    while since < now:
        week = iso_week(since, zone)
        until = min(now, week_end(week, zone).astimezone(now.tzinfo))
        await _add(tx, week, round((until - since).total_seconds() / 60))
        since = until


async def downtime_in(tx: Tx, period: Period) -> int:
    """Minutes of a period."""
    mine = (request_count.c.table_name == TABLE) & request_count.c.period.in_(period.weeks)
    return int((await tx.execute(select(func.coalesce(func.sum(request_count.c.n), 0)).where(mine))).scalar_one())


async def _add(tx: Tx, week: str, minutes: int) -> None:
    row = {"table_name": TABLE, "period": week, "code": "_T", "code2": "", "n": minutes}
    await upsert(tx, request_count, row, {"n": request_count.c.n + minutes})
