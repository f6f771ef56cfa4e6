from __future__ import annotations

import random
from datetime import date

import pytest
from releases import a_release, weeks_before

from needs_assessment.periods import earlier
from needs_assessment.release import Audience, Release
from needs_assessment.reports.power import power
from needs_assessment.reports.summarise import summarise
from needs_assessment.reports.summary import Action, ActionKind, Change, Compared, Summary, Waits

WEEK = "2026-W47"
USUAL = weeks_before(WEEK, 12, category=[100, 60, 30, 10], language=[150, 50], outcome=[180, 20])


def line(summary: Summary, code: str) -> Compared:
    return next(one for one in summary.categories if one.code == code)


def the_month(*weeks: Release, **tables) -> Summary:
    """2026-11, which is the weeks 44 to 47."""
    return summarise(a_release("2026-11", number=99, **tables), [*USUAL[:9], *weeks])


def test_a_week_against_the_usual() -> None:
    now = a_release(WEEK, category=[100, 60, 30, 30], language=[150, 70], outcome=[200, 20])
    summary = summarise(now, USUAL)
    assert (summary.total, summary.usual_total, summary.total_change) == (220, 200, Change.SAME)
    assert line(summary, "CON") == Compared("CON", 100, 100, Change.SAME)
    assert line(summary, "MON") == Compared("MON", 30, 10, Change.UP)
    assert [(one.code, one.count, one.usual) for one in summary.emerging] == [("MON", 30, 10)]
    assert summary.languages[0] == Compared("en", 150, 150, Change.SAME)
    assert summary.outcomes[0] == Compared("answered", 200, 180, Change.SAME)
    assert summary.power is not None
    assert 0 < summary.power.doubling < summary.power.tripling


def test_usual_is_the_median_of_the_last_eight_weeks_and_no_others() -> None:
    counts = [900, 900, 900, 900, 10, 12, 14, 16, 20, 22, 24, 26]
    before = [a_release(week, category=[n]) for week, n in zip(earlier(WEEK, 12), counts, strict=True)]
    assert line(summarise(a_release(WEEK, category=[18]), before), "CON").usual == 18


def test_a_language_that_surges_has_an_arrow() -> None:
    now = a_release(WEEK, category=[100, 60, 30, 10], language=[110, 90], outcome=[180, 20])
    changes = [one.change for one in summarise(now, USUAL).languages[:2]]
    assert changes == [Change.DOWN, Change.UP]


def test_the_order_of_the_releases_does_not_matter() -> None:
    now = a_release(WEEK, category=[100, 60, 30, 30])
    others = [*USUAL, a_release("2026-10", kappa=0.7, pairs=40), a_release("2026-Q3"), now]
    mixed = random.Random(1).sample(others, len(others))
    assert summarise(now, mixed) == summarise(now, others)


def test_only_what_was_over_by_then_counts() -> None:
    now = a_release("2026-W42", category=[100])
    later = [*USUAL[7:], a_release("2026-10", kappa=0.9, pairs=40), a_release("2026-11"), a_release("2026-Q4")]
    assert summarise(now, [*USUAL[:6], *later]) == summarise(now, USUAL[:6])


@pytest.mark.parametrize("other", [{"audience": Audience.OUTSIDE, "k": 10}, {"series": "0"}, {"running": True}])
def test_releases_of_others_are_not_compared_with(other) -> None:
    now = a_release(WEEK, category=[100])
    strange = [a_release(week, category=[10], **other) for week in earlier(WEEK, 8)]
    assert summarise(now, strange) == summarise(now, [])


def test_the_trends_are_those_of_the_top_five_over_twelve_weeks() -> None:
    before = weeks_before(WEEK, 14, category=[0, 10, 20, 30, 40, 50, 60])
    del before[-2]
    summary = summarise(a_release(WEEK, category=[0, 70, 60, 50, 40, None, 30]), before)
    assert summary.weeks == (*earlier(WEEK, 11), WEEK)
    assert [one.code for one in summary.trends] == ["LEG", "WRK", "MON", "RET", "BAS"]
    assert summary.trends[0].counts == (*[10] * 9, None, 10, 70)


def test_where_this_week_is_hidden_the_trends_are_those_of_the_weeks_before() -> None:
    summary = summarise(a_release(WEEK, total=None, category=[None] * 14), USUAL)
    assert [one.code for one in summary.trends] == ["CON", "LEG", "WRK", "MON"]
    assert summary.trends[0].counts == (*[100] * 11, None)


