"""The hours of each desk, as they are kept, and the calendar that follows from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from sqlalchemy import delete, select, update

from operators.desks import Desk
from operators.hours import Calendar, HoursError, Spans, read_day, read_week, written_day, written_week
from storage import Tx, upsert
from storage.tables import desk, desk_day, desk_hours

EVERY = ""
"""The hours of all languages that have none of their own."""


async def set_week(tx: Tx, chat_id: int, week: tuple[Spans, ...] | None, language: str = EVERY) -> None:
    """Change the weekly hours of a desk, or of one of its languages; None: day and night, or as the desk's."""
    if week is None:
        mine = desk_hours.c.chat_id == chat_id
        await tx.execute(delete(desk_hours).where(mine & (desk_hours.c.language == language)))
        return
    row = {"chat_id": chat_id, "language": language, "weekly": written_week(week)}
    await upsert(tx, desk_hours, row, {"weekly": row["weekly"]})


async def set_day(tx: Tx, chat_id: int, day: date, spans: Spans, today: date) -> None:
    """An exception: this day has hours of its own. What was more than a week ago is forgotten."""
    row = {"chat_id": chat_id, "day": day.isoformat(), "hours": written_day(spans)}
    await upsert(tx, desk_day, row, {"hours": row["hours"]})
    over = desk_day.c.day < (today - timedelta(days=7)).isoformat()
    await tx.execute(delete(desk_day).where((desk_day.c.chat_id == chat_id) & over))


async def set_holidays(tx: Tx, chat_id: int, country: str) -> None:
    """Keep the public holidays of a country, or of none. Raises HoursError for one that nobody knows."""
    if country and country not in known_countries():
        raise HoursError(country)
    await tx.execute(update(desk).where(desk.c.chat_id == chat_id).values(holidays=country))


async def weeks_of(tx: Tx, chat_id: int) -> dict[str, tuple[Spans, ...]]:
    """The weekly hours by language, `EVERY` for the others."""
    rows = await tx.execute(select(desk_hours).where(desk_hours.c.chat_id == chat_id).order_by(desk_hours.c.language))
    return {row.language: read_week(row.weekly) for row in rows}


async def days_of(tx: Tx, chat_id: int) -> dict[date, Spans]:
    """The exceptions."""
    rows = await tx.execute(select(desk_day).where(desk_day.c.chat_id == chat_id).order_by(desk_day.c.day))
    return {date.fromisoformat(row.day): read_day(row.hours) for row in rows}


async def calendar_of(tx: Tx, mine: Desk | None, language: str, zone: ZoneInfo) -> Calendar:
    """When a desk answers in a language; without hours, or without a desk, day and night."""
    if mine is None:
        return Calendar(zone)
    weeks = await weeks_of(tx, mine.chat_id)
    week = weeks.get(language, weeks.get(EVERY))
    return Calendar(zone, week, await days_of(tx, mine.chat_id), _holidays_of(mine.holidays))


def known_countries() -> Sequence[str]:
    """The countries whose holidays are known, by ISO 3166 code."""
    return tuple(holidays.list_supported_countries())


@lru_cache(maxsize=32)
def _holidays_of(country: str) -> Callable[[date], bool]:
    if not country:
        return lambda _day: False
    calendar = holidays.country_holidays(country)
    return lambda day: day in calendar
