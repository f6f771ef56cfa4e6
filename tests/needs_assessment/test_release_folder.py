from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs_assessment.errors import BadReleases, NotProtected
from needs_assessment.periods import Period, month_of, period, quarter_of
from needs_assessment.release import Audience, Cell, Release, Table, release_json
from needs_assessment.reports.folder import keep_release, read_releases


def release(name: str = "2026-W47", audience: Audience = Audience.COORDINATORS, **changes: Any) -> Release:
    table = Table("outcome", ("outcome",), (Cell(("answered",), 40), Cell(("unmet",), None), Cell(("chosen",), 0)))
    made = Release(audience, period(name), 7, 10, "1", date(2026, 11, 23), {"outcome": table}, ("language",), 30)
    return replace(made, **changes)


def test_a_kept_release_is_read_as_it_was(tmp_path: Path) -> None:
    file = keep_release(tmp_path, release(kappa=0.75, pairs=40))
    assert file.name == "coordinators-2026-W47.json"
    assert read_releases(tmp_path) == [release(kappa=0.75, pairs=40)]


def test_the_folder_is_made_when_it_is_not_there(tmp_path: Path) -> None:
    keep_release(tmp_path / "printed" / "2026", release())
    assert read_releases(tmp_path / "printed" / "2026") == [release()]


def test_releases_are_read_in_the_order_of_their_periods(tmp_path: Path) -> None:
    for name in ("2026-Q4", "2026-11", "2026-W47", "2026-W44", "2026-W48"):
        keep_release(tmp_path, release(name))
        keep_release(tmp_path, release(name, Audience.OUTSIDE))
    read = [(one.period.name, one.audience) for one in read_releases(tmp_path)]
    order = ["2026-W44", "2026-W47", "2026-11", "2026-W48", "2026-Q4"]
    assert read == [(name, audience) for name in order for audience in (Audience.COORDINATORS, Audience.OUTSIDE)]


def test_keeping_the_same_release_again_leaves_its_file_alone(tmp_path: Path) -> None:
    file = keep_release(tmp_path, release())
    before = file.stat()
    assert keep_release(tmp_path, release()) == file
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("change", [{"number": 8}, {"downtime": 31}, {"tables": {}}, {"made_on": date(2026, 11, 24)}])
def test_another_release_of_the_period_is_never_written_over(tmp_path: Path, change: dict[str, Any]) -> None:
    file = keep_release(tmp_path, release())
    with pytest.raises(
        BadReleases, match=r"coordinators-2026-W47\.json holds another release of 2026-W47.*move it away"
    ):
        keep_release(tmp_path, release(**change))
    assert read_releases(tmp_path) == [release()]
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


