from __future__ import annotations

from pathlib import Path

import pytest

from locales import check_catalogs, check_message


def rules(code: str, source: str, translation: str) -> set[str]:
    return {rule for rule, _ in check_message(code, source, translation)}


@pytest.mark.parametrize(
    ("code", "translation"),
    [
        ("ru", "Нажмите <b>/menu</b>, {name}, или пишите в Telegram"),
        ("uz", "<b>/menu</b> ni bosing, {name}, yoki Telegram orqali yozing: maʼlumot, gʻamxoʻrlik"),
        ("uz_Cyrl", "<b>/menu</b> ни босинг, {name}, ёки Telegram орқали ёзинг: ғамхўрлик, ҳаёт"),
        ("tg", "<b>/menu</b>-ро пахш кунед, {name}, ё ба Telegram нависед: ҷавоб, ӯ, қарз"),
        ("ky", "<b>/menu</b> басыңыз, {name}, же Telegram аркылуу жазыңыз: өкүл, үй"),
        ("kk", "<b>/menu</b> басыңыз, {name}, немесе Telegram арқылы жазыңыз: әке, ұл, хат, іс, үй, ғой, өз"),
        ("tk", "<b>/menu</b> basyň, {name}, ýa-da Telegram arkaly ýazyň: şäher, çözgüt, žurnal, günü"),
        ("en", "Press <b>/menu</b>, {name}, or write on Telegram"),
    ],
)
def test_good_translations_pass(code: str, translation: str) -> None:
    assert rules(code, "Press <b>/menu</b>, {name}, or write on Telegram", translation) == set()


@pytest.mark.parametrize(
    ("code", "source", "translation", "rule"),
    [
        ("uz", "Back", " ", "missing"),
        ("uz", "Case {code}", "Murojaat", "placeholders"),
        ("uz", "Case {code}", "Murojaat {kod}", "placeholders"),
        ("uz", "Press /menu", "Menyuni bosing", "commands"),
        ("uz", "<b>Go</b>", "<b>Ketdik", "html"),
        ("uz", "Go", "Ketdik <", "html"),
        ("uz", "Passport", "Паспорт", "script"),
        ("ru", "Passport", "Passport", "script"),
        ("ru", "the passport", "the паспорт", "script"),
        ("ru", "Passport", "Пacпорт", "mixed-script"),
        ("tg", "life", "ҳаёt", "mixed-script"),
        ("uz", "village", "o'zbek", "apostrophe"),
        ("uz", "village", "o‘zbek", "apostrophe"),
        ("uz", "information", "ma'lumot", "apostrophe"),
        ("uz_Cyrl", "word", "сөз", "letters"),
        ("ru", "word", "сўз", "letters"),
        ("ky", "word", "сўз", "letters"),
        ("tg", "word", "үй", "letters"),
        ("tk", "word", "ğül", "letters"),
        ("uz", "call the police now", "call the police now", "copied"),
    ],
)
def test_each_rule_finds_its_fault(code: str, source: str, translation: str, rule: str) -> None:
    assert rule in rules(code, source, translation)


def test_a_russian_word_quoted_in_the_source_may_be_quoted_in_latin_script() -> None:
    assert rules("uz", "Ask for «миграционная карта»", "«миграционная карта» soʻrang") == set()


def test_catalogs_are_compared_with_each_other(write, folder: Path) -> None:
    write("ru", 'msgid "Back"\nmsgstr "Назад"\n\nmsgid "Menu"\nmsgstr "Меню"\n')
    write("uz", 'msgid "Back"\nmsgstr "Ortga"\n')
    (finding,) = check_catalogs(folder)
    assert (finding.language, finding.domain, finding.rule) == ("uz", "hamroh", "missing")
    assert "Menu" in str(finding)


def test_fuzzy_is_found_at_its_line(write, folder: Path) -> None:
    write("ru", 'msgid "Menu"\nmsgstr "Меню"\n\n#, fuzzy\nmsgid "Back"\nmsgstr "Назад"\n')
    (finding,) = check_catalogs(folder)
    assert str(finding).startswith("locales/ru/LC_MESSAGES/hamroh.po:11: [fuzzy]")


def test_wrong_plural_forms_and_lost_numbers(write, folder: Path) -> None:
    path = write("uz", 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "kun"\nmsgstr[1] "{n} kun"\n')
    assert [finding.rule for finding in check_catalogs(folder)] == ["placeholders"]
    forms = "nplurals=2; plural=(n != 1);"
    path.write_text(path.read_text("utf-8").replace(forms, "nplurals=3; plural=(n%3);"), "utf-8")
    assert "plural-forms" in [finding.rule for finding in check_catalogs(folder)]


def test_a_plural_form_that_is_empty(write, folder: Path) -> None:
    write("uz", 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} kun"\nmsgstr[1] ""\n')
    assert [finding.rule for finding in check_catalogs(folder)] == ["missing"]


def test_a_whole_catalog_in_the_wrong_language(write, folder: Path) -> None:
    one_by_one = "".join(f'msgid "Word {n}"\nmsgstr "Слово {n}"\n\n' for n in range(40))
    write("tg", one_by_one)
    assert "own-letters" in [finding.rule for finding in check_catalogs(folder)]


def test_what_is_typed_may_stay_in_its_script() -> None:
    source = "To use it for both, write /desk shared"
    assert list(check_message("uz_Cyrl", source, "Иккаласи учун /desk shared деб ёзинг")) == []
    assert [rule for rule, _ in check_message("uz_Cyrl", source, "Иккаласи учун /desk shaxd деб ёзинг")] == ["script"]
