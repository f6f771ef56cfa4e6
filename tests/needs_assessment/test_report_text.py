from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from gettext import NullTranslations

import pytest
from babel import Locale
from releases import a_release, weeks_before

from locales import Catalogs, Speech, fault_in, visible_text
from needs_assessment.periods import earlier
from needs_assessment.release import Release
from needs_assessment.reports.codes import code_name
from needs_assessment.reports.summarise import summarise
from needs_assessment.reports.summary import Action, ActionKind, Change, Emerging, Summary
from needs_assessment.reports.terms import ACTIONS, BAR, MARK, TABLES
from needs_assessment.reports.text import compare_text, headline, month_text, summary_json, week_text
from needs_assessment.tables import specs_of, table_specs

CATALOGS = Catalogs.load()
EN = CATALOGS["en"]
every_language = pytest.mark.parametrize("speech", list(CATALOGS), ids=CATALOGS.languages)

WEEK = "2026-W47"
BEFORE = weeks_before(
    WEEK,
    11,
    category=[100, 60, 30, 10, None, None],
    language=[150, 56],
    outcome=[170, 16, 20],
    cases=[20, 15, 5, None],
    waits=[20, 10, 10, 0, 5],
    help=[12, None],
)
OCTOBER = a_release("2026-10", number=12, unmet=[12, 7, None], kappa=0.714, pairs=40)
NOW = a_release(
    WEEK,
    number=13,
    category=[100, 60, 30, 30, None, None],
    language=[170, 56],
    outcome=[190, 36],
    cases=[20, 15, 5, None],
    waits=[20, 10, 10, 0, 5],
    handling=[0, 0, 0, 0, 0, 0, 20],
    help=[12, None],
    downtime=30,
    dropped=["further"],
)
DONE = [
    Action("2026-W45", "HEA", ActionKind.ANSWER, date(2026, 11, 12)),
    Action("2026-W44", "LEG", None, None),
]
SUMMARY = summarise(NOW, [*BEFORE, OCTOBER], DONE)


def hidden_everywhere(name: str) -> Release:
    this = {spec.name: spec for spec in specs_of(a_release(name).period.kind)}
    tables = {one: [None] * len(this[one].lines[0]) for one in this if len(this[one].dims) == 1}
    return a_release(name, total=None, **tables)


def longest(name: str) -> Summary:
    """More than any hotline will have, with everything said that can be."""
    many = {"category": [999_990] * 14, "language": [1_749_990] * 8, "outcome": [1_999_980] * 7}
    before = [a_release(week, **many) for week in earlier("2026-W44", 8)]
    grown = {table: [n * 7 if place % 2 else n for place, n in enumerate(lines)] for table, lines in many.items()}
    grown["category"][:4] = [None] * 4
    desk = {"cases": [9_999_999] * 4, "waits": [0] * 14 + [9_999_999], "help": [9_999_999] * 6}
    weeks = [a_release(week, **grown, **desk, handling=desk["waits"]) for week in earlier("2026-W48", 4)]
    tables = {spec.name: [9_999_999] * 99 for spec in table_specs().values() if len(spec.dims) == 1}
    own = {"finer": [9_999_999, None] * 30, "hours": [9_999_999, None] * 21, "unmet": tables["unmet"]}
    month = a_release("2026-10", kappa=0.999, pairs=9_999_999, unmet=[9_999_999] * 14)
    current = weeks[-1] if name == WEEK else a_release(name, kappa=0.99, pairs=9_999_999, **cut(own))
    current = replace(current, downtime=9_999, dropped=tuple(table_specs())[4:], running=name == WEEK, number=99_999)
    actions = [Action(week, "INF", ActionKind.AUTHORITY, None) for week in earlier("2026-W47", 11)]
    summary = summarise(current, [*before, *weeks, month], actions)
    return replace(summary, emerging=tuple(Emerging("INF", 9_999_999, 999_999.5, 0.001) for _ in range(14)))


def cut(tables: dict[str, list[int | None]]) -> dict[str, list[int | None]]:
    return {name: numbers[: len(table_specs()[name].lines[0])] for name, numbers in tables.items()}


