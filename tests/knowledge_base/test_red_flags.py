"""Red flags: found in any order, script and language, and nothing that a stranger types raises."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base import RedFlags, load
from knowledge_base.models import EMERGENCIES

FLAGS = RedFlags(load())
STORY = (
    "Assalomu alaykum, men Rossiyaga yanvarda keldim, qurilishda ishladik, yaxshi edi. Keyin ish tugadi, boshqa "
    "shaharga ko'chdik, yangi kvartira topdik. {} Registratsiya uchun qanday hujjat kerak, patent narxi qancha? "
)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("МОЙ БРАТ БЕЗ СОЗНАНИЯ!!! помогите", "medical"),
        ("moy brat bez soznaniya pomogite", "medical"),
        ("qon to'xtamayapti akamdan ketyapti", "medical"),
        ("қон тўхтамаяпти", "medical"),
        ("Яшагим келмаяпти", "suicide"),
        ("yashagim kelmayapti", "suicide"),
        ("зиндагӣ кардан намехоҳам", "suicide"),
        ("зиндаги кардан намехохам", "suicide"),
        ("yasasym gelenok", "suicide"),
        ("меня муж вчера опять сильно бил", "violence"),
        ("шавхарам маро мезанад", "violence"),
        ("мени зордукташты", "sexual-violence"),
        ("хозяин забрал паспорта и бьет", "trafficking"),
        ("нас задержал омон на рынке", "detention"),
        ("балам жоғалып кетті", "child"),
        ("I don't want to live any more", "suicide"),
        ("stuck three days at the airport", "stranded"),
    ],
)
def test_an_emergency_is_recognised_as_people_write(typed: str, kind: str) -> None:
    assert kind in FLAGS.kinds(typed)


def test_it_is_recognised_inside_a_long_story() -> None:
    story = STORY.format("Hozir akam hushidan ketdi.") * 8
    assert "medical" in FLAGS.kinds(story)
    assert FLAGS.kinds(STORY.format("") * 8) == ()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "?",
        "сколько стоит патент",
        "pasportimni yo'qotdim",
        "who will win the match",
        "мой телефон умер",
        "салом",
        "Is anybody there?",
        "я жду ответа",
        "javob kutyapman",
        "мана ҳужжат",
        "мен күтүп жатам",
        "here is my paper",
    ],
)
def test_what_is_no_emergency_raises_nothing(typed: str) -> None:
    assert FLAGS.kinds(typed) == ()


def test_words_of_a_term_that_stand_far_apart_raise_nothing(shelf) -> None:
    shelf.emergency("violence")
    flags = RedFlags(shelf.kb())
    assert flags.listed("violencecing just right now") == {"violence"}
    assert flags.listed("violencecing one two three four five six seven now") == set()


@pytest.mark.parametrize("typed", ["7", "+7 900 000 00 00", "12 34", "🙏", "…"])
def test_what_holds_no_word_raises_nothing(typed: str) -> None:
    assert FLAGS.kinds(typed) == ()


def test_the_kind_whose_first_step_can_least_wait_stands_in_front() -> None:
    assert FLAGS.kinds("муж бьет меня, я хочу умереть")[0] == "suicide"


@settings(max_examples=300)
@given(st.text(max_size=4096) | st.text(st.characters(), max_size=500))
def test_no_text_of_a_stranger_raises(text: str) -> None:
    assert set(FLAGS.kinds(text)) <= set(EMERGENCIES)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("меня изнасиловли", "sexual-violence"),
        ("akam hushdan ketdi", "medical"),
        ("меня депортрируют завтра", "detention"),
    ],
)
def test_a_slip_of_the_finger_hides_no_word_of_danger(typed: str, kind: str) -> None:
    assert kind in FLAGS.kinds(typed)


def test_a_message_of_danger_that_no_term_says_is_seen() -> None:
    kb = load()
    told = [text for one in kb.emergencies.values() for texts in one.told.values() for text in texts]
    assert [text for text in told if not FLAGS.kinds(text)] == []
    assert FLAGS.kinds("соседка упала и никак не приходит в себя")[0] == "medical"


@pytest.mark.parametrize("known", [0, 1, 2])
def test_content_of_few_kinds_knows_those(known: int) -> None:
    kb = load()
    few = replace(kb, emergencies=dict(list(kb.emergencies.items())[:known]), examples=())
    flags = RedFlags(few)
    assert flags.kinds("how much is a patent") == ()
    for emergency in few.emergencies.values():
        assert emergency.id in flags.kinds(emergency.told["en"][0])


def test_few_of_the_ordinary_questions_raise_an_alarm() -> None:
    kb = load()
    leading = {one.entry for one in kb.emergencies.values()}
    asked = [
        text
        for entry in kb.entries.values()
        if entry.id not in leading
        for texts in entry.questions.values()
        for text in texts
    ]
    # A miss costs more than a kind sentence (docs/decisions/0016): about six in a hundred.
    assert sum(bool(FLAGS.kinds(text)) for text in asked) / len(asked) < 0.07


@pytest.mark.parametrize("typed", ["как отправить деньги домой", "посольство рақами", "иш берүүчү акча төлөбөйт"])
def test_a_usual_word_is_no_slip_of_a_word_of_danger(typed: str) -> None:
    assert FLAGS.kinds(typed) == ()
