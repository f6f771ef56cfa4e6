from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import hxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needs_assessment.categories import NEVER_COUNTED, categories
from needs_assessment.errors import BadReleases, NotProtected
from needs_assessment.lines import month_lines, quarter_lines, week_lines
from needs_assessment.outcome import Outcome
from needs_assessment.periods import Period, period
from needs_assessment.release import Audience, Cell, Release, Table
from needs_assessment.reports.hxl import SCHEMA, hxl_files, hxl_zip
from needs_assessment.reports.hxl_sheets import PEOPLE, SERVICE
from needs_assessment.request_cells import request_tables
from needs_assessment.tables import languages, specs_of, table_specs

QUARTER = period("2026-Q4")
MONTHS = [period(f"2026-{number}") for number in (10, 11, 12)]
WEEKS = [period(week) for week in QUARTER.weeks]
EVERYTHING = [*WEEKS, *MONTHS, QUARTER]
HASHTAGS = (
    "#date+week+v_iso",
    "#sector+code+v_hotline",
    "#meta+language+code",
    "#status+code",
    "#indicator+requests+num",
    "#status+cell+code",
)


def number_of(when: Period, name: str, place: int) -> int | None:
    """A number or a hidden cell, the same at every run: every seventh is hidden, some are 0."""
    mixed = sum(map(ord, when.name + name)) + 31 * place
    return None if mixed % 7 == 0 else 0 if mixed % 11 == 0 else 5 + mixed % 400


def release(name: str, audience: Audience = Audience.COORDINATORS, **changes: object) -> Release:
    """A release of a period with every table of its kind."""
    when = period(name)
    tables = {
        spec.name: Table(
            spec.name,
            spec.dims,
            tuple(Cell(codes, number_of(when, spec.name, n)) for n, codes in enumerate(product(*spec.lines))),
        )
        for spec in specs_of(when.kind)
    }
    made = Release(audience, when, EVERYTHING.index(when) + 1, 5, "1", date(2026, 12, 28), tables)
    return replace(made, **changes)  # type: ignore[arg-type]


def everything() -> list[Release]:
    return [release(when.name) for when in EVERYTHING]


