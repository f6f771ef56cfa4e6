"""How the desk serves: how long people wait for an answer, and how they judge the help; weekly counters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select

from needs_assessment.count import Key, add
from needs_assessment.waits import BUCKETS, bucket_of
from storage import Tx
from storage.retention import iso_week
from storage.tables import request_count

ENOUGH = 10
"""Below so many waits nothing is promised."""
USUALLY = 0.75
"""Of four people three were answered within what is called usual."""

_n = request_count.c.n


class Help(StrEnum):
    """What a person says of an operator's help; the last four after a no."""

    UP = "up"
    DOWN = "down"
    SLOW = "slow"
    NOT_SOLVED = "not_solved"
    UNCLEAR = "unclear"
    UNKIND = "unkind"


HELP_REASONS = (Help.SLOW, Help.NOT_SOLVED, Help.UNCLEAR, Help.UNKIND)


def in_steps(minutes: float) -> int:
    """A wait rounded up to the steps in which waits are counted and told."""
    return next((end for end in BUCKETS if minutes <= end), BUCKETS[-1])


async def count_wait(tx: Tx, *, at: datetime, minutes: float) -> None:
    """Somebody was answered after so long. `at` is a moment in the mission's zone."""
    week = iso_week(at)
    await add(tx, week, [Key("waits", week, bucket_of(minutes))])


async def count_help(tx: Tx, *, at: datetime, verdict: Help) -> None:
    """Somebody judged the help."""
    week = iso_week(at)
    await add(tx, week, [Key("help", week, str(verdict))])


async def usual_wait(tx: Tx, weeks: Sequence[str]) -> int | None:
    """Within how many minutes people were usually answered in these weeks; None where too few were, or too late."""
    mine = request_count.c.table_name == "waits", request_count.c.period.in_(weeks)
    sums = select(request_count.c.code, func.sum(_n).label("n")).where(*mine).group_by(request_count.c.code)
    counts = Counter({row.code: int(row.n) for row in await tx.execute(sums)})
    if counts.total() < ENOUGH:
        return None
    answered = 0
    for end in BUCKETS:
        answered += counts[str(end)]
        if answered >= USUALLY * counts.total():
            return end
    return None
