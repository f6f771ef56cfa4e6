"""Opening hours: read as people write them, right past midnight, on holidays, on exceptions and when clocks change."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operators import bind_desk, desk_of
from operators.desk_hours import EVERY, calendar_of, days_of, set_day, set_holidays, set_week, weeks_of
from operators.hours import DAYS, Calendar, HoursError, read_day, read_week, written_day, written_week
from storage import Database

MOSCOW = ZoneInfo("Europe/Moscow")
WEEK = read_week("Mon-Fri 09:00-13:00 14:00-18:00; Sat 22:00-02:00")


def at(text: str, zone: ZoneInfo = MOSCOW) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("moment", "is_open", "opens"),
    [
        ("2026-11-27 08:59", False, "2026-11-27 09:00"),
        ("2026-11-27 09:00", True, "2026-11-27 14:00"),
        ("2026-11-27 13:00", False, "2026-11-27 14:00"),
        ("2026-11-27 18:00", False, "2026-11-28 22:00"),
        ("2026-11-28 23:30", True, "2026-11-30 09:00"),
        ("2026-11-29 01:59", True, "2026-11-30 09:00"),
        ("2026-11-29 02:00", False, "2026-11-30 09:00"),
    ],
)
def test_several_spans_a_day_and_one_past_midnight(moment: str, is_open: bool, opens: str) -> None:
    calendar = Calendar(MOSCOW, WEEK)
    assert calendar.open_at(at(moment)) is is_open
    assert calendar.opens_next(at(moment)) == at(opens)


@pytest.mark.parametrize(
    ("week", "moment", "closes"),
    [
        (WEEK, "2026-11-27 09:00", "2026-11-27 13:00"),
        (WEEK, "2026-11-28 23:30", "2026-11-29 02:00"),
        (WEEK, "2026-11-27 13:00", None),
        (read_week("Mon-Fri 00:00-24:00"), "2026-11-27 13:00", "2026-11-28 00:00"),
        (read_week("Mon-Fri 09:00-24:00; Sat 00:00-04:00"), "2026-11-27 13:00", "2026-11-28 04:00"),
        (read_week("Mon-Sun 00:00-24:00"), "2026-11-27 13:00", None),
        (None, "2026-11-27 13:00", None),
    ],
)
def test_a_desk_closes_where_no_span_follows(week, moment: str, closes: str | None) -> None:
    assert Calendar(MOSCOW, week).closes_next(at(moment)) == (at(closes) if closes else None)


def test_exceptions_go_before_holidays_and_holidays_before_the_week() -> None:
    days = {date(2026, 12, 31): (), date(2027, 1, 2): read_day("10:00-12:00")}
    calendar = Calendar(MOSCOW, WEEK, days, lambda day: day.month == 1 and day.day < 9)
    assert not calendar.open_at(at("2026-12-31 10:00"))
    assert not calendar.open_at(at("2027-01-04 10:00"))
    assert calendar.open_at(at("2027-01-02 11:00"))
    assert calendar.opens_next(at("2026-12-31 10:00")) == at("2027-01-02 10:00")
    assert calendar.opens_next(at("2027-01-02 13:00")) == at("2027-01-09 22:00")


def test_no_hours_mean_day_and_night() -> None:
    calendar = Calendar(MOSCOW)
    assert calendar.open_at(at("2026-11-29 03:00"))
    assert calendar.opens_next(at("2026-11-29 03:00")) is None


def test_nine_o_clock_is_nine_o_clock_when_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    calendar = Calendar(berlin, read_week("Mon-Sun 09:00-17:00"))
    assert calendar.opens_next(at("2026-10-24 18:00", berlin)) == at("2026-10-25 09:00", berlin)
    assert calendar.open_at(datetime(2026, 10, 25, 8, 0, tzinfo=UTC))
    assert not calendar.open_at(datetime(2026, 10, 25, 7, 59, tzinfo=UTC))


@pytest.mark.parametrize(
    "text", ["", "Mon", "Mon 9", "Xyz 09:00-10:00", "Mon 10:00-10:00", "Mon 09:00-12:00 11:00-13:00", "Mon 24:30-25:00"]
)
def test_what_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(HoursError):
        read_week(text)


spans = st.lists(st.integers(0, 1439), min_size=0, max_size=6, unique=True).map(
    lambda ends: tuple(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)


@given(st.tuples(*[spans] * len(DAYS)).filter(any))
def test_what_is_written_is_read_back(week) -> None:
    assert read_week(written_week(week)) == week


@given(spans)
def test_a_day_that_is_written_is_read_back(day) -> None:
    assert read_day(written_day(day)) == day


@given(st.text(max_size=60))
def test_nothing_that_is_typed_raises_anything_else(text: str) -> None:
    for read in (read_week, read_day):
        with suppress(HoursError):
            read(text)


@given(
    st.tuples(*[spans] * len(DAYS)),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
)
def test_who_is_told_an_opening_finds_it_open(week, moment: datetime) -> None:
    calendar, now = Calendar(MOSCOW, week), moment.replace(tzinfo=MOSCOW)
    opens = calendar.opens_next(now)
    assert (opens is None) == (not any(week))
    if opens is not None:
        assert opens > now
        assert calendar.open_at(opens)


async def test_a_desk_has_hours_by_language_holidays_and_days(database: Database) -> None:
    today = date(2026, 11, 27)
    async with database.write() as tx:
        await bind_desk(tx, -1, [], datetime(2026, 11, 1, tzinfo=UTC))
        await set_week(tx, -1, WEEK)
        await set_week(tx, -1, read_week("Mon-Sun 08:00-20:00"), "uz")
        await set_holidays(tx, -1, "RU")
        await set_day(tx, -1, today, (), today)
        desk = await desk_of(tx, -1)
        assert (await weeks_of(tx, -1)).keys() == {EVERY, "uz"}
        ours, uzbek = [await calendar_of(tx, desk, code, MOSCOW) for code in ("tg", "uz")]
        assert (ours.open_at(at("2026-11-30 19:00")), uzbek.open_at(at("2026-11-30 19:00"))) == (False, True)
        assert not uzbek.open_at(at("2026-11-27 10:00")), "an exception"
        assert not uzbek.open_at(at("2027-01-01 10:00")), "a holiday"
        with pytest.raises(HoursError):
            await set_holidays(tx, -1, "XX")
        await set_day(tx, -1, today + timedelta(days=20), (), today + timedelta(days=9))
        assert list(await days_of(tx, -1)) == [today + timedelta(days=20)], "a day is forgotten a week later"
        await set_week(tx, -1, None, "uz")
        assert (await weeks_of(tx, -1)).keys() == {EVERY}
