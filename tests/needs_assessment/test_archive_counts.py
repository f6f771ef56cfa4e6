from __future__ import annotations

import csv
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from needs_assessment import archive_counts
from needs_assessment.archive_counts import COLUMNS, LONGEST_LINE, MOST_LINES, Joint, read_counts
from needs_assessment.categories import NEVER_COUNTED, known_codes
from needs_assessment.count import count_request
from needs_assessment.errors import BadCounts
from needs_assessment.lines import month_lines, quarter_lines, week_lines
from needs_assessment.outcome import Outcome
from needs_assessment.periods import monday_of, period
from needs_assessment.request_cells import request_tables
from needs_assessment.tables import languages
from storage import Database
from storage.tables import request_count

HEAD = "week,category,language,outcome,n\n"
NOVEMBER = [f"2026-W{number}" for number in (44, 45, 46, 47)]

Rows = dict[tuple[str, Joint], int]


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "counts.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def refused(folder: Path, text: str | bytes) -> str:
    """What is said of a bad file: always one line that begins with the file."""
    file = written(folder, text)
    with pytest.raises(BadCounts) as caught:
        read_counts(file)
    said = str(caught.value)
    assert said.startswith(str(file))
    assert len(said.splitlines()) == 1
    return said.removeprefix(str(file))


# ---- what is read


def test_the_rows_of_a_week_are_read(tmp_path: Path) -> None:
    counts = read_counts(written(tmp_path, HEAD + "2026-W47,CON.PAS,uz,answered,12\n2026-W46,OTH.UNC,ru,unmet,0\n"))
    assert counts.weeks == {
        "2026-W47": {Joint("CON.PAS", "uz", "answered"): 12},
        "2026-W46": {Joint("OTH.UNC", "ru", "unmet"): 0},
    }


@pytest.mark.parametrize(
    "text",
    [
        "n,outcome,language,category,week\n12,answered,uz,CON.PAS,2026-W47\n",
        "week,desk,category,language,outcome,n\n2026-W47,south,CON.PAS,uz,answered,12\n",
        " Week , CATEGORY,language,outcome,N\n 2026-W47 ,CON.PAS , uz,answered, 12\n",
        "\ufeff" + HEAD + "2026-W47,CON.PAS,uz,answered,12\n",
        (HEAD + "2026-W47,CON.PAS,uz,answered,12\n").replace("\n", "\r\n"),
        HEAD + '"2026-W47","CON.PAS","uz","answered","12"\n',
        HEAD + "\n2026-W47,CON.PAS,uz,answered,12\n\n",
        HEAD + "2026-W47,CON.PAS,uz,answered,12",
        HEAD + "2026-W47,CON.PAS,uz,answered,012\n",
    ],
    ids=["other order", "one column more", "spaces", "mark", "CRLF", "quotes", "empty lines", "no last end", "zeros"],
)
def test_the_ways_in_which_spreadsheets_write_the_same_are_read_the_same(tmp_path: Path, text: str) -> None:
    assert read_counts(written(tmp_path, text)).weeks == {"2026-W47": {Joint("CON.PAS", "uz", "answered"): 12}}


def test_misconduct_of_staff_is_left_out_as_it_is_here(tmp_path: Path) -> None:
    counts = read_counts(written(tmp_path, HEAD + "2026-W47,FBK.SEA,uz,answered,12\n"))
    assert counts.weeks == {"2026-W47": {}}
    assert counts.tables(period("2026-W47"))["total"] == {(): 0}


# ---- the tables


def test_every_table_of_the_requests_but_the_hours_can_be_made_of_them(tmp_path: Path) -> None:
    quarter = period("2026-Q4")
    counts = read_counts(written(tmp_path, HEAD + "".join(f"{week},HEA.INF,tg,chosen,2\n" for week in quarter.weeks)))
    made = {
        name: table
        for when in (quarter.weeks[0], "2026-11", "2026-Q4")
        for name, table in counts.tables(period(when)).items()
    }
    assert set(made) == set(request_tables())
    shown = {name: {codes: n for codes, n in table.items() if n} for name, table in made.items()}
    assert shown == {
        "total": {(): 2},
        "category": {("HEA",): 2},
        "language": {("tg",): 2},
        "outcome": {("chosen",): 2},
        "finer": {("HEA.OTHER",): 8},
        "by_language": {("HEA", "tg"): 8},
        "sensitive": {("HEA.OTHER.INF",): 28},
    }


