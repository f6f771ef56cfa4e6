"""The plain files of what people type: read whole, and every fault named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base import ContentError, load
from knowledge_base.examples import Example, read_examples
from knowledge_base.faults import Fault
from knowledge_base.models import EMERGENCIES


def read(folder: Path, text: str, name: str = "uz.txt") -> tuple[tuple[Example, ...], list[Fault]]:
    (folder / "examples").mkdir(exist_ok=True)
    (folder / "examples" / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    faults: list[Fault] = []
    return read_examples(folder, {"passport-lost"}, faults), faults


def test_a_message_stands_under_what_would_be_right(tmp_path: Path) -> None:
    text = "# a remark\n[passport-lost]\npasportim yoqoldi\n\n[other]\nsalom\n"
    text += "[calm]\ntez yordam bepulmi\n[danger medical]\nhushidan ketdi\n"
    examples, faults = read(tmp_path, text)
    assert faults == []
    assert examples == (
        Example("uz", "pasportim yoqoldi", entry="passport-lost"),
        Example("uz", "salom"),
        Example("uz", "tez yordam bepulmi", calm=True),
        Example("uz", "hushidan ketdi", danger="medical"),
    )
    assert [one.other for one in examples] == [False, True, False, False]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[nowhere]\nx", 1, "no section"),
        ("[other]\na\n[danger boredom]\nb", 3, "no section"),
        ("[other\na", 1, "no section"),
        ("# remark\nalone", 2, "under no [section]"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    _, faults = read(tmp_path, text)
    assert (faults[0].file, faults[0].line) == ("examples/uz.txt", line)
    assert said in faults[0].message


def test_a_file_of_another_encoding_is_named(tmp_path: Path) -> None:
    _, faults = read(tmp_path, "[other]\n\ud800")
    assert [fault.message for fault in faults] == ["not written in UTF-8"]


@given(st.text(max_size=300))
def test_no_file_raises(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    read(tmp_path_factory.mktemp("content"), text)


def test_our_own_name_every_kind_in_every_language() -> None:
    examples = load().examples
    spoken = {one.language for one in examples}
    assert spoken == {"ru", "uz", "uz_Cyrl", "tg", "ky", "kk", "tk", "en"}
    assert {(code, kind) for code in spoken for kind in EMERGENCIES} == {
        (one.language, one.danger) for one in examples if one.danger
    }


def test_a_section_that_names_no_entry_fails_the_load(shelf) -> None:
    folder = shelf.root / "examples"
    folder.mkdir()
    (folder / "en.txt").write_text("[nothing-of-ours]\nwhere is it\n")
    with pytest.raises(ContentError, match=r"examples/en.txt:1"):
        load(shelf.root)
