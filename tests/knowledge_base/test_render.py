from __future__ import annotations

from datetime import date

import pytest

from knowledge_base import Entry, label, render
from knowledge_base.render import TELEGRAM_LIMIT
from knowledge_base.strings import entry_strings
from locales import Speech, fault_in, visible_length, visible_text

TODAY = date(2026, 11, 23)


def test_a_whole_screen_in_english(shelf) -> None:
    catalogs = shelf.catalogs()
    screen = render(shelf.first(), shelf.kb(), catalogs["en"], catalogs["ru"], TODAY)
    assert screen.html == (
        "<b>Passport lost</b>\n<blockquote>Tell the <b>police</b> today.</blockquote>\n"
        "You need:\n• a photo\n• 2,500 roubles\n\n"
        '1. Call <a href="https://example.org/a">the consulate</a>.\n2. Wait 30 days, or less.\n\n'
        '<b>Duty officer</b>\n📞 +7 495 000-00-00, 112\n🔗 <a href="https://www.example.org/">example.org</a>\n'
        "Day and night.\n\n📍 <b>Consulate</b>\n"
        '<a href="https://yandex.ru/maps/?text=Moscow%2C%20%D1%83%D0%BB.%20%D0%9F%D1%80%D0%B8%D0%BC%D0%B5%D1%80%D0%BD%D0%B0%D1%8F%2C%201">'
        "Moscow, ул. Примерная, 1</a>\n\n"
        '<i>Checked: November 20, 2026</i>\n<i>Source: <a href="https://example.org/law">example.org</a>, '
        '<a href="https://one.example.org/">one.example.org</a>, <a href="https://two.example.org/">two.example.org</a></i>'
    )
    assert (screen.title, screen.stale, screen.untranslated, screen.protected) == ("Passport lost", False, False, False)


def test_every_language_gets_its_own_words(shelf) -> None:
    catalogs = shelf.catalogs()
    shown = {speech.code: render(shelf.first(), shelf.kb(), speech, catalogs["ru"], TODAY) for speech in catalogs}
    assert not any(screen.untranslated for screen in shown.values())
    assert shown["tg"].title == "пассворт лост".replace("в", "п")
    assert all(fault_in(screen.html) is None for screen in shown.values())
    assert all("ул. Примерная, 1" in screen.html for screen in shown.values()), "a street stays as on its sign"


def every_string(entry: Entry) -> list[str]:
    return [text for _, _, text in entry_strings(entry)]


def test_one_missing_string_and_the_whole_entry_comes_in_russian(shelf) -> None:
    for text in every_string(shelf.first()):
        catalogs = shelf.say("tg", text, "")
        screen = render(shelf.first(), shelf.kb(), catalogs["tg"], catalogs["ru"], TODAY)
        russian = render(shelf.first(), shelf.kb(), catalogs["ru"], catalogs["ru"], TODAY)
        assert screen.untranslated, text
        assert screen.title == russian.title
        assert visible_text(screen.html).startswith("🌐 The translation is under way. A person can help you")
        shelf.translate()


def test_where_russian_lacks_a_string_too_it_comes_in_english(shelf) -> None:
    shelf.say("tg", "a photo", "")
    catalogs = shelf.say("ru", "Day and night.", "")
    assert render(shelf.first(), shelf.kb(), catalogs["tg"], catalogs["ru"], TODAY).title == "Passport lost"
    russian = render(shelf.first(), shelf.kb(), catalogs["ru"], catalogs["ru"], TODAY)
    assert (russian.title, russian.untranslated) == ("Passport lost", True)


def test_an_answer_past_its_date_comes_under_a_warning(shelf) -> None:
    catalogs = shelf.catalogs()
    entry = shelf.first()
    last_day = render(entry, shelf.kb(), catalogs["en"], catalogs["ru"], entry.valid_until)
    day_after = render(entry, shelf.kb(), catalogs["en"], catalogs["ru"], date(2027, 11, 21))
    assert (last_day.stale, day_after.stale) == (False, True)
    assert day_after.html.startswith("⚠️ ")
    assert not last_day.html.startswith("⚠️ ")


def test_a_sensitive_entry_is_protected(shelf) -> None:
    catalogs = shelf.catalogs()
    assert render(shelf.kb().entries["registration"], shelf.kb(), catalogs["en"], catalogs["ru"], TODAY).protected


@pytest.mark.parametrize("field", ["first", "body"])
def test_never_longer_than_telegram_takes_and_never_cut_inside_a_tag(shelf, field: str) -> None:
    shelf.entry(**{field: "**bold** and [link](https://example.org) " * 300})
    catalogs = shelf.catalogs()
    screen = render(shelf.first(), shelf.kb(), catalogs["en"], catalogs["ru"], TODAY)
    assert visible_length(screen.html) <= TELEGRAM_LIMIT
    assert fault_in(screen.html) is None
    assert "Checked:" in screen.html