def test_the_uncoded_have_no_trend_but_a_share() -> None:
    summary = summarise(a_release(WEEK, category=[60, *[0] * 12, 20]), [])
    assert [one.code for one in summary.trends] == ["CON"]
    assert summary.quality.uncoded == 0.25


def test_the_share_that_was_not_helped() -> None:
    outcomes = {"answered": 70, "unmet": 10, "abandoned": 15, "unhelpful": 5}
    assert summarise(a_release(WEEK, category=[100], outcome=outcomes), []).unresolved == 0.3
    assert summarise(a_release(WEEK, category=[100], outcome={**outcomes, "unmet": None}), []).unresolved is None
    assert summarise(a_release(WEEK, category=[100], outcome={**outcomes, "answered": None}), []).unresolved == 0.3


def test_the_first_week_ever_is_compared_with_nothing() -> None:
    summary = summarise(a_release(WEEK, category=[100, 60]), [])
    assert (summary.usual_total, summary.total_change, summary.power) == (None, Change.UNKNOWN, None)
    assert {one.change for one in summary.categories} == {Change.UNKNOWN}
    assert summary.emerging == ()
    assert (summary.month, summary.quarter, summary.unmet, summary.hours, summary.quality.kappa) == (None,) * 5


def test_a_hidden_week_says_nothing() -> None:
    hidden = {"category": [None] * 14, "language": [None] * 8, "outcome": [None] * 7, "cases": [None] * 4}
    summary = summarise(a_release(WEEK, total=None, **hidden), USUAL)
    assert (summary.total, summary.total_change, summary.unresolved) == (None, Change.UNKNOWN, None)
    assert (summary.quality.uncoded, summary.power, summary.emerging) == (None, None, ())
    assert {one.change for one in summary.categories} == {Change.UNKNOWN}
    assert line(summary, "CON") == Compared("CON", None, 100, Change.UNKNOWN)
    assert summary.quality.hidden_cells == 34


def test_an_empty_hotline() -> None:
    summary = summarise(a_release(WEEK), weeks_before(WEEK, 8))
    assert (summary.total, summary.usual_total, summary.total_change) == (0, 0, Change.SAME)
    assert (summary.unresolved, summary.quality.uncoded, summary.power) == (None, None, None)
    assert summary.trends == ()
    assert summary.service.waits == Waits(0, None, None)


def test_a_table_that_was_dropped_is_hidden() -> None:
    summary = summarise(a_release(WEEK, category=[100], dropped=["language", "cases", "waits", "help"]), USUAL)
    assert {one.count for one in summary.languages} == {None}
    assert (summary.service.opened, summary.service.liked) == (None, None)
    assert summary.service.waits == Waits(None, None, None)


def test_the_desk() -> None:
    now = a_release(WEEK, category=[100], cases=[20, 12, None, 0], help=[9, None], waits=[30, 20, 20, 10, 10, 10])
    service = summarise(now, []).service
    assert (service.opened, service.solved, service.unsolved, service.referred) == (20, 12, None, 0)
    assert (service.liked, service.disliked) == (9, None)
    assert service.waits == Waits(100, 5, 20)
    assert service.handling == Waits(0, None, None)


@pytest.mark.parametrize(
    ("waits", "expected"),
    [
        ([9], Waits(9, None, None)),
        ([5, 5], Waits(10, 2, 5)),
        ([30, None, 40, 10], Waits(None, 10, 15)),
        ([30, None, 40, 10, None], Waits(None, 10, None)),
        ([50, None, 50], Waits(None, None, 10)),
        ([None, 100, None, 0, 0, 5], Waits(None, 5, 5)),
        ([None] * 16, Waits(None, None, None)),
        ([0] * 14 + [20, 80], Waits(100, None, None)),
        ([60] + [0] * 14 + [40], Waits(100, 2, None)),
    ],
)
def test_waits_are_said_only_where_what_is_hidden_cannot_change_them(waits, expected: Waits) -> None:
    now = a_release(WEEK, category=[100], waits=waits, handling=waits)
    assert summarise(now, []).service.waits == expected
    assert summarise(now, []).service.handling == expected


def test_a_number_that_was_hidden_to_protect_another_may_be_as_great_as_the_least_that_is_shown() -> None:
    # With 4 for each hidden one the median would be 15 minutes for certain; with 40 it can be 5.
    assert summarise(a_release(WEEK, category=[100], waits=[None, None, 0, 40]), []).service.waits.median is None


