from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from needs_assessment import WeekInvalid, WeekProblem, iso_week, parse_week, previous_week
from needs_assessment.week import week_days, week_end

MOSCOW = ZoneInfo("Europe/Moscow")
TUESDAY = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)  # in 2026-W48


def test_the_last_week_is_the_one_before() -> None:
    assert previous_week(TUESDAY, MOSCOW) == "2026-W47"


def test_a_week_is_over_a_quarter_of_an_hour_after_its_end() -> None:
    """Until then a transaction that began in it may still count."""
    end = week_end("2026-W47", MOSCOW)
    assert end == datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
    assert previous_week(end + timedelta(minutes=14), MOSCOW) == "2026-W46"
    assert previous_week(end + timedelta(minutes=15), MOSCOW) == "2026-W47"


def test_the_year_turns_with_its_week() -> None:
    assert previous_week(datetime(2027, 1, 5, tzinfo=UTC), MOSCOW) == "2026-W53"
    assert week_days("2026-W53") == (date(2026, 12, 28), date(2027, 1, 3))


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Tashkent"])
def test_every_week_of_two_years_follows_the_one_before_also_where_clocks_change(zone: str) -> None:
    moment, seen = datetime(2025, 1, 8, 6, 30, tzinfo=UTC), []
    for _ in range(104):
        seen.append(previous_week(moment, ZoneInfo(zone)))
        assert week_end(seen[-1], ZoneInfo(zone)) <= moment
        moment += timedelta(days=7)
    mondays = [week_days(week)[0] for week in seen]
    assert {later - earlier for earlier, later in pairwise(mondays)} == {timedelta(days=7)}


@pytest.mark.parametrize("text", ["2026-W47", " 2026-w47 ", "2025-W01"])
def test_a_finished_week_is_understood(text: str) -> None:
    assert parse_week(text, TUESDAY, MOSCOW) == text.strip().upper()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", WeekProblem.SHAPE),
        ("47", WeekProblem.SHAPE),
        ("2026-47", WeekProblem.SHAPE),
        ("2026-W7", WeekProblem.SHAPE),
        ("2026-W47-1", WeekProblem.SHAPE),
        ("26-W47", WeekProblem.SHAPE),
        ("٢٠٢٦-W47", WeekProblem.SHAPE),
        ("2026-W00", WeekProblem.NO_SUCH_WEEK),
        ("2025-W53", WeekProblem.NO_SUCH_WEEK),
        ("2026-W54", WeekProblem.NO_SUCH_WEEK),
        ("0000-W01", WeekProblem.NO_SUCH_WEEK),
        ("2026-W48", WeekProblem.RUNNING),
        ("2026-W49", WeekProblem.FUTURE),
        ("9999-W01", WeekProblem.FUTURE),
        ("2024-W40", WeekProblem.ERASED),
        ("0001-W01", WeekProblem.ERASED),
    ],
)
def test_any_other_week_is_refused_with_the_reason_and_the_last_one(text: str, problem: WeekProblem) -> None:
    with pytest.raises(WeekInvalid) as raised:
        parse_week(text, TUESDAY, MOSCOW)
    assert (raised.value.problem, raised.value.last) == (problem, "2026-W47")
    assert "2026-W47" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_week_that_is_just_closing_is_not_finished() -> None:
    with pytest.raises(WeekInvalid) as raised:
        parse_week("2026-W47", week_end("2026-W47", MOSCOW) + timedelta(minutes=1), MOSCOW)
    assert raised.value.problem is WeekProblem.RUNNING


def test_the_running_week_is_the_one_of_the_moment() -> None:
    assert iso_week(TUESDAY, MOSCOW) == "2026-W48"
