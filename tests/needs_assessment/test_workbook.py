"""The workbook, read back with another library: its numbers are the summary's, and what is hidden stays hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from itertools import takewhile
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from summaries import (
    MONTH,
    WEEK,
    WEEKS,
    empty_summary,
    hidden_summary,
    month_summary,
    release_of,
    releases,
    week_summary,
)

from locales import Catalogs
from needs_assessment.categories import categories
from needs_assessment.reports.book import LONGEST_NAME, Book, Chance, sheet_name
from needs_assessment.reports.native import DATA
from needs_assessment.reports.summary import Change, Compared, Summary
from needs_assessment.reports.terms import MARK
from needs_assessment.reports.wording import Share
from needs_assessment.reports.workbook import month_workbook, week_workbook

CATALOGS = Catalogs.load()
EN = CATALOGS["en"]
FORMULA = '=HYPERLINK("http://example.org")'


def opened(summary: Summary, speech: object = EN) -> Workbook:
    return load_workbook(BytesIO(week_workbook(summary, releases(), speech)))  # type: ignore[arg-type]


def table(sheet: Worksheet, head: str) -> dict[str, dict[str, object]]:
    """The rows below the line of heads that begins with a word, by their first cell."""
    rows = list(sheet.iter_rows(values_only=True))
    top = next(place for place, row in enumerate(rows) if row[0] == head)
    below = rows[top + 1 :]
    return _named(rows[top], below)


def block(sheet: Worksheet, heading: str) -> dict[str, dict[str, object]]:
    """The rows of a table below a heading, by their first cell."""
    rows = list(sheet.iter_rows(values_only=True))
    top = next(place for place, row in enumerate(rows) if place and str(row[0]).partition(":")[0] == heading)
    below = rows[top + 2 :]
    return _named(rows[top + 1], below)


def _named(heads: Sequence[object], below: Sequence[Sequence[object]]) -> dict[str, dict[str, object]]:
    wide = 1 + max(place for place, head in enumerate(heads) if head is not None)
    names = [str(head) for head in heads[:wide]]
    full = takewhile(lambda row: row[0] is not None, below)
    return {str(row[0]): dict(zip(names, row[:wide], strict=True)) for row in full}


def cells(book: Workbook) -> Iterator[Cell]:
    """Every cell that holds something, but for what only the charts read."""
    for sheet in book.worksheets:
        if sheet.title != DATA:
            yield from (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)  # type: ignore[misc]


def shown(number: float | None) -> object:
    return MARK if number is None else number


def test_the_categories_are_those_of_the_summary_and_what_is_hidden_is_the_mark() -> None:
    summary = week_summary()
    rows = table(opened(summary)["Categories"], "Code")
    assert {code: row["Requests"] for code, row in rows.items()} == {
        line.code: shown(line.count) for line in summary.categories
    }
    assert {code: row["Usual"] for code, row in rows.items()} == {line.code: line.usual for line in summary.categories}
    assert any(line.count is None for line in summary.categories), "the sample hides something"


def test_an_arrow_stands_only_where_the_change_is_real() -> None:
    rows = table(opened(week_summary())["Categories"], "Code")
    assert {code for code, row in rows.items() if "▲" in str(row["Change"])} == {"HEA"}
    assert {code for code, row in rows.items() if "▼" in str(row["Change"])} == {"RET"}


def test_twelve_weeks_stand_beside_each_line_and_the_week_before_is_compared() -> None:
    rows = table(opened(week_summary())["Categories"], "Code")
    weeks = {one.period.name: one.tables["category"] for one in releases() if one.period.name in WEEKS}
    assert {code: [row[week] for week in WEEKS] for code, row in rows.items()} == {
        code: [shown(weeks[week].get(code)) for week in WEEKS] for code in rows
    }
    before, now = weeks[WEEKS[-2]].get("CON"), weeks[WEEK].get("CON")
    assert before is not None
    assert now is not None
    assert rows["CON"]["Week before"] == before
    assert rows["CON"]["Difference"] == now - before
    assert rows["FAM"]["Difference"] == MARK


def test_no_difference_is_shown_where_one_of_the_two_weeks_is_hidden() -> None:
    before = release_of(WEEKS[-2])
    hidden = tuple(replace(cell, count=None) for cell in before.tables["category"].cells)
    tables = {**before.tables, "category": replace(before.tables["category"], cells=hidden)}
    made = (replace(before, tables=tables), release_of(WEEK))
    rows = table(load_workbook(BytesIO(week_workbook(week_summary(), made, EN)))["Categories"], "Code")
    assert (rows["CON"]["Week before"], rows["CON"]["Difference"]) == (MARK, MARK)


def test_a_month_is_not_compared_with_the_week_before() -> None:
    rows = table(opened(month_summary())["Categories"], "Code")
    assert rows["CON"]["Requests"] == month_summary().categories[0].count
    assert list(rows["CON"])[5:] == list(WEEKS)


def test_a_week_that_was_not_released_is_empty_and_not_called_hidden() -> None:
    book = load_workbook(BytesIO(week_workbook(week_summary(), releases()[3:], EN)))
    rows = table(book["Categories"], "Code")
    assert [rows["FAM"][week] for week in WEEKS[:4]] == [None, None, None, MARK]


def test_weeks_of_another_code_list_or_for_other_readers_are_not_compared() -> None:
    others = [replace(one, series="0") for one in releases()]
    rows = table(load_workbook(BytesIO(week_workbook(week_summary(), others, EN)))["Categories"], "Code")
    assert {rows["CON"][week] for week in WEEKS[:-1]} == {None}


@pytest.mark.parametrize("name", ["Languages", "Outcomes"])
def test_languages_and_outcomes_are_those_of_the_summary(name: str) -> None:
    summary = week_summary()
    lines = summary.languages if name == "Languages" else summary.outcomes
    rows = table(opened(summary)[name], "Code")
    assert {code: row["Requests"] for code, row in rows.items()} == {line.code: shown(line.count) for line in lines}


def test_the_key_figures_are_numbers_and_shares() -> None:
    rows = {row[0]: row for row in opened(week_summary())["Summary"].iter_rows(values_only=True)}
    assert rows["Requests"][1:3] == (week_summary().total, 405.5)
    assert rows["Ended without help"][1] == pytest.approx(0.17)
    assert rows["Not helpful"][1] == MARK
    assert rows["Cases opened"][1] == 58


@pytest.mark.parametrize(("heading", "name"), [("Needs by language", "by_language"), ("Needs by region", "by_region")])
def test_two_ways_of_a_month_are_a_grid(heading: str, name: str) -> None:
    summary = month_summary()
    assert summary.month is not None
    grid = block(opened(summary)["Month"], heading)
    found = sorted(str(number) for row in grid.values() for number in list(row.values())[1:])
    assert found == sorted(str(shown(cell.count)) for cell in summary.month.tables[name].cells)


def test_a_month_has_its_hours_its_people_and_the_quarter() -> None:
    month = opened(month_summary())["Month"]
    assert next(iter(block(month, "When people ask"))) == "00–04"
    assert list(block(month, "Age")) == ["Under 18", "18 to 24", "25 to 34", "35 to 49", "50 or older"]
    headings = {str(row[0]) for row in month.iter_rows(values_only=True)}
    assert {f"More exactly: Month {MONTH}", "Sensitive needs: Quarter 2026-Q3"} <= headings


def test_a_week_without_a_month_has_no_sheet_of_it() -> None:
    assert "Month" not in opened(replace(week_summary(), month=None, quarter=None)).sheetnames


def test_no_number_is_in_the_workbook_that_was_not_printed() -> None:
    summary = week_summary()
    printed = {cell.count for one in releases() for made in one.tables.values() for cell in made.cells}
    lines = (*summary.categories, *summary.languages, *summary.outcomes)
    known = printed | {line.count for line in lines} | {line.usual for line in lines}
    for sheet in opened(summary).worksheets:
        if sheet.title in ("Categories", "Languages", "Outcomes", "Month"):
            numbers = [
                cell.value
                for row in sheet.iter_rows()
                for cell in row
                if isinstance(cell.value, int | float) and sheet.cell(4, cell.column).value != "Difference"
            ]
            assert set(numbers) <= known
            assert not [number for number in numbers if 0 < number < summary.release.k]


def test_a_hidden_number_is_a_centred_text_and_never_empty_or_nought() -> None:
    book = load_workbook(BytesIO(week_workbook(hidden_summary(), (), EN)))
    marks = [cell for cell in cells(book) if cell.value == MARK]
    assert len(marks) > 50
    assert {cell.alignment.horizontal for cell in marks} == {"center"}
    assert [cell.value for cell in cells(book) if isinstance(cell.value, int | float)] == [60, 0], "cells and minutes"


def test_charts_read_the_numbers_that_are_printed_and_an_empty_cell_where_one_is_hidden() -> None:
    summary = week_summary(languages=(Compared("ru", 50, None, Change.UNKNOWN), Compared("uz", 90, 80, Change.SAME)))
    book = opened(summary)
    bars, lines = book["Categories"]._charts
    ranked = sorted((line for line in summary.categories if line.count), key=lambda line: -(line.count or 0))
    assert read(book, bars.series[0]) == [line.count for line in ranked]
    assert read(book, bars.series[1]) == [line.usual for line in ranked]
    trends = {trend.code: list(trend.counts) for trend in summary.trends}
    assert [read(book, one) for one in lines.series] == [
        trends[line.code] for line in ranked if line.code != "OTH.UNC"
    ][:5]
    assert read(book, book["Languages"]._charts[0].series[1]) == [80, None]
    assert b'dispBlanksAs val="zero"' not in b"".join(parts(week_workbook(summary, releases(), EN)).values())
    assert MARK not in {cell.value for row in book[DATA].iter_rows() for cell in row}
    assert book[DATA].sheet_state == "hidden"


def read(book: Workbook, series: object) -> list[object]:
    """The numbers to which a series of a chart refers."""
    sheet, place = series.val.numRef.f.rsplit("!", 1)  # type: ignore[attr-defined]
    (row,) = book[sheet.strip("'")][place.replace("$", "")]
    return [cell.value for cell in row]


def test_the_waits_have_a_chart_with_a_gap_where_one_is_hidden() -> None:
    book = opened(week_summary())
    waits = week_summary().release.tables["waits"]
    assert read(book, book["Service"]._charts[0].series[0]) == [cell.count for cell in waits.cells]
    assert any(cell.hidden for cell in waits.cells)


def test_what_was_done_has_its_day_as_a_date() -> None:
    rows = block(opened(week_summary())["Growing needs and actions"], "You asked, we did")
    assert rows["2026-W41"]["Noted on"] == datetime(2026, 10, 14)
    assert rows["2026-W47"]["What was done"] == "nothing noted yet"
    emerging = block(opened(week_summary())["Growing needs and actions"], "Growing needs")
    assert emerging["HEA"]["Requests"] == 58
    assert emerging["HEA"]["p"] == pytest.approx(0.0004)


def test_every_code_is_defined_with_its_cluster_and_how_often_it_is_shown() -> None:
    sheet = opened(week_summary(), CATALOGS["ru"]).worksheets[-2]
    rows = {row[1]: row for row in sheet.iter_rows(values_only=True)}
    assert set(categories()) <= set(rows)
    assert rows["HEA"][2:5] == ("Health", "Health", "Migration health")
    assert rows["HEA"][0] == "Здоровье"


@pytest.mark.parametrize("code", CATALOGS.languages)
def test_excel_takes_the_names_of_the_sheets_in_every_language(code: str) -> None:
    names = opened(week_summary(), CATALOGS[code]).sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= LONGEST_NAME and not re.search(r"[\[\]:*?/\\']", name) for name in names)


def test_a_name_that_is_too_long_or_taken_or_forbidden_is_changed() -> None:
    assert sheet_name("Потребности и языки: что, где и сколько") == "Потребности и языки что, где и"
    assert sheet_name("x" * 40) == "x" * LONGEST_NAME
    assert sheet_name("Month", {"month"}) == "Month 2"
    assert sheet_name("[]") == "1"
    assert len(sheet_name("y" * 31, {"y" * 31})) <= LONGEST_NAME


def test_what_looks_like_a_formula_or_an_address_stays_text() -> None:
    book = Book("t", "f & g", date(2026, 1, 1))
    sheet = book.sheet("s", (20, 20))
    sheet.heads([FORMULA])
    sheet.lines([[FORMULA, "http://example.org"], ["+1", "@x"], ["007", Share(0.5)], [date(2026, 1, 2), Chance(0.01)]])
    made = book.bytes()
    read_back = load_workbook(BytesIO(made))["s"]
    assert {cell.data_type for row in read_back.iter_rows(max_row=3) for cell in row if cell.value} == {"s"}
    assert read_back["A4"].value == "007"
    assert all(b"<f>" not in part and b"hyperlink" not in part for part in parts(made).values())


def test_a_category_whose_name_is_a_formula_is_no_formula() -> None:
    summary = week_summary(categories=(Compared(FORMULA, 20, 8.0, Change.UP),))
    made = week_workbook(summary, releases(), EN)
    assert all(cell.data_type != "f" for cell in cells(load_workbook(BytesIO(made))))
    assert all(b"<f>=" not in part for part in parts(made).values())


def parts(made: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_workbook_says_nothing_about_who_made_it_and_is_the_same_every_time() -> None:
    made = week_workbook(week_summary(), releases(), EN)
    assert made == week_workbook(week_summary(), releases(), EN)
    book = load_workbook(BytesIO(made))
    about = book.properties
    assert (about.creator, about.lastModifiedBy, about.created) == (None, None, datetime(2026, 11, 23))
    assert b"<Company></Company>" in parts(made)["docProps/app.xml"]


def test_sheets_are_set_for_paper_and_keep_their_heads_in_sight() -> None:
    for sheet in opened(month_summary()).worksheets:
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert opened(month_summary())["Categories"].freeze_panes == "C5"


@pytest.mark.parametrize(
    "summary", [empty_summary(), hidden_summary(), month_summary()], ids=["empty", "hidden", "month"]
)
def test_every_kind_of_period_is_a_workbook(summary: Summary) -> None:
    book = load_workbook(BytesIO(month_workbook(summary, releases(), EN)))
    assert book.active is not None
    assert book.active.title == "Summary"
    assert "None" not in {str(cell.value) for cell in cells(book)}
