from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base import KnowledgeBase, Search, Topic
from knowledge_base.folding import fold
from knowledge_base.models import Entry
from locales import Catalogs

ENTRY = {
    "topic": "consular", "order": 1, "category": "CON.PAS", "first": "Go.", "body": "Go.", "jurisdiction": "ru",
    "sources": [], "verified_on": "2026-01-01", "valid_until": "2027-01-01", "owner": "content",
}  # fmt: skip
QUESTIONS = {
    "passport-lost": {
        "ru": ["потерял паспорт что делать", "украли документы"],
        "uz": ["pasportimni yoʻqotib qoʻydim", "hujjatlarimni oʻgʻirlashdi"],
        "tg": ["шиносномаамро гум кардам"],
        "en": ["I lost my passport"],
    },
    "wages-unpaid": {
        "ru": ["хозяин не платит зарплату"],
        "uz": ["ish haqimni bermayapti"],
        "tg": ["музди меҳнатамро намедиҳанд"],
        "en": ["my boss does not pay me"],
    },
    "see-a-doctor": {
        "ru": ["болит зуб куда идти"],
        "uz": ["tishim ogʻriyapti"],
        "tg": ["ба духтур чӣ тавр равам"],
        "en": ["I am ill and need a doctor"],
    },
}
TITLES = {"passport-lost": "Passport lost", "wages-unpaid": "Wages not paid", "see-a-doctor": "See a doctor"}


def made() -> KnowledgeBase:
    topic = Topic(id="consular", order=1, title="Consulate", intro="Papers.")
    entries = {
        id_: Entry.model_validate(ENTRY | {"id": id_, "title": TITLES[id_], "questions": questions})
        for id_, questions in QUESTIONS.items()
    }
    return KnowledgeBase({"consular": topic}, entries)


SEARCH = Search(made(), Catalogs.load())


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("потерял паспорт", "passport-lost"),
        ("ПОТЕРЯЛА ПАССПОРТ!!!", "passport-lost"),
        ("pasportimni yo'qotib qo'ydim", "passport-lost"),
        ("pasportimni yoqotib qoydim", "passport-lost"),
        ("паспортимни йўқотиб қўйдим", "passport-lost"),
        ("паспортимни йукотиб куйдим", "passport-lost"),
        ("шиносномаамро гум кардам", "passport-lost"),
        ("музди мехнатамро намедиханд", "wages-unpaid"),
        ("ish xaqimni bermayapti", "wages-unpaid"),
        ("boss doesn't pay", "wages-unpaid"),
        ("болит зуб", "see-a-doctor"),
        ("тишим огрияпти", "see-a-doctor"),
    ],
)
def test_finds_the_entry_in_any_script_and_with_slips(typed: str, entry: str) -> None:
    found = SEARCH.find(typed)
    assert found.decision != "none"
    assert found.results[0].id == entry


def test_an_example_question_itself_is_answered_at_once() -> None:
    for entry, questions in QUESTIONS.items():
        for texts in questions.values():
            found = SEARCH.find(texts[0])
            assert (found.decision, found.results[0].id) == ("answer", entry)


@pytest.mark.parametrize("typed", ["", " ", "asdf qwerty", "🙂🙂", "123", "погода завтра", "?", "\ud800", "x" * 5_000])
def test_nonsense_finds_nothing(typed: str) -> None:
    assert SEARCH.find(typed).decision == "none"
    assert SEARCH.find(typed).results == ()


def test_a_question_between_two_entries_is_given_back_to_choose() -> None:
    found = SEARCH.find("потерял паспорт, болит зуб куда идти")
    assert found.decision == "choose"
    assert {hit.id for hit in found.results} == {"passport-lost", "see-a-doctor"}


def test_the_number_of_results_is_limited() -> None:
    both = "потерял паспорт, болит зуб куда идти"
    assert len(SEARCH.find(both, limit=1).results) == 1
    assert SEARCH.find(both, limit=0).decision == "none"


def test_what_stands_behind_the_first_thousand_characters_is_not_read() -> None:
    assert SEARCH.find("ы" * 1_000 + " потерял паспорт").decision == "none"


def test_a_translated_title_is_found(shelf) -> None:
    catalogs = shelf.say("kk", "Passport lost", "Құжат жоғалды")
    found = Search(shelf.kb(), catalogs).find("кужат жогалды")
    assert found.results[0].id == "passport-lost"


def test_an_empty_knowledge_base_finds_nothing() -> None:
    assert Search(KnowledgeBase({}, {}), Catalogs.load()).find("паспорт").decision == "none"


@settings(max_examples=200)
@given(st.text() | st.text(st.characters()), st.integers(-2, 5))
def test_no_text_of_a_stranger_raises(text: str, limit: int) -> None:
    found = SEARCH.find(text, limit)
    assert (found.decision == "none") == (found.results == ())
    assert all(0 <= hit.score <= 2 for hit in found.results)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("oʻzbek", "ўзбек"),
        ("o'zbek", "oʻzbek"),
        ("o`g`il", "ўғил"),
        ("shahar", "шаҳар"),
        ("chiqish", "чиқиш"),
        ("ҳуҷҷат", "хуччат"),
        ("қонунӣ", "конуни"),
        ("ӯ", "у"),
        ("үй", "уй"),
        ("Türkmençe žurnal ýaş", "turkmenche jurnal yash"),
        ("ёрдам", "ердам"),
        ("İSTANBUL", "istanbul"),
    ],
)
def test_spellings_that_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)
