from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs_assessment import Kind, PeriodInvalid, PeriodProblem, PeriodUnavailable, period, wanted_period
from needs_assessment.periods import earlier, following, month_of, neighbour, quarter_of
from needs_assessment.wanted import last_period

MOSCOW = ZoneInfo("Europe/Moscow")
FRIDAY = datetime(2026, 11, 27, 12, tzinfo=UTC)

weeks = st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(lambda day: "{}-W{:02}".format(*day.isocalendar()[:2]))


@pytest.mark.parametrize(
    ("name", "span"),
    [
        ("2026-W47", "2026-W47"),
        ("2026-01", "2026-W01..2026-W04"),
        ("2026-02", "2026-W05..2026-W08"),
        ("2026-03", "2026-W09..2026-W13"),
        ("2026-11", "2026-W44..2026-W47"),
        ("2026-12", "2026-W48..2026-W53"),  # a long year: 53 weeks
        ("2025-12", "2025-W48..2025-W52"),
        ("2026-Q1", "2026-W01..2026-W13"),
        ("2026-Q4", "2026-W40..2026-W53"),
    ],
)
def test_months_have_four_four_and_five_weeks(name: str, span: str) -> None:
    assert period(name).span == span


@pytest.mark.parametrize(
    "name", ["", "2026", "2026-W00", "2025-W53", "2026-W54", "2026-00", "2026-13", "2026-Q0", "2026-Q5", "0000-Q1",
             "2026-w47", "2026-W4７", " 2026-W47", "2026-W47\n", "26-11"],
)  # fmt: skip
def test_what_is_no_period_is_refused(name: str) -> None:
    with pytest.raises(PeriodInvalid):
        period(name)


@given(weeks)
def test_every_week_lies_in_exactly_its_month_and_its_quarter(week: str) -> None:
    month, quarter = period(month_of(week)), period(quarter_of(week))
    assert month.weeks.count(week) == quarter.weeks.count(week) == 1
    assert set(month.weeks) <= set(quarter.weeks)
    assert (month.kind, quarter.kind) == (Kind.MONTH, Kind.QUARTER)


@given(weeks)
def test_walking_forth_and_back_ends_where_it_began(week: str) -> None:
    for one in (period(week), period(month_of(week)), period(quarter_of(week))):
        assert neighbour(neighbour(one, 1), -1) == one
        assert following(one.weeks[-1]) == neighbour(one, 1).weeks[0]
    assert earlier(following(week), 1) == (week,)


def test_the_days_of_a_period() -> None:
    assert period("2026-11").days == (date(2026, 10, 26), date(2026, 11, 22))


def test_the_last_finished_periods() -> None:
    last = {kind: last_period(kind, FRIDAY, MOSCOW).name for kind in Kind}
    assert last == {Kind.WEEK: "2026-W47", Kind.MONTH: "2026-11", Kind.QUARTER: "2026-Q3"}


def test_a_week_is_over_a_quarter_of_an_hour_after_its_end() -> None:
    """Transactions that began in it may still count."""
    just_over = datetime(2026, 11, 23, 0, 14, tzinfo=MOSCOW)
    assert last_period(Kind.WEEK, just_over, MOSCOW).name == "2026-W46"
    assert last_period(Kind.WEEK, just_over.replace(minute=15), MOSCOW).name == "2026-W47"


@pytest.mark.parametrize(
    ("kind", "text", "problem"),
    [
        (Kind.WEEK, "47", PeriodProblem.SHAPE),
        (Kind.WEEK, "2026-11", PeriodProblem.SHAPE),
        (Kind.WEEK, "2026-W60", PeriodProblem.NOT_IN_CALENDAR),
        (Kind.WEEK, "2026-W48", PeriodProblem.RUNNING),
        (Kind.WEEK, "2026-W49", PeriodProblem.FUTURE),
        (Kind.MONTH, "2026-12", PeriodProblem.RUNNING),
        (Kind.MONTH, "2027-01", PeriodProblem.FUTURE),
        (Kind.MONTH, "november", PeriodProblem.SHAPE),
        (Kind.QUARTER, "2026-Q4", PeriodProblem.RUNNING),
    ],
)
def test_why_a_period_cannot_be_shown(kind: Kind, text: str, problem: PeriodProblem) -> None:
    with pytest.raises(PeriodUnavailable) as refused:
        wanted_period(text, kind, FRIDAY, MOSCOW)
    assert refused.value.problem is problem
    assert "2026-W47" in str(refused.value) or "2026-11" in str(refused.value) or "2026-Q3" in str(refused.value)


def test_small_letters_and_blanks_are_understood() -> None:
    assert wanted_period(" 2026-w40 ", Kind.WEEK, FRIDAY, MOSCOW).name == "2026-W40"


@given(st.text(max_size=20))
def test_anything_a_coordinator_writes_is_a_finished_period_or_a_reason(text: str) -> None:
    for kind in Kind:
        with suppress(PeriodUnavailable):
            assert wanted_period(text, kind, FRIDAY, MOSCOW).weeks[-1] <= "2026-W47"
