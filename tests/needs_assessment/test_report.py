from __future__ import annotations

import json

import pytest

from locales import Catalogs, fault_in, visible_text
from needs_assessment import Outcome, WeekInvalid, WeekProblem, week_fault_text, week_json, week_text
from needs_assessment.disclosure import ProtectedWeek, protect
from needs_assessment.report import BAR, BAR_LENGTH, MARK
from needs_assessment.tables import PRINTED, lines

CATALOGS = Catalogs.load()
EN = CATALOGS["en"]


def spread(codes: tuple[str, ...], numbers: list[int]) -> dict[str, int]:
    return dict(zip(codes, [*numbers, *[0] * len(codes)], strict=False))


def a_week(category: list[int], language: list[int], outcome: list[int], *, running: bool = False) -> ProtectedWeek:
    tables = {
        PRINTED[name]: spread(codes, numbers)
        for (name, codes), numbers in zip(lines().items(), (category, language, outcome), strict=True)
    }
    return protect("2026-W47", sum(category), tables, running=running)


USUAL = a_week([100, 60, 30, 7, 3], [150, 50], [180, 20])


def test_the_week_as_the_phone_shows_it() -> None:
    assert visible_text(week_text(USUAL, EN)).splitlines() == [
        "Week 2026-W47, November 16, 2026 – November 22, 2026",
        "",
        "200 requests, most often about: Consular help and identity documents (100).",
        "",
        "What it was about",
        f"{BAR * 12} 100 Consular help and identity documents",
        f"{BAR * 7} 60 Legal stay",
        f"{BAR * 4} 30 Work and labour rights",
        f"{MARK} Money and remittances, Return and transport",
        "",
        "In which language",
        f"{BAR * 12} 150 English",
        f"{BAR * 4} 50 Kazakh",
        "",
        "What came of it",
        f"{BAR * 12} 180 Answered from the content",
        f"{BAR} 20 Chosen from several answers",
        "",
        "Requests are counted, not people: one person may ask many times. Who cannot use Telegram is missing here.",
        "What is not listed had no requests. The numbers of a finished week never change.",
        f"{MARK} hidden: numbers under 5, and those from which one could work them out.",
    ]


def test_hidden_lines_stand_in_the_order_of_the_list_and_not_of_their_size() -> None:
    one = a_week([100, 3, 7], [110], [110])
    other = a_week([100, 7, 3], [110], [110])
    assert week_text(one, EN) == week_text(other, EN)
    assert week_json(one) == week_json(other)


@pytest.mark.parametrize("speech", list(CATALOGS), ids=CATALOGS.languages)
def test_the_longest_week_is_sound_html_and_fits_a_message_in_every_language(speech) -> None:
    longest = a_week([9_999_999] * 14, [13 * 9_999_999 + 4, *[1] * 5, 9_999_990], [9_999_999 * 2] * 7, running=True)
    text = week_text(longest, speech)
    assert fault_in(text) is None
    assert len(text) <= 3500


@pytest.mark.parametrize("speech", list(CATALOGS), ids=CATALOGS.languages)
@pytest.mark.parametrize("n", [0, 1, 4, 5, 21])
def test_weeks_of_every_size_can_be_said(speech, n: int) -> None:
    text = week_text(a_week([n], [n], [n]), speech)
    assert fault_in(text) is None
    assert "{" not in text


def test_a_small_week_says_nothing_but_that() -> None:
    text = visible_text(week_text(a_week([4], [4], [4]), EN))
    assert "so few requests that no number can be shown" in text
    assert "4" not in text.replace("2026-W47", "")
    assert week_text(a_week([4], [4], [4]), EN) == week_text(a_week([0, 2], [1, 1], [0, 2]), EN)


def test_an_empty_week_says_so() -> None:
    assert "No requests." in week_text(a_week([0], [0], [0]), EN)


def test_the_uncoded_do_not_make_the_headline() -> None:
    only = a_week([0] * 13 + [30], [30], [30])
    assert "30 requests.\n" in visible_text(week_text(only, EN))


def test_the_preview_says_that_it_is_one() -> None:
    text = week_text(a_week([20], [20], [20], running=True), EN)
    assert "The week is not finished" in text
    assert "The week is not finished" not in week_text(USUAL, EN)


def test_the_json_for_other_programs() -> None:
    said = json.loads(json.dumps(week_json(USUAL)))
    assert {key: value for key, value in said.items() if key != "tables"} == {
        "week": "2026-W47",
        "from": "2026-11-16",
        "to": "2026-11-22",
        "finished": True,
        "unit": "requests",
        "k": 5,
        "total": 200,
        "hidden_cells": 2,
    }
    assert set(said["tables"]) == {"category", "language", "outcome"}
    assert said["tables"]["category"][0] == {
        "code": "CON",
        "name": "Consular help and identity documents",
        "count": 100,
        "status": "shown",
    }
    hidden = [cell for cell in said["tables"]["category"] if cell["status"] == "hidden"]
    assert [(cell["code"], cell["count"]) for cell in hidden] == [("MON", None), ("RET", None)]
    assert [cell["code"] for cell in said["tables"]["outcome"]] == [str(outcome) for outcome in Outcome]


@pytest.mark.parametrize("speech", list(CATALOGS), ids=CATALOGS.languages)
@pytest.mark.parametrize("problem", WeekProblem)
def test_a_week_that_cannot_be_shown_gets_a_line_with_the_way_out(speech, problem: WeekProblem) -> None:
    text = week_fault_text(WeekInvalid(problem, "2026-W46"), speech)
    assert "/week 2026-W46" in text or "2026-W46" in text
    assert fault_in(text) is None


def test_the_greatest_comes_first_whatever_the_order_of_the_list() -> None:
    text = visible_text(week_text(a_week([30, 0, 100, 60], [190], [190]), EN))
    places = [text.rindex(name) for name in ("Work and labour rights", "Money and remittances", "Consular help")]
    assert places == sorted(places)
    assert "most often about: Work and labour rights (100)" in text


def test_bars_are_as_long_as_their_numbers() -> None:
    bars = [line.count(BAR) for line in visible_text(week_text(USUAL, EN)).splitlines() if BAR in line]
    assert max(bars) == BAR_LENGTH
    assert min(bars) == 1
