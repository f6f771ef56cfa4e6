"""What a waiting person may be told: whether somebody is there, how long it usually takes, when the desk opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from babel.dates import get_timezone_location

from handlers.house import House
from locales import Html, Speech
from needs_assessment import in_steps, iso_week, usual_wait
from operators import Case, desk_of, longest_wait_before
from operators.desk_hours import calendar_of
from operators.hours import Calendar
from storage import Tx

LOOKED_BACK = 4
"""Weeks whose waits say what is usual."""


@dataclass(frozen=True)
class Outlook:
    """How a case's waiting looks at a moment; `usual` in minutes, `opens` when the desk is closed, else `closes`."""

    is_open: bool
    opens: datetime | None
    usual: int | None
    closes: datetime | None = None

    def until(self, since: datetime) -> datetime | None:
        """Until when who waits since then may expect an answer: within what is usual, before the desk closes."""
        if not self.is_open or self.usual is None:
            return None
        end = since + timedelta(minutes=self.usual)
        return end if self.closes is None else min(end, self.closes)


async def outlook_of(tx: Tx, house: House, case: Case, now: datetime) -> Outlook:
    """Look at the hours of the case's desk, at the last weeks' real waits, and at those of who is before it now."""
    calendar = await calendar_for(tx, house, case)
    weeks = [iso_week(now - timedelta(weeks=number), house.rules.zone) for number in range(LOOKED_BACK + 1)]
    usual = await usual_wait(tx, weeks)
    before = await longest_wait_before(tx, case)
    if usual is not None and before is not None:
        usual = max(usual, in_steps((now - before).total_seconds() / 60))
    return Outlook(calendar.open_at(now), calendar.opens_next(now), usual, calendar.closes_next(now))


async def calendar_for(tx: Tx, house: House, case: Case) -> Calendar:
    """When the desk of a case answers in the case's language."""
    desk = None if case.desk_chat is None else await desk_of(tx, case.desk_chat)
    return await calendar_of(tx, desk, case.language, house.rules.zone)


def closed_line(house: House, speech: Speech, outlook: Outlook) -> Html:
    """Nobody is there now: when they come, by which clock."""
    if outlook.opens is None:
        return speech.t(
            "The operators are not there now. Your message is kept, and they answer as soon as they are back. "
            "In danger, call 112 now."
        )
    return speech.t(
        "The operators are not there now. They are back on {time} ({city} time). Your message is kept. "
        "In danger, call 112 now.",
        time=speech.date_time(outlook.opens, house.rules.zone),
        city=_city(house, speech),
    )


def closing_line(house: House, speech: Speech, closes: datetime) -> Html:
    """Somebody is there, but not as long as it usually takes."""
    return speech.t(
        "The operators are there until {time} ({city} time). If nobody has answered by then, your message is kept "
        "until they are back.",
        time=speech.time(closes, house.rules.zone),
        city=_city(house, speech),
    )


def usual_line(speech: Speech, outlook: Outlook) -> Html | None:
    """What the last weeks allow to say; nothing where they were too few."""
    if outlook.usual is None:
        return None
    return speech.t("Usually an answer comes within {wait}.", wait=speech.duration(outlook.usual))


def _city(house: House, speech: Speech) -> str:
    return get_timezone_location(house.rules.zone, locale=speech.locale, return_city=True)
