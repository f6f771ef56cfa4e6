"""The report by itself: which chat is due one, exactly once, also after downtime and with two schedulers.

On the Monday after the last week of a month the month comes, too. A report waits for its release.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from sqlalchemy import select, update

from needs_assessment.archive import release_of
from needs_assessment.chats import CoordinatorsChat, coordinators_chats
from needs_assessment.periods import Period, monday_of, month_of, period
from needs_assessment.release import Audience
from needs_assessment.week import previous_week, week_end
from storage import Tx, insert_or_ignore
from storage.tables import report_run

MONDAY = 0


@dataclass(frozen=True)
class DueReport:
    """A report that the caller has to write into the outbox, in the transaction in which it was claimed."""

    run_id: int
    chat_id: int
    language: str
    period: Period


async def due_reports(
    tx: Tx, now: datetime, zone: tzinfo, *, at: time = time(9), weekday: int = MONDAY
) -> list[DueReport]:
    """Claim the reports of the last finished week that are due, at the first `weekday` and `at` after its end.

    After downtime only the last week is made up for. A chat gets no week that ended before the chat was bound.
    """
    week = previous_week(now, zone)
    if now < _due_at(week, zone, at, weekday):
        return []
    released = [one for one in _ending_with(week) if await release_of(tx, Audience.COORDINATORS, one.name)]
    waiting = [chat for chat in await coordinators_chats(tx) if chat.bound_at < week_end(week, zone)]
    claimed = [await _claim(tx, chat, one, now) for one in released for chat in waiting]
    return [report for report in claimed if report is not None]


def _ending_with(week: str) -> list[Period]:
    month = period(month_of(week))
    return [period(week), *([month] if month.weeks[-1] == week else [])]


async def settle_report(tx: Tx, run_id: int, *, sent: bool, now: datetime) -> bool:
    """Note what became of a report. Only the first word counts; False for a later one."""
    first = (report_run.c.id == run_id) & (report_run.c.state == "queued")
    outcome = {"state": "sent" if sent else "failed", "settled_at": now}
    return (await tx.execute(update(report_run).where(first).values(**outcome))).rowcount == 1


def _due_at(week: str, zone: tzinfo, at: time, weekday: int) -> datetime:
    monday = monday_of(week) + timedelta(days=7)
    return datetime.combine(monday + timedelta(days=weekday), at, zone)


async def _claim(tx: Tx, chat: CoordinatorsChat, wanted: Period, now: datetime) -> DueReport | None:
    """Whoever inserts the row has the report: the other scheduler's insert waits, and finds it taken."""
    run = {"kind": str(wanted.kind), "period": wanted.name, "chat_id": chat.chat_id}
    if not await insert_or_ignore(tx, report_run, [{**run, "state": "queued", "queued_at": now}]):
        return None
    inserted = select(report_run.c.id).filter_by(**run)
    return DueReport((await tx.execute(inserted)).scalar_one(), chat.chat_id, chat.language, wanted)
