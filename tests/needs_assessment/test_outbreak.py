"""Ten weeks of a hotline, counted, protected and summarised: an outbreak is named, and nothing else is."""

from __future__ import annotations

import pytest
from simulated_weeks import TOPIC, SimulatedHotline, release_all

from locales import Catalogs
from needs_assessment import Audience, Release
from needs_assessment.categories import level1
from needs_assessment.periods import Kind, earlier
from needs_assessment.reports import headline, summarise
from needs_assessment.reports.summary import Change, Summary

LAST = "2026-W30"
WEEKS = (*earlier(LAST, 9), LAST)
LANGUAGE = "ky"


def last_week(rate: int, surge: dict[str, float], seed: int = 1) -> Summary:
    """What coordinators read of the last of ten weeks, in which something surges."""
    hotline = SimulatedHotline(rate, seed)
    printed: list[Release] = []
    for week in WEEKS:
        hotline.count(week, surge if week == LAST else None)
    release_all(hotline.counters, WEEKS, printed, audiences=(Audience.COORDINATORS,), kinds=(Kind.WEEK,))
    assert not any(one.dropped for one in printed)
    return summarise(printed[-1], printed)


@pytest.mark.parametrize("rate", [200, 800])
def test_an_outbreak_is_named_first_and_in_the_headline(rate: int) -> None:
    summary = last_week(rate, {TOPIC: 4})
    assert [one.code for one in summary.emerging][:1] == [level1(TOPIC)]
    assert "⚠️ Growing more than chance explains: Return and transport" in headline(summary, Catalogs.load()["en"])


@pytest.mark.parametrize("rate", [200, 800])
def test_without_an_outbreak_nothing_is_called_growing(rate: int) -> None:
    summary = last_week(rate, {})
    assert summary.emerging == ()
    assert "No need is growing more than chance explains." in headline(summary, Catalogs.load()["en"])


def test_a_language_that_surges_has_an_arrow_and_is_no_need() -> None:
    summary = last_week(200, {LANGUAGE: 3})
    changed = {one.code: one.change for one in summary.languages}
    assert changed[LANGUAGE] is Change.UP
    assert Change.UP not in {change for code, change in changed.items() if code != LANGUAGE}
    assert summary.emerging == ()
