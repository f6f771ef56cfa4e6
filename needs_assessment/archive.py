"""The archive of releases: what was printed, in the order in which it was, and what coordinators did about it.

A release is made once, when its period is over and waited for, and never changed. Two schedulers may make one at the
same time: the number decides who wins, and the other reads what the first has kept.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import func, select

from needs_assessment.chats import coordinators_chats
from needs_assessment.counters import counted_weeks, periods_of, read_counters
from needs_assessment.downtime import downtime_in
from needs_assessment.make import Thresholds, make_release
from needs_assessment.pairs import kappa_of
from needs_assessment.periods import Kind, Period, following, month_of, period, quarter_of
from needs_assessment.release import Audience, Release, release_from_json, release_json
from needs_assessment.reports.summarise import summarise
from needs_assessment.reports.summary import Action, ActionKind, Summary
from needs_assessment.week import iso_week, previous_week
from storage import Database, Tx, insert_or_ignore
from storage.retention import Keep
from storage.tables import alert_action
from storage.tables import release as table

__all__ = [
    "actions",
    "make_due_release",
    "make_wanted_release",
    "note_action",
    "note_alerts",
    "preview",
    "release_of",
    "releases",
    "report_of",
    "summary_of",
]


async def releases(tx: Tx, audience: Audience | None = None) -> list[Release]:
    """What was printed for an audience, or for both, in the order in which it was."""
    mine = select(table.c.body).order_by(table.c.number)
    if audience is not None:
        mine = mine.where(table.c.audience == str(audience))
    return [release_from_json(json.loads(body)) for body in (await tx.execute(mine)).scalars()]


async def release_of(tx: Tx, audience: Audience, name: str) -> Release | None:
    """The release of a period; None when there is none yet."""
    one = select(table.c.body).where(table.c.audience == str(audience), table.c.period == name)
    body = (await tx.execute(one)).scalar()
    return None if body is None else release_from_json(json.loads(body))


async def due_periods(tx: Tx, now: datetime, zone: tzinfo) -> list[tuple[Audience, Period]]:
    """What is over and was not released yet, in the order in which it has to be: the oldest first, weeks before months.

    Coordinators get weeks, months and quarters; outside goes what has no week. The archive begins with the first week
    that was counted, or in which a coordinators' chat was bound; a week without a single request is released as well.
    """
    last = previous_week(now, zone)
    first = await _first_week(tx, now, zone)
    if first is None:
        return []
    known = {(row.audience, row.period) for row in await tx.execute(select(table.c.audience, table.c.period))}
    wanted = [(audience, one) for one in _finished(first, last) for audience in _audiences(one)]
    return [(audience, one) for audience, one in wanted if (str(audience), one.name) not in known]


async def make_due_release(database: Database, now: datetime, zone: tzinfo, thresholds: Thresholds) -> bool:
    """Make the first release that is due; False when none is."""
    async with database.read() as tx:
        due = await due_periods(tx, now, zone)
    if due:
        await _make(database, now, zone, thresholds, *due[0])
    return bool(due)


async def make_wanted_release(
    database: Database, now: datetime, zone: tzinfo, thresholds: Thresholds, audience: Audience, wanted: Period
) -> None:
    """Make a release that nobody is due, for instance a week for outside, unless counting began later."""
    async with database.read() as tx:
        known = await release_of(tx, audience, wanted.name)
        first = await _first_week(tx, now, zone)
    if known is None and first is not None and first <= wanted.weeks[0]:
        await _make(database, now, zone, thresholds, audience, wanted)


async def preview(tx: Tx, now: datetime, zone: tzinfo, thresholds: Thresholds) -> Summary:
    """The week that is not over, protected by itself, marked, and kept nowhere: for a demo only."""
    week = period(iso_week(now, zone))
    counted = await read_counters(tx, periods_of(week.weeks))
    today = now.astimezone(zone).date()
    made = await asyncio.to_thread(make_release, counted, week, Audience.COORDINATORS, (), thresholds, made_on=today)
    return summarise(made.release(running=True), (), ())


async def _make(
    database: Database, now: datetime, zone: tzinfo, thresholds: Thresholds, audience: Audience, wanted: Period
) -> None:
    """In a thread of its own: a month can take a second or more, and nothing is locked meanwhile.

    Who kept another release first wins.
    """
    async with database.read() as tx:
        printed = await releases(tx)
        counted = await read_counters(tx, periods_of(_hanging_together(wanted)))
        down = await downtime_in(tx, wanted)
    today = now.astimezone(zone).date()
    made = await asyncio.to_thread(make_release, counted, wanted, audience, printed, thresholds, made_on=today)
    async with database.write() as tx:
        coding = await kappa_of(tx, wanted.name) if wanted.kind is Kind.MONTH else None
        await _keep(tx, made.release(downtime=down, coding=coding), now)


async def actions(tx: Tx) -> list[Action]:
    """Every alert there was, the newest first, with what was done about it."""
    rows = await tx.execute(select(alert_action).order_by(alert_action.c.week.desc(), alert_action.c.code))
    return [_action(row) for row in rows]


async def note_alerts(tx: Tx, week: str, codes: Sequence[str]) -> None:
    """These needs emerged in a week: coordinators can now say what they did."""
    await insert_or_ignore(tx, alert_action, [{"week": week, "code": code} for code in codes])


async def note_action(tx: Tx, week: str, code: str, kind: ActionKind, today: date) -> bool:
    """Note what was done about an alert; False when there was no such alert."""
    there = alert_action.update().where(alert_action.c.week == week, alert_action.c.code == code)
    return (await tx.execute(there.values(kind=str(kind), noted_on=today.isoformat()))).rowcount == 1


async def _keep(tx: Tx, release: Release, now: datetime) -> bool:
    """False when another process was faster: its release stands, and this one is forgotten."""
    last = (await tx.execute(select(func.max(table.c.number)))).scalar() or 0
    if last + 1 != release.number:
        return False
    row = {
        "number": release.number,
        "audience": str(release.audience),
        "period": release.period.name,
        "made_at": now,
        "body": json.dumps(release_json(release), ensure_ascii=False),
    }
    return bool(await insert_or_ignore(tx, table, [row]))


async def _first_week(tx: Tx, now: datetime, zone: tzinfo) -> str | None:
    """None of which the counters have been erased: they would look like weeks in which nobody asked."""
    kept_since = now - Keep().counters
    bound = [iso_week(chat.bound_at, zone) for chat in await coordinators_chats(tx) if chat.bound_at > kept_since]
    return min([*(await counted_weeks(tx))[:1], *bound], default=None)


def _audiences(one: Period) -> tuple[Audience, ...]:
    """Whose archive a period belongs to by itself. Coordinators first: what is hidden from them is hidden outside."""
    return (Audience.COORDINATORS,) if one.kind is Kind.WEEK else (Audience.COORDINATORS, Audience.OUTSIDE)


def _finished(first: str, last: str) -> list[Period]:
    """Every period from the week `first` that is over with the week `last`, in the order of their ends."""
    found: list[Period] = []
    week = first
    while week <= last:
        longer = (period(month_of(week)), period(quarter_of(week)))
        found += [period(week), *(one for one in longer if one.weeks[-1] == week)]
        week = following(week)
    return found


def _hanging_together(wanted: Period) -> tuple[str, ...]:
    """The weeks of the quarters in which a period lies: no release joins more."""
    return tuple(week for name in sorted({quarter_of(week) for week in wanted.weeks}) for week in period(name).weeks)


def _action(row: Any) -> Action:
    noted = None if row.noted_on is None else date.fromisoformat(row.noted_on)
    return Action(row.week, row.code, None if row.kind is None else ActionKind(row.kind), noted)


async def summary_of(tx: Tx, audience: Audience, name: str) -> Summary | None:
    """What the report of a period says; None where it has not been released."""
    found = await report_of(tx, audience, name)
    return None if found is None else found[0]


async def report_of(tx: Tx, audience: Audience, name: str) -> tuple[Summary, list[Release]] | None:
    """The same, with all releases for the audience: the workbook and the files tell more than the summary."""
    printed = await releases(tx, audience)
    current = next((one for one in printed if one.period.name == name), None)
    return None if current is None else (summarise(current, printed, await actions(tx)), printed)