def test_a_long_body_loses_its_last_paragraphs_first(shelf) -> None:
    shelf.entry(body="\n\n".join(f"Paragraph {n} " + "x" * 400 for n in range(20)))
    catalogs = shelf.catalogs()
    text = render(shelf.first(), shelf.kb(), catalogs["en"], catalogs["ru"], TODAY).html
    assert "Paragraph 0 " in text
    assert "Paragraph 19 " not in text
    assert "Duty officer" in text


def test_a_catalog_gone_wild_cannot_break_the_limit(shelf) -> None:
    catalogs = shelf.say("ru", "Passport lost", "<" * 9_000)
    screen = render(shelf.first(), shelf.kb(), catalogs["ru"], catalogs["ru"], TODAY)
    assert visible_length(screen.html) <= TELEGRAM_LIMIT
    assert fault_in(screen.html) is None


def test_a_label_comes_in_the_next_best_language(shelf) -> None:
    catalogs = shelf.say("tg", "Consulate", "")
    tg, ru = catalogs["tg"], catalogs["ru"]
    assert label("Consulate", tg, ru) == ru.content("Consulate")
    assert label("Consulate", catalogs["uz"], ru) == catalogs["uz"].content("Consulate")
    assert label("Not in any catalog", tg, ru) == "Not in any catalog"


def test_speech_is_what_the_screen_asks_it(shelf) -> None:
    """The promise of `Speech.content`: None, never the source."""
    speech: Speech = shelf.catalogs()["ru"]
    assert speech.content("Not in any catalog") is None


def test_facts_stand_in_the_text_of_every_language_with_days_and_dates_in_its_own_words(shelf) -> None:
    shelf.entry(first="Open {open} until {until}. Pay {fee}.")
    catalogs = shelf.translate()
    kb = shelf.kb()
    shown = {one.code: visible_text(render(shelf.first(), kb, one, catalogs["ru"], TODAY).html) for one in catalogs}
    assert "Open Mon–Fri 09:00–13:00 until March 1, 2027. Pay 2,500." in shown["en"]
    assert "пн–пт 09:00–13:00" in shown["ru"]
    assert "1 марта 2027" in shown["ru"]
    assert "Дшб–Ҷмъ 09:00–13:00" in shown["tg"]
    assert not any("{" in text for text in shown.values())


def test_a_changed_fact_changes_every_language_at_once_and_makes_no_translation_stale(shelf) -> None:
    shelf.facts(fee={"value": "3,100"})
    assert shelf.update() == ()
    catalogs, kb = shelf.catalogs(), shelf.kb()
    screens = [render(shelf.first(), kb, speech, catalogs["ru"], TODAY) for speech in catalogs]
    assert all("3,100" in screen.html for screen in screens)
    assert not any(screen.untranslated for screen in screens)


def test_a_reader_gets_the_text_of_their_passport_and_who_told_none_gets_all(shelf) -> None:
    variants = [
        {"nationalities": ["kz", "kg"], "text": "No visa needed."},
        {"nationalities": ["tm"], "text": "Ask for a visa."},
    ]
    shelf.entry(by_nationality=variants)
    catalogs, kb = shelf.translate(), shelf.kb()

    def text(passport: str | None) -> str:
        return visible_text(render(shelf.first(), kb, catalogs["en"], catalogs["ru"], TODAY, passport).html)

    assert "🛂 Kyrgyzstan\nNo visa needed." in text("kg")
    assert "Ask for a visa" not in text("kg")
    assert "Kazakhstan" not in text("kg")
    assert "visa" not in text("uz")
    assert "🛂 Kazakhstan, Kyrgyzstan\nNo visa needed." in text(None)
    assert "🛂 Turkmenistan\nAsk for a visa." in text(None)


def test_of_many_places_only_the_first_is_whole(shelf) -> None:
    place = {
        "name": "Consulate",
        "city": "moscow",
        "address": "{office}",
        "hours": "{open}",
        "phones": ["{duty-phone}"],
    }
    shelf.entry(places=[place, place | {"name": "Other", "city": "kazan"}])
    shelf.cities("Kazan")
    catalogs = shelf.translate()
    text = visible_text(render(shelf.first(), shelf.kb(), catalogs["en"], catalogs["ru"], TODAY).html)
    assert "📍 Consulate\nMoscow, ул. Примерная, 1\n📞 +7 495 000-00-00\n🕘 Mon–Fri 09:00–13:00\n\n📍 Kazan" in text
    assert "Other" not in text
