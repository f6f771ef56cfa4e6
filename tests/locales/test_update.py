from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge_base.extract import content_messages
from locales import CONTENT, INTERFACE, CatalogError, Catalogs, Extracted, interface_messages, po, update_catalogs

ROOT = Path(po.__file__).parents[1]
CODE = """
def handler(speech):
    # Translators: on the button that closes
    speech.t("Close {code}", code=1)
    speech.n("{n} day", "{n} days", n=2)
    speech.ctx("button", "Open")
    unrelated("Not this")
TABLE = {"a": later("In a table")}
"""


def said(*texts: str) -> list[Extracted]:
    return [("rooms.py", number, text, [], None) for number, text in enumerate(texts, 1)]


def test_finds_the_strings_of_the_code(tmp_path: Path) -> None:
    (tmp_path / "handlers").mkdir()
    (tmp_path / "handlers" / "close.py").write_text(CODE)
    assert list(interface_messages(tmp_path, ["handlers"])) == [
        ("handlers/close.py", 4, "Close {code}", ["on the button that closes"], None),
        ("handlers/close.py", 5, ("{n} day", "{n} days"), [], None),
        ("handlers/close.py", 6, "Open", [], "button"),
        ("handlers/close.py", 8, "In a table", [], None),
    ]


def test_a_second_run_changes_nothing(write, folder: Path, tmp_path: Path) -> None:
    for code in ("ru", "uz", "en"):
        write(code, '# by hand: keep\nmsgid "Going"\nmsgstr "…"\n\nmsgid "Close the case {code}"\nmsgstr "{code}…"\n')
    (tmp_path / "handlers").mkdir()
    (tmp_path / "handlers" / "close.py").write_text(CODE)

    def run() -> tuple[Path, ...]:
        return update_catalogs(folder, INTERFACE, interface_messages(tmp_path, ["handlers"]))

    assert len(run()) == 3
    before = {path: path.read_bytes() for path in folder.rglob("*.po")}
    assert run() == ()
    assert {path: path.read_bytes() for path in folder.rglob("*.po")} == before


def test_a_header_without_dates_and_names(write, folder: Path) -> None:
    write("ru")
    update_catalogs(folder, INTERFACE, said("Back"))
    head = po.po_path(folder, "ru", INTERFACE).read_text("utf-8").split("\n\n")[0]
    assert [word for word in ("Date", "Translator", "Team", "Generated", "FULL NAME") if word in head] == []
    assert "nplurals=3" in head


def test_a_changed_source_makes_its_translation_fuzzy_and_shows_the_old_one(write, folder: Path) -> None:
    write("uz", 'msgid "Register within 7 days of \\"arrival\\"."\nmsgstr "7 kun ichida roʻyxatdan oʻting."\n')
    update_catalogs(folder, INTERFACE, said('Register within 15 days of "arrival".'))
    text = po.po_path(folder, "uz", INTERFACE).read_text("utf-8")
    assert '#, fuzzy\n#| msgid "Register within 7 days of \\"arrival\\"."\nmsgid "Register within 15' in text
    assert Catalogs.load(folder)["uz"].t('Register within 15 days of "arrival".').startswith("Register within 15")


def test_what_nobody_uses_is_kept_aside_and_comes_back_to_life(write, folder: Path) -> None:
    write("uz", 'msgid "Back"\nmsgstr "Ortga"\n')
    update_catalogs(folder, INTERFACE, said("Something else entirely"))
    assert Catalogs.load(folder)["uz"].t("Back") == "Back"
    update_catalogs(folder, INTERFACE, said("Back"))
    assert Catalogs.load(folder)["uz"].t("Back") == "Ortga"


def test_new_strings_are_empty_in_every_language_but_english(write, folder: Path) -> None:
    for code in ("en", "kk", "uz"):
        write(code)
    update_catalogs(folder, INTERFACE, said("Back"))
    strings = {code: po.read(folder, code, INTERFACE).get("Back") for code in ("en", "kk", "uz")}
    assert {code: message and message.string for code, message in strings.items()} == {"en": "Back", "kk": "", "uz": ""}


def test_english_fills_itself(write, folder: Path) -> None:
    write("en", '#, fuzzy\nmsgid "Back"\nmsgstr "Old"\n')
    plural = ("rooms.py", 2, ("{n} day", "{n} days"), [], None)
    update_catalogs(folder, CONTENT, [*said("Back"), plural])
    text = po.po_path(folder, "en", CONTENT).read_text("utf-8")
    assert 'msgid "Back"\nmsgstr "Back"' in text
    assert 'msgstr[0] "{n} day"\nmsgstr[1] "{n} days"' in text


def test_a_broken_catalog_stops_the_update_before_anything_is_written(write, folder: Path) -> None:
    first, broken = write("ru"), write("uz", "<<<<<<<\n")
    before = first.read_bytes()
    with pytest.raises(CatalogError, match=r"uz/LC_MESSAGES/hamroh\.po:7"):
        update_catalogs(folder, INTERFACE, said("Back"))
    assert (first.read_bytes(), broken.exists()) == (before, True)


def test_what_is_written_is_read_back_the_same(write, folder: Path) -> None:
    nasty = 'Quote " backslash \\ tab \t line\nbreak \u2028 separator {x} #, fuzzy'
    write("en")
    update_catalogs(folder, CONTENT, said(nasty))
    assert Catalogs.load(folder)["en"].content(nasty) == nasty


def test_our_own_catalogs_are_up_to_date(tmp_path: Path) -> None:
    """If this fails, run `make catalogs`, and translate what it adds."""
    copy = tmp_path / "locales"
    shutil.copytree(ROOT / "locales", copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    changed = update_catalogs(copy, INTERFACE, interface_messages(ROOT))
    changed += update_catalogs(copy, CONTENT, content_messages(ROOT))
    assert [path.relative_to(copy).as_posix() for path in changed] == []
