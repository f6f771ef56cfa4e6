"""Each rule of the publish gate, with content broken in its way."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from knowledge_base import Report
from knowledge_base.check import RULES


def failed(report: Report) -> set[tuple[str, str, str]]:
    """Rule, field and language of all errors."""
    return {(problem.rule, problem.field, problem.language) for problem in report.errors}


def test_sound_content_passes(shelf) -> None:
    report = shelf.check()
    assert [str(problem) for problem in (*report.errors, *report.warnings)] == []
    assert report.ok
    assert (report.topics, report.entries) == (1, 2)
    assert set(report.translated.values()) == {report.strings}


def test_to_json_says_it_all(shelf) -> None:
    shelf.say("tg", "a photo", "")
    said = json.loads(shelf.check().to_json())
    assert (said["ok"], said["failed_rules"], said["entries"]) == (False, {"present": 1}, 2)
    assert said["translated"]["tg"] == said["strings"] - 1
    assert said["errors"][0]["language"] == "tg"


def test_format_a_file_that_cannot_be_loaded(shelf) -> None:
    shelf.entry(owner="")
    assert failed(shelf.check()) == {("format", "owner", "")}


def test_reachable_a_topic_too_long_for_three_taps(shelf) -> None:
    for number in range(14):
        shelf.entry(id=f"more-{number:02}", order=10 + number)
    shelf.translate()
    problems = [problem for problem in shelf.check().errors if problem.rule == "reachable"]
    assert [problem.file for problem in problems] == ["entries/consular/more-12.yaml", "entries/consular/more-13.yaml"]


def test_buttons_a_menu_with_nine_topics(shelf) -> None:
    for number in range(8):
        shelf.topic(id=f"topic-{number}", order=10 + number)
        shelf.entry(id=f"entry-{number}", topic=f"topic-{number}")
    shelf.translate()
    problems = [problem for problem in shelf.check().errors if problem.rule == "buttons"]
    assert [problem.file for problem in problems] == ["topics/topic-7.yaml"]


def test_ids_the_code_of_a_language(shelf) -> None:
    shelf.entry(id="ru")
    assert ("ids", "id", "") in failed(shelf.check())


@pytest.mark.parametrize(
    ("field", "value", "rule", "where"),
    [
        ("related", ["nowhere"], "related", "related.0"),
        ("related", ["passport-lost"], "related", "related.0"),
        ("category", "XXX.YYY", "categories", "category"),
        ("valid_until", "2027-11-21", "facts-are-fresh", "valid_until"),
        ("first", "Within 3 days.", "figures-are-facts", "first"),
        ("first", "Within {no-such} days.", "facts-exist", "first"),
        ("first", "Look: {rule-report}", "facts-exist", "first"),
        ("rests_on", ["no-such"], "facts-exist", "rests_on.0"),
        ("contacts", [{"name": "Desk", "phones": ["{fee}"]}], "facts-exist", "contacts.0.phones.0"),
        ("places", [{"name": "Here", "city": "atlantis", "address": "{office}"}], "cities", "places.0.city"),
        ("body", " ".join(["word"] * 26) + ".", "plain", "body"),
        (
            "body",
            "Applicants accordingly surrender documentation immediately notwithstanding circumstances.",
            "plain",
            "body",
        ),
        ("valid_until", "2026-11-22", "valid-until", "valid_until"),
        ("verified_on", "2026-11-24", "dates", "verified_on"),
        ("first", "An **open mark", "markup", "first"),
        ("body", "A [link](ftp://example.org)", "markup", "body"),
    ],
)
def test_a_broken_field(shelf, field: str, value: object, rule: str, where: str) -> None:
    shelf.entry(**{field: value})
    shelf.translate()
    assert (rule, where, "") in failed(shelf.check())


def test_sources_none_of_its_own_and_no_facts(shelf) -> None:
    shelf.entry(first="Go.", body="Go now.", rests_on=[], contacts=[], places=[], sources=[])
    shelf.translate()
    assert ("sources", "sources", "") in failed(shelf.check())


def test_figures_are_facts_also_in_a_topic(shelf) -> None:
    shelf.topic(intro="All 5 papers.")
    shelf.translate()
    assert ("figures-are-facts", "intro", "") in failed(shelf.check())


def test_facts_exist_but_of_low_confidence(shelf) -> None:
    shelf.facts(fee={"confidence": "low"})
    assert ("facts-exist", "body", "") in failed(shelf.check())


def test_facts_have_sources_two_where_somebody_could_be_hurt(shelf) -> None:
    source = {"title": "One", "url": "https://one.example.org/a", "read_on": "2026-11-20"}
    twice = [source, source | {"url": "https://www.one.example.org/b"}]
    shelf.facts(all_services={"sources": twice}, unused={"risk": "high", "sources": twice})
    assert failed(shelf.check()) == {("facts-have-sources", "sources", "")}
    shelf.facts(fee={"sources": [source | {"url": "http://one.example.org", "read_on": "2026-11-24"}]})
    assert failed(shelf.check()) == {
        ("facts-have-sources", "sources.0.url", ""),
        ("facts-have-sources", "sources.0.read_on", ""),
    }


def test_facts_are_fresh_or_their_answers_end_too(shelf) -> None:
    shelf.facts(fee={"reverify_by": "2026-11-22"})
    wrong = failed(shelf.check())
    assert ("facts-are-fresh", "reverify_by", "") in wrong
    assert ("facts-are-fresh", "valid_until", "") in wrong
    shelf.facts(spare={"reverify_by": "2026-12-01"})
    report = shelf.check()
    assert report.ok
    assert [(problem.rule, problem.level) for problem in report.warnings] == [("facts-are-fresh", "warning")]


def test_passports_a_fact_of_one_country_told_to_another(shelf) -> None:
    shelf.facts(visa_days={"kind": "number", "value": "30", "nationalities": ["tm"]})
    shelf.entry(by_nationality=[{"nationalities": ["tm", "uz"], "text": "Wait {visa-days} days."}])
    shelf.translate()
    problems = [problem for problem in shelf.check().errors if problem.rule == "passports"]
    assert [problem.message for problem in problems] == ["visa-days does not hold for uz"]


def test_passports_one_country_with_two_texts(shelf) -> None:
    both = [{"nationalities": ["tm"], "text": "One."}, {"nationalities": ["tm", "uz"], "text": "Two."}]
    shelf.entry(by_nationality=both)
    shelf.translate()
    assert ("passports", "by_nationality.1.text", "") in failed(shelf.check())


def test_reachable_counts_the_question_for_the_passport(shelf) -> None:
    for number in range(8):
        shelf.entry(id=f"more-{number}", order=10 + number)
    shelf.entry(id="more-9", order=30, by_nationality=[{"nationalities": ["tm"], "text": "One."}])
    shelf.translate()
    assert {problem.file for problem in shelf.check().errors} == {"entries/consular/more-9.yaml"}


def test_sources_over_http_or_read_tomorrow(shelf) -> None:
    shelf.entry(sources=[{"title": "Law 109", "url": "http://example.org", "read_on": "2026-11-24"}])
    assert {("sources", "sources.0.url", ""), ("sources", "sources.0.read_on", "")} <= failed(shelf.check())


def test_valid_until_within_thirty_days_is_a_warning(shelf) -> None:
    shelf.entry(valid_until="2026-12-23")
    report = shelf.check()
    assert report.ok
    assert [(problem.rule, problem.level) for problem in report.warnings] == [("valid-until", "warning")]
    assert shelf.check(today=date(2026, 11, 22)).warnings == ()


def test_questions_missing_in_a_language_or_in_an_unknown_one(shelf) -> None:
    shelf.entry(questions={code: ["x y"] for code in ("ru", "uz", "uz_Cyrl", "tg", "ky", "kk", "en", "xx")})
    assert failed(shelf.check()) == {("questions", "questions", "tk"), ("questions", "questions.xx", "xx")}


def test_present_a_translation_missing_or_fuzzy(shelf) -> None:
    shelf.say("tg", "a photo", "")
    assert failed(shelf.check()) == {("present", "body", "tg")}


def test_present_after_a_change_of_the_source(shelf) -> None:
    shelf.entry(title="Passport stolen")
    shelf.update()
    assert failed(shelf.check()) == {
        ("present", "title", code) for code in ("ru", "uz", "uz_Cyrl", "tg", "ky", "kk", "tk")
    }


@pytest.mark.parametrize(
    ("code", "source", "translation", "rule"),
    [
        ("uz", "a photo", "фото", "script"),
        ("tg", "a photo", "aкс", "mixed-script"),
        ("uz", "a photo", "bitta o'rnak", "apostrophe"),
        ("ru", "a photo", "сўрат", "letters"),
        ("uz", "{fee} roubles", "{fee} 25 lbuor", "figures"),
        ("tg", "Wait {wait-days} days, or less.", "Шумо бояд интизор шавед.", "placeholders"),
        ("ky", "a photo", "сүрөт 901", "figures-are-facts"),
        ("tg", "Call [the consulate](https://example.org/a).", "Ба [он](https://example.com/b) занг занед.", "links"),
        ("tg", "Tell the **police** today.", "Ба **милитсия гӯед.", "markup"),
        ("kk", "Passport lost", "Паспортты немесе жеке куәлікті жоғалттым", "labels"),
        ("kk", "Consulate", "Консулдық және басқа құжаттар туралы", "labels"),
        ("ru", "a photo", "о" * 1_200, "screens"),
    ],
)
def test_a_broken_translation(shelf, code: str, source: str, translation: str, rule: str) -> None:
    shelf.say(code, source, translation)
    report = shelf.check()
    assert {(problem.rule, problem.language) for problem in report.errors} >= {(rule, code)}
    assert {problem.language for problem in report.errors} == {code}


def test_emergencies_a_kind_that_nobody_wrote_words_for(shelf) -> None:
    (shelf.content / "emergencies" / "child.yaml").unlink()
    assert ("emergencies", "", "") in failed(shelf.check())


@pytest.mark.parametrize(
    ("change", "where", "language"),
    [
        ({"entry": "no-such"}, "entry", ""),
        ({"terms": {}}, "terms", "ky"),
        ({"terms": {"la": [{"term": "a", "example": "a", "counter": "b"}]}}, "terms.la", "la"),
    ],
)
def test_emergencies_without_an_answer_or_a_language(
    shelf, change: dict[str, object], where: str, language: str
) -> None:
    shelf.emergency(**change)
    assert ("emergencies", where, language) in failed(shelf.check())


@pytest.mark.parametrize("broken", ["example", "counter"])
def test_alarm_words_that_do_not_do_what_they_say(shelf, broken: str) -> None:
    shelf.emergency(**{broken: {"example": "all is well", "counter": "medicala is now"}[broken]})
    assert ("alarm-words", f"terms.en.0.{broken}", "en") in failed(shelf.check())


def test_format_of_a_term(shelf) -> None:
    shelf.emergency(term="help | now")
    assert ("format", "terms.en.0.term", "") in failed(shelf.check())


def test_a_problem_is_a_line_that_leads_to_its_place(shelf) -> None:
    shelf.say("tg", "Duty officer", "")
    problem, _ = shelf.check().errors
    line = (shelf.content / problem.file).read_text("utf-8").splitlines()[problem.line - 1]
    assert "Duty officer" in line
    assert str(problem).startswith(f"entries/consular/passport-lost.yaml:{problem.line}: [present tg]")


def test_every_rule_has_a_test_here() -> None:
    """A rule that nobody has seen fail is not a rule."""
    tests = Path(__file__).read_text("utf-8")
    names = {"same_figures": "figures", "same_links": "links", "dates": "valid-until"}
    # A rule is called like its function, with hyphens.
    for rule in RULES:
        assert f'"{names.get(rule.__name__, rule.__name__).replace("_", "-")}"' in tests, rule.__name__
