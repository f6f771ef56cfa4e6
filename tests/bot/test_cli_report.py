"""`hamroh report --from`: an earlier hotline's counts, from a CSV file to every form; each fault is one line."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from installation import Installation, Ran
from intruder import Row, attack
from simulated_weeks import SimulatedHotline

from needs_assessment.archive_counts import COLUMNS
from needs_assessment.periods import period
from needs_assessment.release import LEAST_K, Audience

MONTH = period("2026-11")
BEGINS = {
    "json": b'{"',
    "png": b"\x89PNG",
    "xlsx": b"PK",
    "pdf": b"%PDF",
    "hxl": b"period,category,language,outcome,count",
}
OF_MONTH = ("hxl", "json", "png", "xlsx", "pdf")
NEEDS, LANGUAGES = ("CON", "RET", "HEA"), ("uz", "tg", "ky")
OUTSIDE = ("--audience", "outside")
Report = Callable[..., Ran]


@pytest.fixture(scope="module")
def counts() -> str:
    """The file of a month, with few needs and languages, so that the intruder is done in seconds."""
    hotline = SimulatedHotline(400)
    for week in MONTH.weeks:
        hotline.count(week)
    file = StringIO()
    rows = [row for row in hotline.joint if row[1][:3] in NEEDS and row[2] in LANGUAGES]
    csv.writer(file).writerows([COLUMNS, *rows])
    return file.getvalue()


@pytest.fixture
def report(fresh: Installation, counts: str) -> Report:
    """The command, on the file and a folder of releases."""
    (fresh.folder / "counts.csv").write_text(counts)

    def run(*arguments: str) -> Ran:
        return fresh.hamroh("report", "--from", "counts.csv", "--releases", "released", *arguments)

    return run


def refused(ran: Ran) -> str:
    """The one line with which the command gives up."""
    assert ran.code == 2
    assert ran.out == ""
    (line,) = ran.err.splitlines()
    assert line.startswith("hamroh: ")
    assert "error of the program" not in line
    return line


def files(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def test_from_the_counts_to_every_form_for_both_audiences_and_the_same_again(
    fresh: Installation, report: Report
) -> None:
    commands = [("--week", week, "--format", "hxl", "--out", "out") for week in MONTH.weeks]
    commands += [("--week", MONTH.weeks[-1], "--format", form, "--out", "out") for form in ("png", "xlsx", "json")]
    for audience in Audience:
        about = ("--month", MONTH.name, "--audience", audience, "--out", "out")
        commands += [(*about, "--format", form) for form in OF_MONTH]
    for command in commands:
        ran = report(*command)
        assert (ran.code, ran.err) == (0, "")
    out, released = fresh.folder / "out", fresh.folder / "released"
    made, kept = files(out), files(released)
    assert [name.removesuffix(".json") for name in kept] == [
        "coordinators-2026-11",
        *(f"coordinators-{week}" for week in MONTH.weeks),
        "outside-2026-11",
    ]
    for audience in Audience:
        for form, begin in BEGINS.items():
            name = f"hamroh-{audience}-{MONTH}.{'csv' if form == 'hxl' else form}"
            assert made[name].startswith(begin), name
        told = json.loads(made[f"hamroh-{audience}-{MONTH}.json"])
        assert (told["k"], told["audience"]) == (LEAST_K[audience], audience)
    for command in commands[-6:]:
        assert report(*command).code == 0
    assert files(out) == made
    assert files(released) == kept
    assert_nothing_is_learnt(out)


def assert_nothing_is_learnt(out: Path) -> None:
    """Whoever has the HXL files of either audience, or of both, learns nothing. What is 0 anyway is left out."""
    rows = {audience: list(requests(out / f"hamroh-{audience}-{MONTH}.csv")) for audience in Audience}
    for audience, found in rows.items():
        assert sum(row.count is None for row in found) > 10, audience
        assert attack(found, LEAST_K[audience]) == [], audience
    assert attack([row for found in rows.values() for row in found], LEAST_K[Audience.COORDINATORS]) == []


def requests(file: Path) -> Iterator[Row]:
    with file.open(newline="") as opened:
        for row in csv.DictReader(opened):
            if row["category"][:3] in ("_T", *NEEDS) and row["language"] in ("_T", *LANGUAGES):
                count = int(row["count"]) if row["count"] else None
                yield Row(row["period"], row["category"], row["language"], row["outcome"], count)
            else:
                assert row["count"] in ("0", "#indicator+requests+num")


def test_without_a_folder_it_says_that_it_knows_nothing_of_earlier_releases(
    fresh: Installation, report: Report
) -> None:
    ran = fresh.hamroh("report", "--from", "counts.csv", "--week", "2026-W45", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["period"]["name"] == "2026-W45"
    assert "nothing released before is taken into account" in ran.err
    assert not (fresh.folder / "released").exists()


def test_a_week_that_comes_after_a_later_one_is_released_and_the_order_is_told(
    fresh: Installation, report: Report
) -> None:
    """What the later report said of the usual did not know it; what was released stays as it is."""
    assert report("--week", "2026-W46", "--json").code == 0
    kept = files(fresh.folder / "released")
    late = report("--week", "2026-W45", "--json")
    assert (late.code, json.loads(late.out)["period"]["name"]) == (0, "2026-W45")
    assert "2026-W45 comes after 2026-W46" in late.err
    assert files(fresh.folder / "released").items() >= kept.items()
    assert report("--month", "2026-11", "--json", *OUTSIDE).code == 0
    assert "comes after 2026-11" in report("--week", "2026-W47", "--json", *OUTSIDE).err


def test_a_period_with_a_missing_week_is_refused(fresh: Installation, report: Report) -> None:
    lines = (fresh.folder / "counts.csv").read_text().splitlines(keepends=True)
    (fresh.folder / "counts.csv").write_text("".join(one for one in lines if "2026-W45" not in one))
    assert "2026-W45" in refused(report("--month", "2026-11"))
    assert "2026-W45" in refused(report("--week", "2026-W45"))
    assert "2026-W40" in refused(report("--month", "2026-10"))
    assert not (fresh.folder / "released").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("coordinators-2026-W44.json", "{"),
        ("coordinators-2026-W44.json", "[]"),
        ("coordinators-2026-W44.json", ""),
        ("notes.txt", "to do"),
    ],
)
def test_a_broken_file_among_the_releases_is_refused(name: str, text: str, fresh: Installation, report: Report) -> None:
    released = fresh.folder / "released"
    released.mkdir()
    (released / name).write_text(text)
    assert name in refused(report("--week", "2026-W45"))
    assert files(released) == {name: text.encode()}


def test_a_release_that_somebody_changed_is_refused(fresh: Installation, report: Report) -> None:
    assert report("--week", "2026-W44", "--json").code == 0
    (file,) = (fresh.folder / "released").iterdir()
    kept = json.loads(file.read_text())
    kept["tables"]["total"]["cells"] = [[3]]
    file.write_text(json.dumps(kept))
    assert file.name in refused(report("--week", "2026-W44"))


@pytest.mark.parametrize("form", ["json", "hxl", "png", "text"])
def test_a_folder_that_cannot_be_written_is_one_line(form: str, fresh: Installation, report: Report) -> None:
    (fresh.folder / "taken").write_text("a file")
    line = refused(report("--week", "2026-W44", "--format", form, "--out", "taken"))
    assert "--out" in line


def test_releases_that_cannot_be_kept_are_one_line(fresh: Installation, report: Report) -> None:
    (fresh.folder / "released").write_text("a file")
    assert "released" in refused(report("--week", "2026-W44"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--week", "2026-W44", "--month", "2026-11"), "one of"),
        (("--week", "2026-W44", "--quarter", "2026-Q4"), "one of"),
        (("--week", "2026-W44", "--lang", "xx"), "known are"),
        (("--week", "2026-W44", "--format", "pdf", "--out", "out"), "there is no pdf of a week"),
        (("--week", "2026-W44", "--format", "png"), "--out"),
        (("--week", "2026-W99"), "no such week"),
        (("--week", "2026-11"), "2026-W47"),
        (("--month", "2026-W44"), "2026-11"),
        (("--week", "2026-W48"), "2026-W47"),
        (("--quarter", "2026-Q4"), "2026-Q3"),
    ],
)
def test_what_cannot_be_is_one_line(arguments: tuple[str, ...], said: str, fresh: Installation, report: Report) -> None:
    assert said in refused(report(*arguments))
    assert not (fresh.folder / "out").exists()


def test_releases_without_counts_and_counts_that_are_not_there_are_one_line(fresh: Installation) -> None:
    assert "--from" in refused(fresh.hamroh("report", "--releases", "released"))
    assert "nowhere.csv" in refused(fresh.hamroh("report", "--from", "nowhere.csv", "--releases", "released"))
