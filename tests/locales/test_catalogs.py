from __future__ import annotations

from pathlib import Path

import pytest

from locales import CatalogError, Catalogs


def test_reads_all_languages_in_the_order_in_which_they_are_offered() -> None:
    assert Catalogs.load().languages == ("ru", "uz", "uz_Cyrl", "tg", "ky", "kk", "tk", "en")


def test_a_new_language_is_a_new_catalog_and_no_code(write, folder: Path) -> None:
    write("en")
    write("hy", 'msgid "Back"\nmsgstr "Հետ"\n')
    catalogs = Catalogs.load(folder)
    assert catalogs.languages == ("en", "hy")
    assert catalogs["hy"].t("Back") == "Հետ"


def test_a_stored_language_that_is_gone_is_none(write, folder: Path) -> None:
    write("en")
    catalogs = Catalogs.load(folder)
    assert catalogs.get("xx") is catalogs.get(None) is None
    assert "en" in catalogs
    assert "xx" not in catalogs


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ('msgid "Back"\nmsgstr "Ortga\n', 8, "quote"),
        ('msgid "Back"\nmsgstr "Ort"ga"\n', 8, "quote"),
        ('msgid "Back"\n\nmsgid "Menu"\nmsgstr "Menyu"\n', 7, "missing msgstr"),
        ("<<<<<<< ours\n", 7, "not a line of a PO file"),
        ('mgsid "Back"\nmsgstr ""\n', 7, "not a line of a PO file"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[7] "y"\n', 7, "translations"),
    ],
)
def test_a_broken_file_is_one_line_that_names_it(write, folder: Path, body: str, line: int, said: str) -> None:
    write("uz", body)
    with pytest.raises(CatalogError) as raised:
        Catalogs.load(folder)
    assert str(raised.value).startswith(f"locales/uz/LC_MESSAGES/hamroh.po:{line}: ")
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_broken_content_catalog_is_named_too(write, folder: Path) -> None:
    write("uz")
    write("uz", "junk\n", domain="knowledge_base")
    with pytest.raises(CatalogError, match=r"uz/LC_MESSAGES/knowledge_base\.po:7"):
        Catalogs.load(folder)


def test_a_file_not_in_utf8_is_named_with_its_line(write, folder: Path) -> None:
    path = write("ru")
    path.write_bytes(path.read_bytes() + 'msgid "Back"\nmsgstr "Назад"\n'.encode("cp1251"))
    with pytest.raises(CatalogError, match=r"hamroh\.po:8: not written in UTF-8"):
        Catalogs.load(folder)


@pytest.mark.parametrize(
    "plurals", ["nplurals=2; plural=__import__('os');", "nplurals=2; plural=(n !=;", "nplurals=x;"]
)
def test_plural_forms_that_cannot_be_used_are_said_so(write, folder: Path, plurals: str) -> None:
    path = write("uz", 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] "y"\n')
    path.write_text(path.read_text("utf-8").replace("nplurals=2; plural=(n != 1);", plurals), "utf-8")
    with pytest.raises(CatalogError, match=r"uz/LC_MESSAGES/hamroh\.po"):
        Catalogs.load(folder)


def test_a_folder_that_is_no_language(write, folder: Path) -> None:
    write("english")
    with pytest.raises(CatalogError, match="no language code"):
        Catalogs.load(folder)


def test_no_catalogs_at_all(folder: Path) -> None:
    with pytest.raises(CatalogError, match="no language"):
        Catalogs.load(folder)
