from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base import KnowledgeBase, Search, Topic, load
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
SHIPPED = Search(load(), Catalogs.load())


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


def test_a_word_of_many_entries_is_given_back_to_choose() -> None:
    found = SHIPPED.find("паспорт")
    assert found.decision == "choose"
    assert "passport-lost" in {hit.id for hit in found.results}


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("pasportm yoqoldi nma qilay", "passport-lost"),
        ("xojaynm pulmni bermayapt", "wages-unpaid"),
        ("маошамро намедихад сардор", "wages-unpaid"),
        ("брат помоги patent srogi tugadi", "patent-late"),
        ("айлыгымды бербей атат начальник", "wages-unpaid"),
        ("tisim agyryar lukman gerek", "see-a-doctor"),
        ("balamdy mektepke almai jatyr", "school"),
    ],
)
def test_a_question_with_slips_and_mixed_languages_finds_its_answer(typed: str, entry: str) -> None:
    assert SHIPPED.find(typed).results[0].id == entry


def test_a_question_inside_a_long_story_is_found() -> None:
    story = "мы приехали весной вчетвером, жили сначала у знакомых, потом снимали комнату, все было хорошо. " * 2
    found = SHIPPED.find(f"{story} а теперь прораб не платит зарплату уже третий месяц. {story}")
    assert "wages-unpaid" in {hit.id for hit in found.results}


def test_questions_that_were_left_out_of_the_learning_are_found() -> None:
    kb = load()
    kept = {
        one.id: one.model_copy(update={"questions": {code: texts[:-1] for code, texts in one.questions.items()}})
        for one in kb.entries.values()
    }
    search = Search(replace(kb, entries=kept), Catalogs.load())
    asked = [(one.id, texts[-1]) for one in kb.entries.values() for texts in one.questions.values()]
    found = [(entry, search.find(text)) for entry, text in asked]
    sure = [(entry, one.results[0].id) for entry, one in found if one.decision == "answer"]
    assert sum(entry == right for entry, right in sure) / len(sure) > 0.9
    assert len(sure) / len(asked) > 0.6


def test_the_same_content_always_learns_the_same() -> None:
    assert Search(load(), Catalogs.load()).find("негде ночевать") == SHIPPED.find("негде ночевать")


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