def test_the_week_as_the_phone_shows_it() -> None:
    assert visible_text(week_text(SUMMARY, EN)).splitlines() == [
        "Week 2026-W47, November 16, 2026 – November 22, 2026",
        "",
        "226 requests. No real change against the usual: 206.",
        "Most often about: Consular help and identity documents (100), Legal stay (60), Work and labour rights (30).",
        "⚠️ Growing more than chance explains: Money and remittances (30, usually 10). Ended without help: 0%.",
        "",
        "What it was about",
        f"{BAR * 12} 100 Consular help and identity documents",
        f"{BAR * 7} 60 Legal stay",
        f"{BAR * 4} 30 Work and labour rights",
        f"{BAR * 4} 30 Money and remittances ▲ (10)",
        f"{MARK} Return and transport, Health",
        "",
        "Growing needs",
        "⚠️ Money and remittances (30, usually 10)",
        "At this volume a topic of 5% that triples is noticed in about 99 of 100 weeks, one that doubles in about 70.",
        "",
        "How the desk worked",
        f"Cases opened: 20, solved: 15, not solved: 5, sent on: {MARK}",
        "Time to the first answer: half within 5 minutes, nine in ten within 20 minutes",
        "Time from claiming to closing: half within 45 minutes, nine in ten within 45 minutes",
        f"👍 12  👎 {MARK}",
        "Closed without a solution in 2026-10: Consular help and identity documents (12), Legal stay (7)",
        "",
        "What came of it",
        f"{BAR * 12} 190 Answered from the content",
        f"{BAR * 2} 36 Chosen from several answers ▲ (16)",
        "",
        "In which language",
        f"{BAR * 12} 170 English",
        f"{BAR * 4} 56 Kazakh",
        "",
        "Quality of the numbers",
        "Could not be coded: 0%",
        "Hidden numbers: 4",
        "The hotline was down: 30 minutes",
        "Two coders agree beyond chance: 0.71 (cases: 40)",
        "",
        "You asked, we did",
        "2026-W45 Health: answers were added or improved",
        "2026-W44 Legal stay: nothing noted yet",
        "",
        "Requests are counted, not people: one person may ask many times. Who cannot use Telegram is missing here.",
        "What is not listed had no requests. The numbers of a finished week never change.",
        "▲ ▼ really more or fewer than usual, in brackets: the median of the last eight weeks.",
        f"{MARK} hidden: numbers under 5, and those from which one could work them out.",
        "Left out, as their safety could not be proved in time: Further needs",
        "Release 13, threshold 5",
    ]


def test_the_caption_of_a_chart_is_the_first_three_sentences() -> None:
    assert (
        headline(SUMMARY, EN).splitlines()
        == visible_text(week_text(SUMMARY, EN)).replace("\n\n", "\n").splitlines()[:4]
    )


@every_language
@pytest.mark.parametrize("name", [WEEK, "2026-11"])
def test_the_longest_report_is_sound_html_and_fits_a_message(speech, name: str) -> None:
    text = (week_text if name == WEEK else month_text)(longest(name), speech)
    assert fault_in(text) is None
    assert "{" not in text
    assert len(text) <= 3500
    assert len(headline(longest(name), speech)) <= 900


