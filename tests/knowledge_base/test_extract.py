from __future__ import annotations

from datetime import date

import pytest
from babel.messages.extract import extract_from_dir

from knowledge_base import ContentError, content_messages, render
from locales import CONTENT, po

TODAY = date(2026, 11, 23)


def test_each_string_is_named_by_entry_and_field_at_its_line(shelf) -> None:
    text = (shelf.content / "entries" / "consular" / "passport-lost.yaml").read_text("utf-8").splitlines()
    found = {
        message: (line, notes) for file, line, message, notes, _ in shelf.extracted() if file == "passport-lost.yaml"
    }
    assert found["Passport lost"] == (text.index("title: Passport lost") + 1, ["passport-lost: title"])
    assert found["Duty officer"][1] == ["passport-lost: contacts.0.name"]
    assert found["Wait {wait-days} days, or less."][1] == ["passport-lost: body"]
    assert "ул. Примерная, 1" not in found
    assert "lost my passport" not in found, "example questions are not translations of each other"


def test_the_lines_of_a_body_are_its_own(shelf) -> None:
    path = shelf.entry()
    written = path.read_text("utf-8").splitlines()
    start = next(n for n, line in enumerate(written) if line.startswith("body:"))
    end = next(n for n, line in enumerate(written) if line.startswith("applies_to:"))
    block = ["body: |", "  You need:", "  - a photo", "", "  1. Go."]
    path.write_text("\n".join([*written[:start], *block, *written[end:]]), "utf-8")
    lines = {message: line for file, line, message, *_ in shelf.extracted() if file == "passport-lost.yaml"}
    assert (lines["a photo"], lines["Go."]) == (start + 3, start + 5)


def test_babel_itself_can_use_the_method(shelf) -> None:
    found = list(extract_from_dir(shelf.content, [("**.yaml", "knowledge_base.extract:extract_content")]))
    assert ("topics/consular.yaml", 3, "Consulate", ["topic consular: title"], None) in found


def test_files_are_named_from_the_checkout(tmp_path, shelf) -> None:
    (tmp_path / "knowledge_base").mkdir()
    shelf.content.rename(tmp_path / "knowledge_base" / "content")
    files = {file for file, *_ in content_messages(tmp_path)}
    assert "knowledge_base/content/entries/consular/passport-lost.yaml" in files


def test_a_file_in_the_wrong_format_stops_the_extraction(shelf) -> None:
    shelf.entry(owner="")
    with pytest.raises(ContentError, match="owner"):
        shelf.extracted()


def test_a_changed_sentence_makes_exactly_its_translations_stale(shelf) -> None:
    before = {speech.code: every(shelf, speech) for speech in shelf.catalogs()}
    shelf.entry(body=str(shelf.first().body).replace("or less", "or more"))
    shelf.update()
    after = {speech.code: every(shelf, speech) for speech in shelf.catalogs()}
    for code in before:
        gone = {text for text in before[code] if text not in after[code]}
        assert gone == {"Wait {wait-days} days, or less."}, code
        added = after[code].keys() - before[code].keys()
        assert added == ({"Wait {wait-days} days, or more."} if code == "en" else set())
    text = po.po_path(shelf.locales, "uz", CONTENT).read_text("utf-8")
    assert '#, fuzzy\n#| msgid "Wait {wait-days} days, or less."\nmsgid "Wait {wait-days} days, or more."' in text
    catalogs = shelf.catalogs()
    assert render(shelf.first(), shelf.kb(), catalogs["uz"], catalogs["ru"], TODAY).untranslated
    assert not render(
        shelf.kb().entries["registration"], shelf.kb(), catalogs["uz"], catalogs["ru"], TODAY
    ).untranslated


def test_a_second_run_changes_nothing_even_while_something_is_fuzzy(shelf) -> None:
    shelf.entry(body=str(shelf.first().body).replace("or less", "or more"))
    assert len(shelf.update()) == 8
    assert shelf.update() == ()


def every(shelf, speech) -> dict[str, str]:
    messages = po.read(shelf.locales, speech.code, CONTENT)
    found = {str(message.id): speech.content(str(message.id)) for message in messages if message.id}
    return {text: words for text, words in found.items() if words is not None}