def rows(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    """The rows of a file, without that of the hashtags."""
    return list(csv.DictReader(StringIO(files[name].decode())))[1:]


def text_of(releases: list[Release], name: str = "requests.csv") -> str:
    return hxl_files(releases)[name].decode()


# ---- judges of a file


def schema_faults(text: str, schema: Path = SCHEMA) -> list[str]:
    """What libhxl finds against our schema."""
    found: list[str] = []
    local = hxl.InputOptions(allow_local=True)
    with hxl.data(BytesIO(text.encode()), local) as source, hxl.data(str(schema), local) as rules:
        valid = hxl.schema(rules, callback=lambda error: found.append(f"{error.rule.description}: {error}")).validate(
            source
        )
    assert valid == (not found)
    return found


def pairing_faults(text: str, k: int = 5) -> Iterator[str]:
    """What a schema cannot say: that a number and its status belong together, and a threshold above 5."""
    for row in list(csv.DictReader(StringIO(text)))[1:]:
        count, hidden = row.get("count"), row.get("status") == "C"
        if count is None:
            yield "there is no column of counts"
        elif hidden != (count == ""):
            yield "a hidden cell has a number, or a shown one has none"
        elif not hidden and 0 < int(count) < k:
            yield "a small number is shown"


def replaced(text: str, old: str, new: str) -> str:
    """The text with the first row that fits changed."""
    changed = re.sub(old, new, text, count=1, flags=re.MULTILINE)
    assert changed != text
    return changed


@pytest.fixture(scope="module")
def text() -> str:
    """A week, a month and a quarter."""
    return text_of([release("2026-W40"), release("2026-10"), release("2026-Q4")])


def without_column(text: str, name: str) -> str:
    cells = list(csv.reader(StringIO(text)))
    place = cells[0].index(name)
    return "\n".join(",".join(row[:place] + row[place + 1 :]) for row in cells) + "\n"


def test_the_file_of_a_quarter_is_valid_under_our_schema() -> None:
    text = text_of(everything())
    assert schema_faults(text) == []
    assert list(pairing_faults(text)) == []


@pytest.mark.parametrize("column", ["period", "category", "language", "outcome", "status"])
def test_a_missing_column_is_rejected(text: str, column: str) -> None:
    assert schema_faults(without_column(text, column))


def test_a_missing_column_of_counts_is_seen_by_the_second_judge_only(text: str) -> None:
    planted = without_column(text, "count")
    assert schema_faults(planted) == []  # libhxl can ask for a column only where it has a value in every row
    assert list(pairing_faults(planted))


FAULTS: dict[str, Callable[[str], str]] = {
    "a period that is a month": lambda text: replaced(text, r"^2026-W40,", "2026-10,"),
    "a period that is a day": lambda text: replaced(text, r"^2026-W40,", "2026-09-28,"),
    "a week that no year has": lambda text: replaced(text, r"^2026-W40,", "2026-W54,"),
    "a span of another form": lambda text: replaced(text, r"^2026-W40\.\.2026-W43,", "2026-W40/2026-W43,"),
    "no period": lambda text: replaced(text, r"^2026-W40,", ","),
    "an unknown category": lambda text: replaced(text, r"^(2026-W40),CON,", r"\1,CAT,"),
    "a category in small letters": lambda text: replaced(text, r"^(2026-W40),CON,", r"\1,con,"),
    "a code that has no line": lambda text: replaced(text, r"^(2026-W40),CON,", r"\1,PRO.GBV,"),
    "an unknown language": lambda text: replaced(text, r"^(2026-W40,_T),uz,", r"\1,hy,"),
    "an unknown outcome": lambda text: replaced(text, r",answered,", ",died,"),
    "a negative count": lambda text: replaced(text, r",\d+,A$", ",-7,A"),
    "a count with a fraction": lambda text: replaced(text, r",\d+,A$", ",7.5,A"),
    "a count that is a mark": lambda text: replaced(text, r",,C$", ",∗,C"),
    "a count in words": lambda text: replaced(text, r",\d+,A$", ",seven,A"),
    "a small number": lambda text: replaced(text, r",\d+,A$", ",4,A"),
    "an unknown status": lambda text: replaced(text, r",A$", ",B"),
    "no status": lambda text: replaced(text, r",A$", ","),
    "a shown cell without a number": lambda text: replaced(text, r",\d+,A$", ",,A"),
    "a cell twice": lambda text: text + text.splitlines()[2] + "\n",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_rejected(text: str, fault: str) -> None:
    assert schema_faults(FAULTS[fault](text))


def test_a_hidden_cell_with_a_number_that_others_show_is_rejected(text: str) -> None:
    shown = re.search(r",(\d+),A$", text, re.MULTILINE)
    assert shown is not None
    assert schema_faults(replaced(text, r",,C$", f",{shown[1]},C"))


def test_a_hidden_cell_with_a_number_of_its_own_is_seen_by_the_second_judge_only(text: str) -> None:
    planted = replaced(text, r",,C$", ",987654,C")
    assert schema_faults(planted) == []  # libhxl has no rule about two columns together
    assert list(pairing_faults(planted))


def test_a_number_under_a_higher_threshold_makes_no_release_and_is_seen_by_the_second_judge() -> None:
    small = Table("total", (), (Cell((), 7),))
    with pytest.raises(NotProtected):
        release("2026-W47", Audience.OUTSIDE, k=10, tables={"total": small})
    assert list(pairing_faults(text_of([release("2026-W47", tables={"total": small})]), k=10))


def test_the_schema_knows_the_lines_languages_and_outcomes_of_this_version() -> None:
    allowed = {
        row["tag"]: row["value_list"] for row in csv.DictReader(StringIO(SCHEMA.read_text())) if row["value_list"]
    }
    wanted = {
        "#sector+code+v_hotline": (*week_lines(), *month_lines(), *quarter_lines()),
        "#meta+language+code": languages(),
        "#status+code-cell": tuple(Outcome),
        "#status+cell+code": None,
    }
    for tag, codes in wanted.items():
        renewed = "A|C" if codes is None else "|".join(("_T", *codes))
        assert allowed[tag] == renewed, f"put this into value_list of {tag} in hxl_schema.csv: {renewed}"


# ---- what is in the files


def test_requests_csv_has_every_cell_of_the_request_tables_once() -> None:
    found = rows(hxl_files(everything()), "requests.csv")
    keys = [(row["period"], row["category"], row["language"], row["outcome"]) for row in found]
    assert len(set(keys)) == len(keys)
    expected = sum(len(one.tables[n].cells) for one in everything() for n in request_tables() if n in one.tables)
    assert len(keys) == expected
    assert set(request_tables()) == {"total", "category", "language", "outcome", "finer", "by_language", "sensitive"}


def test_a_cell_stands_under_its_codes_and_the_total_of_what_it_does_not_split() -> None:
    one, month = release("2026-W47"), release("2026-11")
    found = {tuple(row.values()) for row in rows(hxl_files([one, month]), "requests.csv")}
    for made, table, codes, key in [
        (one, "total", (), ("_T", "_T", "_T")),
        (one, "category", ("HEA",), ("HEA", "_T", "_T")),
        (one, "language", ("uz",), ("_T", "uz", "_T")),
        (one, "outcome", ("unmet",), ("_T", "_T", "unmet")),
        (month, "finer", ("HEA.MED",), ("HEA.MED", "_T", "_T")),
        (month, "by_language", ("HEA", "tg"), ("HEA", "tg", "_T")),
    ]:
        count = made.tables[table].get(*codes)
        value = ("", "C") if count is None else (str(count), "A")
        assert (made.period.span, *key, *value) in found


def test_the_head_names_the_columns_and_their_hashtags() -> None:
    assert text_of(everything()).splitlines()[:2] == [
        "period,category,language,outcome,count,status",
        ",".join(HASHTAGS),
    ]


def test_every_table_of_the_list_goes_into_one_file() -> None:
    placed = [*request_tables(), *SERVICE, *PEOPLE, "hours", "by_region", "unmet"]
    assert sorted(placed) == sorted(table_specs())
    files = hxl_files(everything())
    sheets = ("requests.csv", "hours.csv", "service.csv", "people.csv", "places.csv", "unmet.csv")
    cells = sum(len(table.cells) for one in everything() for table in one.tables.values())
    assert sum(len(rows(files, sheet)) for sheet in sheets) == cells


def test_no_hidden_number_is_anything_but_empty_in_any_file() -> None:
    files = hxl_files(everything())
    for name in ("requests.csv", "hours.csv", "service.csv", "people.csv", "places.csv", "unmet.csv"):
        assert {row["count"] for row in rows(files, name) if row["status"] == "C"} == {""}
        assert all(row["count"].isdecimal() for row in rows(files, name) if row["status"] == "A")


def test_every_sheet_is_readable_as_hxl_and_in_ascii_but_for_names() -> None:
    for name, content in hxl_files(everything()).items():
        if name.endswith(".csv"):
            assert list(hxl.data(BytesIO(content)))
            assert b"\r" not in content
            assert not content.startswith(b"\xef\xbb\xbf")
        if name not in ("codes.csv", "README.md", "requests-schema.csv"):
            assert content.isascii()


def test_files_of_weeks_alone_have_the_same_names_and_heads() -> None:
    alone, all_of_it = hxl_files([release("2026-W47")]), hxl_files(everything())
    assert list(alone) == list(all_of_it)
    assert alone["places.csv"] == b"".join(all_of_it["places.csv"].splitlines(keepends=True)[:2])


def test_the_order_in_which_releases_come_changes_no_byte() -> None:
    assert hxl_zip(everything()) == hxl_zip(everything()[::-1])


@pytest.mark.parametrize("name", ["hours.csv", "people.csv", "places.csv", "unmet.csv"])
def test_a_month_is_the_span_of_its_weeks_in_every_sheet(name: str) -> None:
    found = {row["period"] for row in rows(hxl_files(everything()), name)}
    assert found == {when.span for when in MONTHS}


def test_a_zero_is_shown_and_a_hidden_number_is_empty() -> None:
    table = Table("outcome", ("outcome",), (Cell(("answered",), 0), Cell(("chosen",), None), Cell(("unmet",), 9)))
    found = rows(hxl_files([release("2026-W47", tables={"outcome": table})]), "requests.csv")
    assert [(row["count"], row["status"]) for row in found] == [("0", "A"), ("", "C"), ("9", "A")]


def test_periods_are_weeks_or_spans_of_weeks_and_nothing_else() -> None:
    found = {row["period"] for row in rows(hxl_files(everything()), "requests.csv")}
    assert found == {when.span for when in EVERYTHING}
    assert {"2026-W47", "2026-W44..2026-W47", "2026-W40..2026-W53"} <= found


def test_releases_csv_says_what_is_known_of_each_release() -> None:
    made = release("2026-W47", dropped=("category", "language"), downtime=90, kappa=0.81234, pairs=40)
    assert rows(hxl_files([made]), "releases.csv") == [
        {
            "period": "2026-W47",
            "start": "2026-11-16",
            "end": "2026-11-22",
            "audience": "coordinators",
            "number": "8",
            "k": "5",
            "series": "1",
            "made_on": "2026-12-28",
            "dropped": "category language",
            "downtime": "90",
            "kappa": "0.81",
            "pairs": "40",
        }
    ]


def test_codes_csv_names_every_line_and_every_code_in_two_languages() -> None:
    found = {row["code"]: row for row in rows(hxl_files(everything()), "codes.csv") if row["dimension"] == "category"}
    assert set(found) >= {*week_lines(), *month_lines(), *quarter_lines()}
    assert {row["list_code"] for row in found.values()} >= set(categories()) - {"OTH"}
    assert found["HEA.OTHER.INF"] == {
        "dimension": "category",
        "code": "HEA.OTHER.INF",
        "name_en": "HIV TB hepatitis",
        "name_ru": "ВИЧ туберкулёз гепатит",
        "parent": "HEA.OTHER",
        "list_code": "HEA.INF",
        "cluster": "Health",
        "iom_area": "Migration health",
        "release": "quarterly",
    }
    assert found["CON.OTHER"]["list_code"] == ""
    assert found["CON.OTHER"]["name_en"].startswith("Consular help")


def test_codes_csv_says_where_what_is_never_printed_is_counted() -> None:
    found = {row["code"]: row for row in rows(hxl_files(everything()), "codes.csv")}
    assert found["PRO.GBV"]["parent"] == "PRO.OTHER"
    assert found["OTH.EMG"]["parent"] == "OTH.OTHER.OTHER"
    assert {found[code]["parent"] for code in NEVER_COUNTED} == {""}


def test_codes_csv_has_every_code_that_a_row_of_requests_or_places_or_people_has() -> None:
    files = hxl_files(everything())
    named = {row["code"] for row in rows(files, "codes.csv")} | {"_T"}
    columns = {"requests.csv": ("category", "language", "outcome"), "places.csv": ("category", "region")}
    for name, wanted in {**columns, "people.csv": ("code",), "unmet.csv": ("category",)}.items():
        assert {row[column] for row in rows(files, name) for column in wanted} <= named


def test_the_readme_says_for_whom_it_is_and_how_much_is_hidden() -> None:
    coordinators = text_of(everything(), "README.md")
    outside = text_of([release("2026-W47", Audience.OUTSIDE)], "README.md")
    assert "Do not pass these files on" in coordinators
    assert "Do not pass these files on" not in outside
    assert "2026-W40 to 2026-W53" in coordinators
    hidden = sum(one.hidden_cells for one in everything())
    assert f"here {hidden:,} are hidden" in coordinators
    assert "$" not in coordinators


def test_the_packed_files_are_the_files_and_carry_no_date_of_today() -> None:
    packed = ZipFile(BytesIO(hxl_zip(everything())))
    assert packed.testzip() is None
    assert {one.filename: packed.read(one) for one in packed.infolist()} == dict(hxl_files(everything()))
    assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# ---- what is refused


def test_releases_of_two_audiences_do_not_go_into_one_set_of_files() -> None:
    with pytest.raises(BadReleases, match="choose one audience"):
        hxl_files([release("2026-W46"), release("2026-W47", Audience.OUTSIDE)])


def test_a_period_twice_is_refused() -> None:
    with pytest.raises(BadReleases, match="two releases of 2026-W47"):
        hxl_files([release("2026-W47"), release("2026-W46"), release("2026-W47", number=99)])


def test_a_preview_of_a_running_week_is_refused() -> None:
    with pytest.raises(NotProtected, match="running"):
        hxl_files([release("2026-W47", running=True)])


def test_a_release_of_another_list_of_codes_is_refused() -> None:
    with pytest.raises(BadReleases, match="series"):
        hxl_files([release("2026-W46"), release("2026-W47", series="0")])


def test_no_releases_are_refused() -> None:
    with pytest.raises(BadReleases, match="no release"):
        hxl_files([])


# ---- round trip

counts = st.one_of(st.none(), st.just(0), st.integers(5, 10**9))


@settings(max_examples=25)
@given(st.data())
def test_what_is_written_is_what_is_read(data: st.DataObject) -> None:
    spec = table_specs()["category"]
    table = Table("category", spec.dims, tuple(Cell((line,), data.draw(counts)) for line in spec.lines[0]))
    text = text_of([release("2026-W47", tables={"category": table})])
    assert schema_faults(text) == []
    read = {row["category"]: row["count"] for row in list(csv.DictReader(StringIO(text)))[1:]}
    assert {(line,): int(count) if count else None for line, count in read.items()} == table.by_codes
