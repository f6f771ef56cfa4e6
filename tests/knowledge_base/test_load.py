from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base import ContentError, Fault, load


def faults(folder: Path) -> list[Fault]:
    with pytest.raises(ContentError) as raised:
        load(folder)
    return list(raised.value.faults)


def test_reads_topics_and_entries_in_order(shelf) -> None:
    shelf.topic(id="work", order=0)
    kb = shelf.kb()
    assert list(kb.topics) == ["work", "consular"]
    assert list(kb.entries) == ["passport-lost", "registration"]
    assert [topic.id for topic in kb.menu_topics] == ["consular"], "a topic without entries has no button"
    assert kb.entries["passport-lost"].contacts[0].phones == ("{duty-phone}", "{all-services}")
    assert kb.topic_entries("nowhere") == ()


def test_a_telephone_without_quotes_stays_a_telephone(shelf) -> None:
    path = shelf.facts()
    path.write_text(path.read_text("utf-8").replace("'112'", "+74950000000"), "utf-8")
    assert shelf.kb().facts["all-services"].value == "+74950000000"


def test_facts_two_with_one_id_or_a_date_that_is_none(shelf) -> None:
    path = shelf.facts(until={"value": "1 March"})
    with pytest.raises(ContentError, match=r"facts/all.yaml:\d+"):
        shelf.kb()
    shelf.facts()
    other = path.with_name("other.yaml")
    other.write_text(path.read_text("utf-8"), "utf-8")
    with pytest.raises(ContentError, match="fee is also at facts"):
        shelf.kb()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("id", "Passport Lost", "match pattern"),
        ("id", "a" * 25, "match pattern"),
        ("category", "Passports", "match pattern"),
        ("title", "x" * 33, "32 visible characters"),
        ("title", " ", "at least 1"),
        ("valid_until", "soon", "valid date"),
        ("jurisdiction", "russia", "match pattern"),
        ("sensitivity", "some", "'none' or 'high'"),
        ("colour", "red", "not permitted"),
    ],
)
def test_a_wrong_field_is_named_with_file_and_line(shelf, field: str, value: str, said: str) -> None:
    path = shelf.content / "entries" / "consular" / "passport-lost.yaml"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(f"{field}:")]
    path.write_text("\n".join([*lines, f"{field}: {value!r}"]) + "\n", "utf-8")
    (fault,) = (fault for fault in faults(shelf.content) if "must be" not in fault.message)
    assert (fault.file, fault.line, fault.field) == ("entries/consular/passport-lost.yaml", len(lines) + 1, field)
    assert said in fault.message
    assert str(fault).startswith(f"entries/consular/passport-lost.yaml:{fault.line}: {field}: ")


def test_a_fault_deep_inside_is_found_at_its_own_line(shelf) -> None:
    path = shelf.entry(
        sources=[
            {"title": "A", "url": "https://example.org", "read_on": "2026-01-01"},
            {"title": "B", "url": "nowhere", "read_on": "2026-01-01"},
        ]
    )
    (fault,) = faults(shelf.content)
    assert fault.field == "sources.1.url"
    assert "nowhere" in path.read_text("utf-8").splitlines()[fault.line - 1]


def test_a_missing_field_is_named(shelf) -> None:
    path = shelf.entry()
    path.write_text(path.read_text("utf-8").replace("owner: content\n", ""), "utf-8")
    (fault,) = faults(shelf.content)
    assert (fault.field, fault.message) == ("owner", "Field required")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("id: a\n  bad: [", 2, "not YAML"),
        ("", 1, "empty"),
        ("id: work\norder: 1\nid: again\n", 3, "given twice"),
        ("- a list\n", 1, "valid dictionary"),
        ("id: \ttab\n\t- x", 2, "not YAML"),
        ("a: &a [*a]\n", 1, "nested too deeply"),
        ("a: \x07\n", 1, "not YAML"),
    ],
)
def test_a_file_that_is_no_topic(shelf, text: str, line: int, said: str) -> None:
    (shelf.content / "topics" / "work.yaml").write_text(text, "utf-8")
    (fault,) = faults(shelf.content)
    assert fault.file == "topics/work.yaml"
    assert said in fault.message
    assert fault.line == line


def test_all_faults_of_all_files_come_at_once(shelf) -> None:
    shelf.entry(owner="")
    (shelf.content / "topics" / "work.yaml").write_text("id: work\n", "utf-8")
    assert {fault.file for fault in faults(shelf.content)} == {
        "entries/consular/passport-lost.yaml",
        "topics/work.yaml",
    }


def test_an_id_given_twice(shelf) -> None:
    shelf.topic(id="work")
    shelf.entry(topic="work")
    assert any("is also in" in fault.message for fault in faults(shelf.content))


def test_a_file_that_is_not_named_by_its_id(shelf) -> None:
    shelf.entry().rename(shelf.content / "entries" / "consular" / "lost.yaml")
    (fault,) = faults(shelf.content)
    assert "must be entries/consular/passport-lost.yaml" in fault.message


def test_a_topic_that_does_not_exist(shelf) -> None:
    shelf.entry(id="fees", topic="money")
    (fault,) = faults(shelf.content)
    assert (fault.field, fault.message) == ("topic", "there is no topic money")


def test_a_file_where_nobody_would_read_it(shelf) -> None:
    (shelf.content / "entries" / "lost.yaml").write_text("id: x", "utf-8")
    (fault,) = faults(shelf.content)
    assert "belongs under" in fault.message


def test_an_entry_called_as_the_first_screen(shelf) -> None:
    shelf.entry(id="menu")
    (fault,) = faults(shelf.content)
    assert fault.message == "menu is the name of the first screen"