def test_who_comes_second_in_the_same_moment_does_not_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other process writes between our look and our move."""
    real = os.fsync

    def other_is_faster(opened: int) -> None:
        monkeypatch.setattr(os, "fsync", real)
        keep_release(tmp_path, release(number=1))
        real(opened)

    monkeypatch.setattr(os, "fsync", other_is_faster)
    with pytest.raises(BadReleases, match="another release"):
        keep_release(tmp_path, release(number=2))
    assert read_releases(tmp_path) == [release(number=1)]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    keep_release(tmp_path, release())
    assert read_releases(tmp_path) == [release()]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_write_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(opened: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadReleases, match=r"coordinators-2026-W47\.json cannot be written: No space left on device"):
        keep_release(tmp_path, release())
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_for_its_owner(tmp_path: Path) -> None:
    assert stat.S_IMODE(keep_release(tmp_path, release()).stat().st_mode) == 0o600


def test_a_preview_of_a_running_week_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(NotProtected, match="running"):
        keep_release(tmp_path, release(running=True))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(BadReleases, match=r"nowhere cannot be read: No such file or directory$"):
        read_releases(tmp_path / "nowhere")


def test_a_file_in_place_of_the_folder_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadReleases, match=r"file cannot be read: Not a directory$"):
        read_releases(tmp_path / "file")
    with pytest.raises(BadReleases, match=r"coordinators-2026-W47\.json cannot be written"):
        keep_release(tmp_path / "file", release())


def test_what_begins_with_a_dot_is_not_looked_at(tmp_path: Path) -> None:
    keep_release(tmp_path, release())
    (tmp_path / ".DS_Store").write_bytes(b"\x00\x01")
    assert read_releases(tmp_path) == [release()]


# ---- files that are no release

Broken = Callable[[dict[str, Any]], Any]


def changed(**changes: Any) -> Broken:
    return lambda kept: kept | changes


def with_cells(*cells: list[Any]) -> Broken:
    return lambda kept: kept | {"tables": {"outcome": {"dims": ["outcome"], "cells": list(cells)}}}


BROKEN: dict[str, Broken] = {
    "a list": lambda kept: [kept],
    "a number": lambda kept: 7,
    "null": lambda kept: None,
    "a key is missing": lambda kept: {key: value for key, value in kept.items() if key != "k"},
    "a key too many": changed(running=True),
    "an unknown audience": changed(audience="everybody"),
    "no period": changed(period="yesterday"),
    "a period of lists": changed(period=[]),
    "a threshold under the least": changed(k=4),
    "a threshold in words": changed(k="5"),
    "a date of another form": changed(made_on="23.11.2026"),
    "a series that is none": changed(series=["1"]),
    "an agreement that cannot be": changed(kappa=2.5),
    "an agreement that is no number": changed(kappa=float("nan")),
    "tables in a list": changed(tables=[]),
    "a table without cells": changed(tables={"outcome": {"dims": ["outcome"]}}),
    "a table split by something else": changed(tables={"outcome": {"dims": ["language"], "cells": [["uz", 40]]}}),
    "an empty cell": with_cells([]),
    "a cell that is no list": with_cells(7),  # type: ignore[arg-type]
    "a cell with a code too many": with_cells(["answered", "uz", 40]),
    "a cell twice": with_cells(["answered", 40], ["answered", 50]),
    "a negative number": with_cells(["answered", -40]),
    "a number with a fraction": with_cells(["answered", 40.5]),
    "a number without end": with_cells(["answered", float("inf")]),
    "a mark for a number": with_cells(["answered", "∗"]),
    "a number that is to be hidden": with_cells(["answered", 3]),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_file_that_is_no_release_is_named_in_one_line(tmp_path: Path, fault: str) -> None:
    keep_release(tmp_path, release("2026-W46"))
    broken = BROKEN[fault](release_json(release()))
    (tmp_path / "coordinators-2026-W47.json").write_text(json.dumps(broken))
    with pytest.raises(BadReleases, match=r"coordinators-2026-W47\.json ") as caught:
        read_releases(tmp_path)
    assert len(str(caught.value).splitlines()) == 1
    with pytest.raises(BadReleases, match=r"coordinators-2026-W47\.json "):
        keep_release(tmp_path, release())


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe{\x00}\x00", b"[" * 100_000, b"PK\x03\x04"])
def test_a_file_that_is_not_even_json_is_named_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "coordinators-2026-W47.json").write_bytes(content)
    with pytest.raises(BadReleases, match=r"coordinators-2026-W47\.json is no release: not JSON"):
        read_releases(tmp_path)


@pytest.mark.parametrize(
    "name", ["coordinators-2026-W47 (1).json", "outside-2026-W47.json", "notes.json", "a.json.bak"]
)
def test_a_release_under_another_name_is_not_counted_twice(tmp_path: Path, name: str) -> None:
    keep_release(tmp_path, release()).rename(tmp_path / name)
    with pytest.raises(BadReleases, match=r"belongs into coordinators-2026-W47\.json"):
        read_releases(tmp_path)


def test_a_foreign_file_and_a_folder_are_named_and_not_passed_over(tmp_path: Path) -> None:
    foreign = tmp_path / "report.pdf"
    foreign.write_bytes(b"%PDF-1.7 \xe2\xe3")
    with pytest.raises(BadReleases, match=r"report\.pdf is no release"):
        read_releases(tmp_path)
    foreign.unlink()
    foreign.mkdir()
    with pytest.raises(BadReleases, match=r"report\.pdf cannot be read: Is a directory"):
        read_releases(tmp_path)


# ---- round trip

weeks = st.dates(date(2020, 1, 6), date(2039, 12, 31)).map(lambda day: "{}-W{:02}".format(*day.isocalendar()[:2]))
names = st.one_of(weeks, weeks.map(month_of), weeks.map(quarter_of))
codes = st.text(min_size=1, max_size=8)
numbers = st.one_of(st.none(), st.just(0), st.integers(10, 10**12))


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Table]:
    """Tables of an earlier list: any names, any codes."""
    made = {}
    for name in draw(st.sets(st.from_regex(r"old_[a-z]{1,8}", fullmatch=True), max_size=3)):
        dims = tuple(draw(st.sets(codes, max_size=2)))
        keys = draw(st.sets(st.tuples(*[codes] * len(dims)), max_size=6))
        made[name] = Table(name, dims, tuple(Cell(key, draw(numbers)) for key in keys))
    return made


@given(
    st.builds(
        Release,
        audience=st.sampled_from(Audience),
        period=names.map(period),
        number=st.integers(1, 10**6),
        k=st.just(10),
        series=codes,
        made_on=st.dates(),
        tables=tables(),
        dropped=st.lists(codes, max_size=3).map(tuple),
        downtime=st.integers(0, 10**5),
        kappa=st.one_of(st.none(), st.floats(-1, 1)),
        pairs=st.one_of(st.none(), st.integers(0, 10**4)),
    )
)
def test_any_release_comes_back_from_its_file(tmp_path_factory: pytest.TempPathFactory, made: Release) -> None:
    folder = tmp_path_factory.mktemp("releases")
    assert isinstance(made.period, Period)
    keep_release(folder, made)
    assert read_releases(folder) == [made]
