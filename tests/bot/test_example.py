"""The invented weeks of the demo: the same each time, protected like real ones, with something to see in them."""

from __future__ import annotations

from datetime import date
from functools import cache

from bot.example import example_weeks
from bot.example.counts import invented
from bot.example.releases import example_actions, example_releases, last_weeks
from needs_assessment.periods import Kind
from needs_assessment.release import Release
from needs_assessment.reports import summarise
from needs_assessment.tables import specs_of

TODAY = date(2026, 11, 27)


@cache
def made() -> tuple[Release, ...]:
    return example_releases(TODAY, 13)


def test_the_last_weeks_that_are_over_with_their_months() -> None:
    assert last_weeks(date(2027, 1, 10), 3) == ["2026-W51", "2026-W52", "2026-W53"]
    names = [one.period.name for one in made()]
    assert names[0] == "2026-W35"
    assert names[-2:] == ["2026-W47", "2026-11"]
    assert [one.number for one in made()] == list(range(1, len(names) + 1))


def test_the_same_weeks_have_the_same_numbers() -> None:
    weeks = last_weeks(TODAY, 4)
    assert invented(weeks) == invented(weeks)
    assert invented(weeks) != invented(last_weeks(date(2026, 11, 20), 4))


def test_nothing_was_left_out_and_something_is_hidden() -> None:
    for one in made():
        assert one.dropped == ()
        assert set(one.tables) == {spec.name for spec in specs_of(one.period.kind)}
    assert sum(one.hidden_cells for one in made() if one.period.kind is Kind.WEEK) > 20


def test_a_need_emerges_in_the_newest_week() -> None:
    newest = [one for one in made() if one.period.kind is Kind.WEEK][-1]
    summary = summarise(newest, made(), example_actions(TODAY, 13))
    assert "RET" in [one.code for one in summary.emerging]
    assert [one.kind for one in summary.asked if one.week < newest.period.name]


async def test_who_leaves_early_does_not_wait_for_the_weeks() -> None:
    async with example_weeks(TODAY) as example:
        process = example.making
    assert process.returncode is not None