def test_every_line_of_a_table_is_there_in_its_order_also_the_zeros(tmp_path: Path) -> None:
    quarter = period("2026-Q4")
    counts = read_counts(written(tmp_path, HEAD + "".join(f"{week},CON,ru,answered,0\n" for week in quarter.weeks)))
    week, month = counts.tables(period("2026-W40")), counts.tables(period("2026-10"))
    assert list(week["category"]) == [(line,) for line in week_lines()]
    assert list(week["outcome"]) == [(str(one),) for one in Outcome]
    assert list(month["finer"]) == [(line,) for line in month_lines()]
    assert list(month["by_language"]) == [(line, code) for line in week_lines() for code in languages()]
    assert list(counts.tables(quarter)["sensitive"]) == [(line,) for line in quarter_lines()]
    assert {n for tables in (week, month) for table in tables.values() for n in table.values()} == {0}


def test_a_month_with_a_week_missing_is_not_complete_and_a_row_of_zero_completes_it(tmp_path: Path) -> None:
    rows = "".join(f"{week},CON.PAS,uz,answered,12\n" for week in NOVEMBER if week != "2026-W45")
    counts = read_counts(written(tmp_path, HEAD + rows))
    assert counts.missing(period("2026-11")) == ("2026-W45",)
    with pytest.raises(BadCounts, match=r"2026-11 is not complete: the file has no row of 2026-W45; .* n 0"):
        counts.tables(period("2026-11"))
    assert counts.tables(period("2026-W44"))["total"] == {(): 12}
    with pytest.raises(BadCounts, match="2026-W45 is not complete"):
        counts.tables(period("2026-W45"))
    whole = read_counts(written(tmp_path, HEAD + rows + "2026-W45,OTH.UNC,ru,unmet,0\n"))
    assert whole.tables(period("2026-11"))["finer"][("CON.PAS",)] == 36


async def test_the_tables_are_those_that_counting_the_same_requests_gives(tmp_path: Path, database: Database) -> None:
    requests = Counter(
        (week, Joint(code, languages()[place % 8], list(Outcome)[place % 7].value))
        for place, code in enumerate(sorted(known_codes() - NEVER_COUNTED))
        for week in NOVEMBER[: 1 + place % 4]
    )
    async with database.write() as tx:
        for week, joint in requests.elements():
            at = datetime.combine(monday_of(week), datetime.min.time())
            await count_request(
                tx, at=at, category=joint.category, language=joint.language, outcome=Outcome(joint.outcome)
            )
    counts = read_counts(written(tmp_path, text_of(requests)))
    async with database.read() as tx:
        rows = (await tx.execute(select(request_count).where(request_count.c.table_name.in_(request_tables())))).all()
    counted = {(row.period, row.table_name, row.code, row.code2): row.n for row in rows if row.period != "2026-Q4"}
    archived = {
        (name, table, *(codes or ("_T",)), *[""] * (2 - len(codes or ("_T",)))): n
        for name in (*NOVEMBER, "2026-11")
        for table, cells in counts.tables(period(name)).items()
        for codes, n in cells.items()
    }
    assert archived == counted


