"""What expires by itself, in one transaction. Cases are erased by `operators`, which owns them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, or_

from storage.database import Tx
from storage.tables import (
    answer_rating,
    audit,
    ban,
    chat_message,
    conversation,
    inbox,
    person,
    request_count,
    shift,
    staff,
)


@dataclass(frozen=True)
class Keep:
    """How long each kind of row lives."""

    inbox: timedelta = timedelta(hours=48)
    chat_message: timedelta = timedelta(hours=48)
    person: timedelta = timedelta(days=90)
    audit: timedelta = timedelta(days=90)
    staff: timedelta = timedelta(days=90)
    counters: timedelta = timedelta(days=730)


async def expire(tx: Tx, now: datetime, keep: Keep) -> dict[str, int]:
    """Delete what is past its time; returns how many rows of each table went."""
    return {table.name: (await tx.execute(delete(table).where(old))).rowcount for table, old in _expired(now, keep)}


def iso_week(moment: datetime) -> str:
    """The ISO 8601 week of a moment, for instance `2026-W47`."""
    year, week, _ = moment.isocalendar()
    return f"{year}-W{week:02}"


def quarter(moment: datetime) -> str:
    """The quarter of a moment, for instance `2026-Q4`."""
    return f"{moment.year}-Q{(moment.month + 2) // 3}"


def _counted_before(moment: datetime) -> ColumnElement[bool]:
    """Counters of a week, month or quarter that ended before; their names are compared with those of their own kind."""
    period = request_count.c.period
    week, season = period.contains("W"), period.contains("Q")
    return or_(
        week & (period < iso_week(moment)),
        season & (period < quarter(moment)),
        ~week & ~season & (period < f"{moment:%Y-%m}"),
    )


def _expired(now: datetime, keep: Keep) -> list[tuple[Table, ColumnElement[bool]]]:
    return [
        (inbox, (inbox.c.state != "pending") & (inbox.c.received_at < now - keep.inbox)),
        (chat_message, chat_message.c.at < now - keep.chat_message),
        (conversation, conversation.c.expires_at < now),
        (person, person.c.week_seen < iso_week(now - keep.person)),
        (audit, audit.c.at < now - keep.audit),
        (staff, staff.c.seen_at < now - keep.staff),
        (shift, shift.c.until < now),
        (ban, ban.c.until < now),
        (request_count, _counted_before(now - keep.counters)),
        (answer_rating, answer_rating.c.quarter < quarter(now - keep.counters)),
    ]
