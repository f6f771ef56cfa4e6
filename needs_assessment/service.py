"""How the desk serves: how long people wait for an answer, and how they judge the help; counters by week, about nobody.

Waits stand in buckets, so that no row holds one person's minutes. They serve the expected wait that people are told,
and are printed by nothing yet: the report's tables are a fixed list (tables.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import func, select

from needs_assessment.count import one_more
from storage import Tx
from storage.tables import request_count

WAIT, HELP = "service_wait", "service_help"
BUCKETS = (2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 480, 720, 1440)
"""Upper ends in minutes; the last row takes what was longer."""
LONGER = "longer"
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


async def count_wait(tx: Tx, *, week: str, minutes: float) -> None:
    """Somebody was answered after so long."""
    bucket = next((str(end) for end in BUCKETS if minutes <= end), LONGER)
    await one_more(tx, week, WAIT, bucket)


async def count_help(tx: Tx, *, week: str, verdict: Help) -> None:
    """Somebody judged the help."""
    await one_more(tx, week, HELP, verdict)


async def usual_wait(tx: Tx, weeks: Sequence[str]) -> int | None:
    """Within how many minutes people were usually answered in these weeks; None where too few were, or too late."""
    mine = request_count.c.table_name == WAIT, request_count.c.period.in_(weeks)
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
