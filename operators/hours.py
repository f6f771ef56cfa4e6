"""When a desk answers: weekly hours with several spans a day, past midnight too, public holidays and exceptions.

The hours of a week are written as people write them: `Mon-Fri 09:00-13:00 14:00-18:00; Sat 22:00-02:00; Sun closed`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CLOSED = "closed"
DAY = 24 * 60
AHEAD = 21
"""So many days are looked ahead for the next opening: more than any holidays last."""
_DAYS = re.compile(r"^([A-Z][a-z]{2})(?:-([A-Z][a-z]{2}))?$")
_SPAN = re.compile(r"^([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-4]):([0-5]\d)$")

Spans = tuple[tuple[int, int], ...]
"""Minutes after midnight, from and to; what ends past midnight ends after 1440."""


class HoursError(Exception):
    """Hours that cannot be read; `part` is what of them."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(f"cannot read the hours: {part}")


def read_week(text: str) -> tuple[Spans, ...]:
    """The spans of Monday to Sunday; a day that is not named is closed. Raises HoursError."""
    week: dict[int, Spans] = {}
    for part in filter(None, (one.strip() for one in text.replace("–", "-").split(";"))):
        days, _, hours = part.partition(" ")
        spans = read_day(hours)
        week |= dict.fromkeys(_day_numbers(days), spans)
    if not week:
        raise HoursError(text.strip() or "?")
    return tuple(week.get(number, ()) for number in range(len(DAYS)))


def read_day(text: str) -> Spans:
    """The spans of one day: `09:00-13:00 14:00-18:00`, or `closed`. Raises HoursError."""
    words = text.replace("–", "-").replace(",", " ").split()
    if words == [CLOSED]:
        return ()
    spans = sorted(_span(word) for word in words)
    if not spans:
        raise HoursError(text.strip() or "?")
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            raise HoursError(text.strip())
    return tuple(spans)


def written_week(week: tuple[Spans, ...]) -> str:
    """The hours as `read_week` takes them, days of the same hours together."""
    parts: list[str] = []
    start = 0
    for number in range(len(DAYS)):
        if number + 1 < len(DAYS) and week[number + 1] == week[start]:
            continue
        days = DAYS[start] if start == number else f"{DAYS[start]}-{DAYS[number]}"
        if week[start]:
            parts.append(f"{days} {written_day(week[start])}")
        start = number + 1
    return "; ".join(parts)


def written_day(spans: Spans) -> str:
    """The hours as `read_day` takes them."""
    return " ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans) or CLOSED


@dataclass(frozen=True)
class Calendar:
    """When somebody answers, in one time zone. No week means day and night."""

    zone: ZoneInfo
    week: tuple[Spans, ...] | None = None
    days: Mapping[date, Spans] = field(default_factory=dict)
    """Exceptions, which go before holidays and the week."""
    is_holiday: Callable[[date], bool] = lambda _day: False

    def open_at(self, moment: datetime) -> bool:
        """Whether somebody answers at this moment."""
        return self.open_since(moment) is not None

    def open_since(self, moment: datetime) -> datetime | None:
        """Since when, if somebody answers now: the beginning of the span; the moment itself where it is always."""
        if self._always():
            return moment
        today = moment.astimezone(self.zone).date()
        spans = (span for day in (today - timedelta(days=1), today) for span in self._spans(day))
        return next((start for start, end in spans if start <= moment < end), None)

    def closes_next(self, moment: datetime) -> datetime | None:
        """The end of the span in which somebody answers now, or of those that follow it without a break.

        None when nobody answers now, or no end comes for weeks.
        """
        if self._always() or not self.open_at(moment):
            return None
        today = moment.astimezone(self.zone).date()
        until = moment
        for number in range(-1, AHEAD):
            for start, end in self._spans(today + timedelta(days=number)):
                until = max(until, end) if start <= until else until
        return until if self.open_since(until) is None else None

    def opens_next(self, moment: datetime) -> datetime | None:
        """The next beginning of a span; None when nobody is there for weeks, or somebody always."""
        if self._always():
            return None
        today = moment.astimezone(self.zone).date()
        days = (today + timedelta(days=number) for number in range(AHEAD))
        return next((start for day in days for start, _ in self._spans(day) if start > moment), None)

    def _always(self) -> bool:
        return self.week is None and not self.days

    def _spans(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        midnight = datetime.combine(day, time(), self.zone)
        for start, end in self._hours(day):
            # Wall clock: where the clocks change in between, nine o'clock is still nine o'clock.
            yield midnight + timedelta(minutes=start), midnight + timedelta(minutes=end)

    def _hours(self, day: date) -> Spans:
        if day in self.days:
            return self.days[day]
        if self.week is None:
            return ((0, DAY),)
        return () if self.is_holiday(day) else self.week[day.weekday()]


def _day_numbers(text: str) -> range | list[int]:
    found = _DAYS.match(text.strip().title())
    if found is None or any(name not in DAYS for name in found.groups() if name):
        raise HoursError(text)
    first, last = DAYS.index(found[1]), DAYS.index(found[2] or found[1])
    return range(first, last + 1) if first <= last else [*range(first, len(DAYS)), *range(last + 1)]


def _span(text: str) -> tuple[int, int]:
    found = _SPAN.match(text)
    if found is None:
        raise HoursError(text)
    start, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    if end > DAY or start == end:
        raise HoursError(text)
    return start, end if end > start else end + DAY


def _clock(minutes: int) -> str:
    minutes = minutes if minutes <= DAY else minutes - DAY
    return f"{minutes // 60:02}:{minutes % 60:02}"