# ---- faults


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "2026-W47,CON.XXX,uz,answered,12",
            ", line 3: there is no such category; the known ones are in categories.csv",
        ),
        ("2026-W47,,uz,answered,12", ", line 3: there is no such category; the known ones are in categories.csv"),
        ("2026-W47,con.pas,uz,answered,12", ", line 3: there is no such category"),
        ("2026-W47,HEA.OTHER,uz,answered,12", ", line 3: there is no such category"),
        ("2026-W47,CON.PAS,hy,answered,12", ", line 3: there is no such language"),
        ("2026-W47,CON.PAS,uz,died,12", ", line 3: there is no such outcome; the known ones are answered "),
        ("2026-W54,CON.PAS,uz,answered,12", ", line 3: the calendar has no such week"),
        ("2025-W53,CON.PAS,uz,answered,12", ", line 3: the calendar has no such week"),
        ("2026-47,CON.PAS,uz,answered,12", ", line 3: a week is written like 2026-W47"),
        ("16.11.2026,CON.PAS,uz,answered,12", ", line 3: a week is written like 2026-W47"),
        ("2026-W47,CON.PAS,uz,answered,-12", ", line 3: n must be a whole number"),
        ("2026-W47,CON.PAS,uz,answered,1.5", ", line 3: n must be a whole number"),
        ('2026-W47,CON.PAS,uz,answered,"1,5"', ", line 3: n must be a whole number"),
        ("2026-W47,CON.PAS,uz,answered,", ", line 3: n must be a whole number"),
        ("2026-W47,CON.PAS,uz,answered,1e3", ", line 3: n must be a whole number"),
        ("2026-W47,CON.PAS,uz,answered,+5", ", line 3: n must be a whole number"),
        ("2026-W47,CON.PAS,uz,answered,1_000", ", line 3: n must be a whole number"),
        ("2026-W47,CON.PAS,uz,answered,٥", ", line 3: n must be a whole number"),
        ("2026-W47,CON.PAS,uz,answered," + "9" * 10, ", line 3: n must be a whole number"),
        ("2026-W47,CON.PAS,uz,answered", ", line 3: there are 4 values, but 5 columns"),
        ("2026-W47,CON.PAS,uz,answered,12,13", ", line 3: there are 6 values, but 5 columns"),
        ("2026-W46,CON,ru,answered,5", ", line 3: the same week, category, language and outcome stand in an earlier"),
        ('2026-W47,"CON"PAS,uz,answered,12', ", line 3: this is no row of a CSV file"),
        ('2026-W47,"CON.PAS,uz,answered,12', ", line 3: this is no row of a CSV file"),
        ("2026-W47\x00,CON.PAS,uz,answered,12", ", line 3: a week is written like 2026-W47"),
        ("x" * LONGEST_LINE, f", line 3: this line is longer than {LONGEST_LINE} bytes"),
    ],
)
def test_a_bad_row_is_named_by_its_line(tmp_path: Path, row: str, said: str) -> None:
    assert refused(tmp_path, HEAD + "2026-W46,CON,ru,answered,1\n" + row + "\n").startswith(said)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            "week,category,language,n",
            "there is no column outcome; the first line must be week,category,language,outcome,n",
        ),
        ("week;category;language;outcome;n", "there is no column week; the first line must be"),
        ("week,category,language,outcome,n,n", "there is two columns n"),
        ("2026-W47,CON.PAS,uz,answered,12", "there is no column week"),
        ("", "there is no column week"),
    ],
)
def test_a_bad_head_is_said_of_line_one(tmp_path: Path, head: str, said: str) -> None:
    assert refused(tmp_path, f"{head}\n2026-W47,CON.PAS,uz,answered,12\n").startswith(f", line 1: {said}")


def test_an_empty_file_and_one_with_a_head_alone_have_no_counts(tmp_path: Path) -> None:
    assert refused(tmp_path, b"") == " is empty"
    assert refused(tmp_path, HEAD) == " has no counts in it"


def test_what_is_wrong_is_said_without_quoting_it(tmp_path: Path) -> None:
    assert "Somebody" not in refused(tmp_path, HEAD + "2026-W47,Somebody,uz,answered,12\n")


def test_another_encoding_is_named_by_its_line(tmp_path: Path) -> None:
    row = "2026-W47,CON.PAS,uz,answered,12,юг\n"
    text = HEAD.replace("\n", ",desk\n") + "2026-W46,CON,ru,answered,1,south\n" + row
    assert refused(tmp_path, text.encode("cp1251")).startswith(", line 3: this is not UTF-8")
    assert refused(tmp_path, text.encode("utf-16")).startswith(", line 1: this is not UTF-8")


def test_no_file_and_a_folder_are_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(BadCounts, match=r"nowhere\.csv cannot be read: No such file or directory$"):
        read_counts(tmp_path / "nowhere.csv")
    with pytest.raises(BadCounts, match=r"cannot be read: Is a directory$"):
        read_counts(tmp_path)


# ---- size; tracemalloc makes all of it ten times slower, so the limit is a tenth of the real one here


