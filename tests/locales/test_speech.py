from __future__ import annotations

from datetime import UTC, date, datetime
from gettext import c2py
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.messages.plurals import get_plural

from locales import Catalogs, Html, later, po, scripts

REAL = Catalogs.load()
RU = r"""
msgid "Hello, {name}!"
msgstr "Здравствуйте, {name}!"

msgid "Case {code}"
msgstr "Обращение {kod}"

#, fuzzy
msgid "Old"
msgstr "Старое"

msgid "{n} person waits."
msgid_plural "{n} persons wait."
msgstr[0] "Ждёт {n} человек."
msgstr[1] "Ждут {n} человека."
msgstr[2] "Ждут {n} человек."

msgctxt "button"
msgid "Open"
msgstr "Открыть"

msgctxt "state"
msgid "Open"
msgstr "Открыто"
"""


@pytest.fixture
def catalogs(write, folder: Path) -> Catalogs:
    write("ru", RU)
    write("en")
    return Catalogs.load(folder)


def test_fields_are_escaped_unless_they_are_html(catalogs: Catalogs) -> None:
    ru = catalogs["ru"]
    assert ru.t("Hello, {name}!", name="<b>&") == "Здравствуйте, &lt;b&gt;&amp;!"
    assert ru.t("Hello, {name}!", name=Html("<b>x</b>")) == "Здравствуйте, <b>x</b>!"
    assert ru.t("Hello, {name}!", name=ru.t("Hello, {name}!", name="&")) == ("Здравствуйте, Здравствуйте, &amp;!!"), (
        "what t() gives is ready, and not escaped a second time"
    )


def test_a_missing_or_fuzzy_string_comes_in_english(catalogs: Catalogs) -> None:
    assert catalogs["ru"].t("Not {there}", there=1) == "Not 1"
    assert catalogs["ru"].t("Old") == "Old"


def test_a_translation_that_lost_its_field_gives_way_to_the_source(catalogs: Catalogs) -> None:
    assert catalogs["ru"].t("Case {code}", code="K-1") == "Case K-1"


def test_a_field_nobody_gives_does_not_raise(catalogs: Catalogs) -> None:
    assert catalogs["ru"].t("Hello, {name}!") == "Hello, {name}!"


def test_fields_reach_no_attributes(catalogs: Catalogs) -> None:
    assert catalogs["ru"].t("{x.__class__} {x}", x=1) == "{x.__class__} 1"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "Ждёт 1 человек."),
        (2, "Ждут 2 человека."),
        (5, "Ждут 5 человек."),
        (21, "Ждёт 21 человек."),
        (112, "Ждут 112 человек."),
    ],
)
def test_plurals_follow_the_language(catalogs: Catalogs, n: int, said: str) -> None:
    assert catalogs["ru"].n("{n} person waits.", "{n} persons wait.", n=n) == said


def test_plurals_fall_back_to_english(catalogs: Catalogs) -> None:
    assert catalogs["en"].n("{n} day", "{n} days", n=1) == "1 day"
    assert catalogs["ru"].n("{n} house", "{n} houses", n=3) == "3 houses"


def test_context_tells_equal_words_apart(catalogs: Catalogs) -> None:
    assert catalogs["ru"].ctx("button", "Open") == "Открыть"
    assert catalogs["ru"].ctx("state", "Open") == "Открыто"
    assert later("Open") == "Open"


@pytest.mark.parametrize("code", REAL.languages)
def test_the_plural_forms_of_our_catalogs_are_those_of_cldr(code: str) -> None:
    """Same form, same CLDR category, and the other way round; for Tajik CLDR has changed its mind between releases."""
    catalog = po.read(Path(po.__file__).parent, code, "hamroh")
    ours, babels = (
        c2py(rule.rpartition("plural=")[2].rstrip(";")) for rule in (catalog.plural_forms, f"{get_plural(code)}")
    )
    assert [ours(n) for n in range(1_000)] == [babels(n) for n in range(1_000)]
    index = REAL[code]._interface.plural if hasattr(REAL[code]._interface, "plural") else None
    assert index is not None
    assert {index(n) for n in range(1_000)} == set(range(catalog.num_plurals))
    if code != "tg":
        pairs = {(index(n), Locale.parse(code).plural_form(n)) for n in range(1_000)}
        assert len({form for form, _ in pairs}) == len({category for _, category in pairs}) == len(pairs)


def test_every_language_says_its_own_name() -> None:
    assert {speech.code: speech.own_name for speech in REAL} == {
        "ru": "Русский",
        "uz": "Oʻzbekcha",
        "uz_Cyrl": "Ўзбекча",
        "tg": "Тоҷикӣ",
        "ky": "Кыргызча",
        "kk": "Қазақша",
        "tk": "Türkmençe",
        "en": "English",
    }


def test_a_language_whose_name_is_not_translated_is_named_by_cldr(write, folder: Path) -> None:
    write("ka")
    assert Catalogs.load(folder)["ka"].own_name == "ქართული"


@pytest.mark.parametrize("code", REAL.languages)
def test_dates_come_in_the_languages_own_script(code: str) -> None:
    speech = REAL[code]
    moment = datetime(2026, 11, 5, 22, 7, tzinfo=UTC)
    assert speech.time(moment, ZoneInfo("Europe/Moscow")) == "01:07"
    said = speech.date_time(moment, ZoneInfo("Europe/Moscow"))
    assert "6" in said
    assert "2026" in said
    for word in scripts.words(speech.date(date(2026, 11, 5))):
        assert scripts.scripts_in(word) == {scripts.script_of(code)}


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (-5, "less than a minute"),
        (0.2, "less than a minute"),
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "1 hour"),
        (90, "90 minutes"),
        (120, "2 hours"),
        (47 * 60, "47 hours"),
        (24 * 60, "1 day"),
        (72 * 60, "3 days"),
    ],
)
def test_durations_are_rounded_to_what_one_would_say(minutes: float, said: str) -> None:
    assert REAL["en"].duration(minutes) == said


def test_numbers_are_grouped_by_the_language() -> None:
    assert REAL["en"].number(12345) == "12,345"
    assert REAL["ru"].number(12345) == "12\u00a0345"


def test_content_is_none_where_nobody_stands_behind_it(write, folder: Path) -> None:
    write("ru")
    body = 'msgid "Fee"\nmsgstr "Пошлина"\n\n#, fuzzy\nmsgid "Term"\nmsgstr "Срок"\n\nmsgid "Empty"\nmsgstr ""\n'
    write("ru", body, domain="knowledge_base")
    ru = Catalogs.load(folder)["ru"]
    assert [ru.content(text) for text in ("Fee", "Term", "Empty", "Unknown", "")] == ["Пошлина", None, None, None, None]