class Longwinded(NullTranslations):
    """Half as long again as English: longer than any of ours."""

    def gettext(self, message: str) -> str:
        return message + "ы" * (len(message) // 2)

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(many)


@pytest.mark.parametrize("name", [WEEK, "2026-11"])
def test_the_longest_report_fits_also_in_languages_that_are_still_to_come(name: str) -> None:
    speech = Speech("xx", Locale("ru"), Longwinded(), {})
    text = (week_text if name == WEEK else month_text)(longest(name), speech)
    assert len(text) <= 3500
    assert "The rest is in the files." in text
    assert ("Release 99999" in text) is not longest(name).release.running, "a preview is no release"
    assert len(compare_text(longest(name), longest(name), speech)) <= 3500
    assert len(headline(longest(name), speech)) <= 900


@every_language
def test_the_longest_comparison_fits_a_message(speech) -> None:
    text = compare_text(longest(WEEK), longest(WEEK), speech)
    assert fault_in(text) is None
    assert len(text) <= 3500


@every_language
@pytest.mark.parametrize("n", [0, 5, 21])
def test_weeks_of_every_size_can_be_said(speech, n: int) -> None:
    text = week_text(summarise(a_release(WEEK, category=[n], language=[n], outcome=[n]), []), speech)
    assert fault_in(text) is None
    assert "{" not in text


@every_language
def test_hidden_cells_everywhere_are_sound_and_give_no_number(speech) -> None:
    week = summarise(hidden_everywhere(WEEK), BEFORE)
    month = summarise(hidden_everywhere("2026-11"), [hidden_everywhere(one) for one in earlier("2026-W48", 4)])
    for text in (week_text(week, speech), month_text(month, speech), compare_text(week, week, speech)):
        assert fault_in(text) is None
        assert "{" not in text
        assert MARK in text
        assert BAR not in text


def test_a_hidden_week_says_nothing_but_that() -> None:
    lines = visible_text(week_text(summarise(hidden_everywhere(WEEK), BEFORE), EN)).splitlines()
    assert lines[2] == "There were so few requests that no number can be shown without pointing at people."
    assert len(lines) == 7


def test_an_empty_week_says_so() -> None:
    lines = visible_text(week_text(summarise(a_release(WEEK), []), EN)).splitlines()
    assert lines[2] == "No requests."
    assert len(lines) == 6


def test_a_week_without_requests_still_tells_of_the_desk() -> None:
    text = week_text(summarise(a_release(WEEK, cases=[0, 6]), []), EN)
    assert "solved: 6" in text


def test_the_first_week_ever_promises_nothing() -> None:
    text = visible_text(week_text(summarise(a_release(WEEK, category=[30, 12]), []), EN))
    assert "30" in text
    assert "Too few weeks so far to say what is growing." in text
    assert "usual" not in text
    assert "At this volume" not in text


def test_a_calm_week_says_so_and_what_would_have_been_noticed() -> None:
    text = visible_text(week_text(summarise(a_release(WEEK, category=[100, 60, 30, 10]), BEFORE), EN))
    assert "No need is growing more than chance explains." in text
    assert "At this volume a topic of 5% that triples" in text


def test_only_a_real_change_has_an_arrow() -> None:
    lines = visible_text(week_text(SUMMARY, EN)).splitlines()
    assert [line.split("▲")[0].split()[-1] for line in lines if "▲ (" in line] == ["remittances", "answers"]
    fewer = summarise(a_release(WEEK, category=[100, 10, 30, 10], language=[150]), BEFORE)
    assert "Legal stay ▼ (60)" in visible_text(week_text(fewer, EN))


@pytest.mark.parametrize(
    ("category", "said"),
    [
        ([200, 120, 60, 20], "400 requests. More than usual: 206."),
        ([50, 30, 15, 5], "100 requests. Fewer than usual: 206."),
    ],
)
def test_the_total_against_the_usual(category: list[int], said: str) -> None:
    assert said in headline(summarise(a_release(WEEK, category=category), BEFORE), EN)


def test_a_need_that_used_to_be_hidden_keeps_its_usual_number_hidden() -> None:
    before = weeks_before(WEEK, 8, category=[50, None, None, None])
    now = a_release(WEEK, category=[50, 15])
    assert f"Legal stay (15, usually {MARK})" in headline(summarise(now, before), EN)


def test_hidden_lines_stand_in_the_order_of_the_list_and_not_of_their_size() -> None:
    text = visible_text(week_text(summarise(a_release(WEEK, category=[40, None, 0, None, None]), []), EN))
    assert f"{MARK} Legal stay, Money and remittances, Return and transport" in text


def test_the_greatest_comes_first_whatever_the_order_of_the_list() -> None:
    text = visible_text(week_text(summarise(a_release(WEEK, category=[30, 0, 100, 60]), []), EN))
    places = [text.rindex(name) for name in ("Work and labour rights", "Money and remittances", "Consular help")]
    assert places == sorted(places)
    assert "Most often about: Work and labour rights (100), Money" in text


def test_a_table_that_was_dropped_is_named_and_not_called_hidden() -> None:
    lines = visible_text(
        week_text(summarise(a_release(WEEK, category=[50], dropped=["language"]), []), EN)
    ).splitlines()
    assert "In which language" not in lines
    assert "Left out, as their safety could not be proved in time: In which language" in lines


def test_halves_are_rounded_up() -> None:
    before = weeks_before(WEEK, 8, category=[200])
    before[:4] = [a_release(one.period.name, category=[201]) for one in before[:4]]
    assert "against the usual: 201." in headline(summarise(a_release(WEEK, category=[200]), before), EN)


def test_the_uncoded_do_not_make_the_headline() -> None:
    only = summarise(a_release(WEEK, category=[*[0] * 13, 30]), [])
    assert "Most often" not in headline(only, EN)
    assert "Could not be coded: 100%" in week_text(only, EN)


def test_waits_that_cannot_be_said_are_not_said() -> None:
    text = week_text(summarise(a_release(WEEK, category=[50], cases=[9], waits=[None, None]), []), EN)
    assert "Time to the first answer: cannot be said" in text
    assert "Time from claiming" not in text


def test_the_preview_says_that_it_is_one() -> None:
    running = week_text(summarise(a_release(WEEK, category=[20], running=True), []), EN)
    assert "The week is not finished" in running
    assert "The week is not finished" not in week_text(SUMMARY, EN)


def test_the_month_has_its_own_tables_too() -> None:
    month = a_release(
        "2026-11",
        finer=[20, 30, None],
        hours=[0, 0, 20],
        origin=[40, 30],
        gender=[None, 20],
        by_language={("CON", "ru"): 5},
    )
    lines = visible_text(month_text(summarise(month, [*BEFORE, NOW]), EN)).splitlines()
    assert lines[0] == "Month 2026-11, October 26, 2026 – November 22, 2026"
    assert "844 requests. No real change against the usual: 824." in lines
    assert "Return certificate (travel document) (30), Passport or ID lost or expired (20)" in lines
    assert f"{MARK} Birth marriage death registration" in lines
    assert "Mon 08:00–12:00 (20)" in lines
    assert "Kazakhstan (40), Kyrgyzstan (30)" in lines
    assert lines[lines.index("Gender") + 1 : lines.index("Gender") + 3] == ["Man (20)", f"{MARK} Woman"]
    assert "Age" not in lines


def test_a_month_with_a_hidden_week_has_no_sum_but_its_own_tables() -> None:
    weeks = [a_release(week, category=[50]) for week in earlier(WEEK, 3)]
    month = summarise(a_release("2026-11", gender=[20, 10], unmet=[9]), [*weeks, hidden_everywhere(WEEK)])
    text = visible_text(month_text(month, EN))
    assert "A week of this period hides its number of requests" in text
    assert "Woman (20), Man (10)" in text
    assert "Closed without a solution in 2026-11: Consular help and identity documents (9)" in text


def test_two_weeks_side_by_side() -> None:
    left = summarise(a_release("2026-W46", category=[100, 60, None, 10, 0], language=[150]), [])
    right = summarise(a_release(WEEK, category=[80, 60, 30, None, 0, 9], language=[150]), [])
    assert visible_text(compare_text(left, right, EN)).splitlines() == [
        "Week 2026-W46, November 9, 2026 – November 15, 2026",
        "Week 2026-W47, November 16, 2026 – November 22, 2026",
        "",
        "Requests: 173 → 182 (+9)",
        "",
        "What it was about",
        "Consular help and identity documents: 100 → 80 (−20)",
        "Legal stay: 60 → 60 (±0)",
        "Health: 0 → 9 (+9)",
        f"{MARK} Work and labour rights, Money and remittances",
        "",
        "In which language",
        "English: 150 → 150 (±0)",
        "",
        "Two weeks differ by chance alone: which changes are real stands in the report of each week.",
        f"{MARK} not compared: hidden in one of them.",
    ]


def test_the_json_for_other_programs() -> None:
    said = json.loads(json.dumps(summary_json(SUMMARY)))
    assert said["period"] == {"name": WEEK, "kind": "week", "weeks": [WEEK], "from": "2026-11-16", "to": "2026-11-22"}
    assert {key: said[key] for key in ("finished", "unit", "audience", "k", "release", "dropped_tables")} == {
        "finished": True,
        "unit": "requests",
        "audience": "coordinators",
        "k": 5,
        "release": 13,
        "dropped_tables": ["further"],
    }
    assert said["total"] == {"count": 226, "status": "shown", "usual": 206, "change": "same"}
    assert said["categories"][3] == {
        "code": "MON",
        "name": "Money and remittances",
        "count": 30,
        "status": "shown",
        "usual": 10,
        "change": "up",
    }
    hidden = [one for one in said["categories"] if one["status"] == "hidden"]
    assert [(one["code"], one["count"]) for one in hidden] == [("RET", None), ("HEA", None)]
    assert said["unmet"][2] == {
        "category": {"code": "WRK", "name": "Work and labour rights"},
        "count": None,
        "status": "hidden",
    }
    assert said["service"]["waits"] == {"answered": 45, "median": 5, "ninetieth": 20}
    assert said["asked"][1] == {"week": "2026-W44", "code": "LEG", "name": "Legal stay", "kind": None, "noted_on": None}
    assert said["month"]["period"]["name"] == "2026-10"
    assert said["quarter"] is None
    assert len(said["trends"][0]["counts"]) == len(said["weeks"]) == 12


def test_everything_of_the_summary_is_in_the_json() -> None:
    said = summary_json(SUMMARY)
    inside = {"release", "usual_total", "total_change"}
    assert set(vars(SUMMARY)) - inside <= set(said)


def test_every_table_action_and_code_has_a_name() -> None:
    assert set(TABLES) == set(table_specs())
    assert set(ACTIONS) == set(ActionKind)
    for spec in table_specs().values():
        for dim, codes in zip(spec.dims, spec.lines, strict=True):
            if dim not in ("event", "minutes", "verdict"):
                assert all(code_name(dim, code, EN) != code for code in codes)


def test_no_change_is_left_without_a_word() -> None:
    for change in Change:
        headline(replace(SUMMARY, total_change=change), EN)
