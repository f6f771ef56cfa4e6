"""An answer that did not help: one request of the week moves from "answered" to "did not help"."""

from __future__ import annotations

from datetime import datetime

from needs_assessment.count import hold
from needs_assessment.outcome import Outcome
from storage import Tx
from storage.retention import iso_week
from storage.tables import request_count

_n = request_count.c.n


async def mark_unhelpful(tx: Tx, at: datetime, shown_at: datetime) -> bool:
    """The answer shown at `shown_at` did not help, says its reader at `at`; True when a count was moved.

    Both are moments in the mission's zone. Only within the week of the answer, since a week that is over is never
    changed; never more than were answered. The week's total stays as it is.
    """
    week = iso_week(at)
    if iso_week(shown_at) != week or not await hold(tx, week):
        return False
    here = request_count.update().filter_by(table_name="outcome", period=week)
    answered = here.filter_by(code=str(Outcome.ANSWERED)).where(_n > 0)
    if (await tx.execute(answered.values(n=_n - 1))).rowcount != 1:
        return False
    await tx.execute(here.filter_by(code=str(Outcome.UNHELPFUL)).values(n=_n + 1))
    return True