def test_the_last_month_gives_its_tables_to_the_weeks_after_it() -> None:
    months = [a_release("2026-09", kappa=0.6, pairs=30), a_release("2026-10", unmet=[12, None], hours=[20])]
    summary = summarise(a_release("2026-W46", category=[50]), [*months, a_release("2026-Q3")])
    assert summary.month == months[1]
    assert summary.quarter is not None
    assert summary.unmet is not None
    assert (summary.unmet.get("CON"), summary.unmet.get("LEG")) == (12, None)
    assert summary.hours is not None
    assert (summary.quality.kappa, summary.quality.pairs) == (0.6, 30)


def test_a_month_is_the_sum_of_its_weeks() -> None:
    summary = the_month(*USUAL[9:], a_release(WEEK, category=[120, 60], language=[180], cases=[20]), unmet=[9])
    assert (summary.total, summary.usual_total) == (780, 800)
    assert line(summary, "CON") == Compared("CON", 420, 400, Change.SAME)
    assert line(summary, "MON").count == 30
    assert summary.service.opened == 20
    assert summary.unmet is not None
    assert summary.unmet.get("CON") == 9
    assert summary.month is summary.release


def test_a_sum_over_weeks_with_a_hidden_one_is_hidden() -> None:
    summary = the_month(*USUAL[9:], a_release(WEEK, category=[100, None, 30, None], language=[180, None]))
    assert (summary.total, line(summary, "CON").count, line(summary, "WRK").count) == (736, 400, 120)
    assert line(summary, "LEG") == Compared("LEG", None, 240, Change.UNKNOWN)
    assert [one.count for one in summary.languages[:3]] == [630, None, 0]


def test_a_month_without_one_of_its_weeks_has_no_sums() -> None:
    summary = the_month(*USUAL[9:], unmet=[9])
    assert (summary.total, summary.service.waits) == (None, Waits(None, None, None))
    assert {one.count for one in summary.categories} == {None}
    assert summary.unmet is not None


def test_the_waits_of_a_month_are_those_of_all_its_weeks() -> None:
    slow, quick = {"waits": [0, 0, 0, 40]}, {"waits": [None, 60, None, 0, 5]}
    weeks = [a_release(week, category=[100], **(quick if week < WEEK else slow)) for week in earlier("2026-W48", 4)]
    assert the_month(*weeks).service.waits == Waits(None, 5, 15)


def test_a_need_that_grew_over_a_month_is_emerging() -> None:
    weeks = [a_release(week, category=[100, 60, 30, 25]) for week in earlier("2026-W48", 4)]
    assert [(one.code, one.count, one.usual) for one in the_month(*weeks).emerging] == [("MON", 100, 40)]


def test_more_is_noticed_in_a_month_than_in_a_week() -> None:
    weeks = weeks_before("2026-W48", 12, category=[30, 15, 10, 5])
    month = summarise(a_release("2026-11"), weeks).power
    assert month == power(240, lively=1.0, lines=4, k=5, length=4)
    week = summarise(weeks[-1], weeks).power
    assert week is not None
    assert month is not None
    assert week.tripling < month.tripling


def test_a_quarter_has_its_last_month_and_itself() -> None:
    weeks = [a_release(week, category=[10]) for week in earlier("2026-W40", 13)]
    month, quarter = a_release("2026-09"), a_release("2026-Q3")
    summary = summarise(quarter, [*weeks, month])
    assert (summary.total, summary.month, summary.quarter) == (130, month, quarter)


def test_what_was_done_about_alerts_of_the_weeks_before() -> None:
    noted = [Action(week, "HEA", ActionKind.AID, date(2026, 11, 20)) for week in ("2026-W30", "2026-W44", WEEK)]
    noted.append(Action("2026-W44", "CON", None, None))
    noted.append(Action("2026-W46", "LEG", None, None))
    asked = summarise(a_release(WEEK, category=[50]), [], [*noted, Action(WEEK, "WRK", None, None)]).asked
    before = [("2026-W46", "LEG"), ("2026-W44", "CON"), ("2026-W44", "HEA")]
    assert [(one.week, one.code) for one in asked] == [(WEEK, "HEA"), *before], "an own alert without an action is news"
    month = summarise(a_release("2026-11"), [], noted).asked
    assert [one.week for one in month] == [WEEK, "2026-W46", "2026-W44", "2026-W44"]
