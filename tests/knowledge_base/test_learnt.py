"""What was learnt is kept: the same is not learnt twice, a damaged file counts as none, no folder is no fault."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge_base.classifier import Classifier
from knowledge_base.detector import Detector
from knowledge_base.learnt import KEPT, learnt, strings, texts_of

LINES = [("a", "red apple"), ("a", "green apple"), ("b", "fast train"), ("b", "slow train")]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "hamroh"


def test_the_same_is_learnt_once(cache: Path) -> None:
    times: list[int] = []

    def learn() -> dict[str, np.ndarray]:
        times.append(1)
        return {"n": np.array([7])}

    assert [int(learnt("model", ["text"], learn)["n"][0]) for _ in range(3)] == [7, 7, 7]
    assert len(times) == 1
    learnt("model", ["another text"], learn)
    assert len(times) == 2


def test_a_damaged_file_is_learnt_anew(cache: Path) -> None:
    first = Classifier(LINES)
    (file,) = cache.glob("*.npz")
    file.write_bytes(file.read_bytes()[:200])
    again = Classifier(LINES)
    assert again.labels == first.labels
    assert list(again.scores(["apple"])) == list(first.scores(["apple"]))


def test_what_is_read_answers_as_what_was_learnt(cache: Path) -> None:
    learnt_now, read = Classifier(LINES), Classifier(LINES)
    assert list(learnt_now.scores(["red", "train"])) == list(read.scores(["red", "train"]))


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert Classifier(LINES).labels == ("a", "b")


def test_only_the_last_few_stay(cache: Path) -> None:
    for number in range(KEPT + 5):
        learnt("model", [str(number)], lambda: {"n": np.zeros(1)})
    assert len(list(cache.glob("model-*.npz"))) == KEPT


def test_nobody_else_reads_what_was_learnt(cache: Path) -> None:
    Classifier(LINES)
    assert cache.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in cache.glob("*"))


def test_texts_survive_as_an_array() -> None:
    assert texts_of(strings(["ўқ", "", "a b"])) == ["ўқ", "", "a b"]
    assert texts_of(strings([])) == []


def test_a_detector_tells_yes_from_no(cache: Path) -> None:
    yes = [(True, f"help he bleeds {word}", 1.0) for word in ("now", "much", "badly", "here", "please")]
    no = [(False, f"how much costs {word}", 1.0) for word in ("bread", "a ticket", "the bus", "milk", "tea")]
    detector = Detector([*yes, *no])
    assert detector.evidence(["he", "bleeds"]) > detector.evidence(["how", "much", "costs"])
    assert detector.evidence(["сухо"]) == -np.inf
    assert Detector([]).evidence(["anything"]) == -np.inf