@pytest.fixture
def most_lines(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(archive_counts, "MOST_LINES", MOST_LINES // 10)
    return MOST_LINES // 10


@pytest.fixture
def peak() -> Iterator[Callable[[], int]]:
    """The most memory that was in use at once, in bytes."""
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("start", "part", "said"),
    [
        (b"", b"2026-W47,FBK.SEA,uz,answered,1\n", "there are more than 50,000 lines"),
        (b"", b"\n", "there are more than 50,000 lines"),
        (b"", b"", "this line is longer than"),
        (b'"', b"x" * 99 + b"\n", "this is no row of a CSV file"),
    ],
    ids=["rows", "lines", "one line", "a quote"],
)
def test_a_file_of_200_mb_is_not_read_into_memory(
    tmp_path: Path, most_lines: int, peak: Callable[[], int], start: bytes, part: bytes, said: str
) -> None:
    file = tmp_path / "counts.csv"
    with file.open("wb") as opened:
        opened.write(HEAD.encode() + start)
        opened.write(part * 60_000)
        opened.truncate(200 * 2**20)  # the rest is one line of zero bytes, which take no room on the disk
    before = peak()
    with pytest.raises(BadCounts, match=said):
        read_counts(file)
    assert peak() - before < 5 * 2**20


def test_the_longest_file_that_is_read_takes_little_memory(
    tmp_path: Path, most_lines: int, peak: Callable[[], int]
) -> None:
    file = tmp_path / "counts.csv"
    codes = sorted(known_codes() - NEVER_COUNTED)
    combinations = [f",{code},{language},{one},1000\n" for code in codes for language in languages() for one in Outcome]
    with file.open("w") as opened:
        opened.write(HEAD)
        for line in range(most_lines - 1):
            week, place = divmod(line, len(combinations))
            opened.write(f"2026-W{week + 1:02}{combinations[place]}")
    before = peak()
    counts = read_counts(file)
    assert peak() - before < 150 * most_lines
    assert counts.tables(period("2026-W01"))["total"] == {(): 1000 * len(combinations)}


# ---- anything

weeks = st.dates(date(2015, 1, 5), date(2039, 12, 31)).map(lambda day: "{}-W{:02}".format(*day.isocalendar()[:2]))
joints = st.builds(
    Joint,
    category=st.sampled_from(sorted(known_codes() - NEVER_COUNTED)),
    language=st.sampled_from(languages()),
    outcome=st.sampled_from([str(one) for one in Outcome]),
)


def text_of(rows: Rows) -> str:
    made = StringIO()
    writer = csv.writer(made)
    writer.writerow(COLUMNS)
    writer.writerows((week, *joint, n) for (week, joint), n in rows.items())
    return made.getvalue()


@given(st.dictionaries(st.tuples(weeks, joints), st.integers(0, 999_999_999), min_size=1, max_size=20))
def test_what_was_written_is_read_and_every_table_has_the_same_sum(
    tmp_path_factory: pytest.TempPathFactory, rows: Rows
) -> None:
    counts = read_counts(written(tmp_path_factory.mktemp("counts"), text_of(rows)))
    assert {(week, joint): n for week, joints in counts.weeks.items() for joint, n in joints.items()} == rows
    for week in counts.weeks:
        expected = sum(n for (other, _), n in rows.items() if other == week)
        assert {sum(table.values()) for table in counts.tables(period(week)).values()} == {expected}


values = st.one_of(
    weeks,
    joints.map(",".join),
    st.integers().map(str),
    st.text(max_size=12),
    st.sampled_from(['"', ",", "\n", "\r", "\x00", "\ufeff", "=1+1", "week", "CON.PAS", "uz", "answered"]),
)


@given(st.one_of(st.binary(max_size=200), st.lists(values, max_size=30).map(lambda parts: ",".join(parts).encode())))
def test_any_file_is_read_or_refused_in_one_line(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    for text in (body, HEAD.encode() + body):
        file = written(tmp_path_factory.mktemp("counts"), text)
        try:
            counts = read_counts(file)
        except BadCounts as refusal:
            said = str(refusal)
        else:
            said = str(file)
            assert all(n >= 0 for rows in counts.weeks.values() for n in rows.values())
        assert said.startswith(str(file))
        assert len(said.splitlines()) == 1
