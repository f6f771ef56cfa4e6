"""The PDF, read back with another library: its text can be searched, fits the paper, and says what the summary says."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader
from summaries import empty_summary, hidden_summary, month_summary, releases, week_summary

from locales import Catalogs
from needs_assessment.reports.paper import HEIGHT, MARGIN, WIDTH, Paper
from needs_assessment.reports.pdf import month_pdf
from needs_assessment.reports.sources import whole_period
from needs_assessment.reports.summary import Summary
from needs_assessment.reports.surface import Surface
from needs_assessment.reports.terms import MARK

CATALOGS = Catalogs.load()
EN = CATALOGS["en"]


@cache
def made(code: str = "en") -> bytes:
    return month_pdf(month_summary(), releases(), CATALOGS[code])


@cache
def pages(pdf: bytes) -> list[str]:
    """The text of each page, with single spaces."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def test_the_text_holds_the_numbers_of_the_summary_and_can_be_searched() -> None:
    summary, text = month_summary(), " ".join(pages(made()))
    assert "Month 2026-11" in text
    assert f"{summary.total:,}" in text
    for line in summary.categories:
        assert line.count is None or f"{line.count:,}" in text
    nobody_knows(pages(made()))
    assert "You asked, we did" in text
    assert "an authority or a consulate was spoken to" in text
    assert "Release 33, code list 1" in text


@pytest.mark.parametrize("code", ["ru", "tk"])
def test_a_pdf_in_another_script_can_be_searched_and_keeps_within_its_paper(code: str) -> None:
    text = pages(made(code))
    assert CATALOGS[code].t("Legal stay") in " ".join(text)
    assert 3 <= len(text) <= 6
    for page in PdfReader(BytesIO(made(code))).pages:
        assert all(MARGIN - 1 <= x <= WIDTH - MARGIN + 1 and 20 <= y <= HEIGHT - MARGIN for x, y in starts(page))


def starts(page: object) -> list[tuple[float, float]]:
    """Where each piece of text on a page begins, from its lower left corner."""
    found: list[tuple[float, float]] = []

    def visit(text: str, page: list[float], own: list[float], *_: object) -> None:
        if text.strip():
            x, y = own[4], own[5]
            found.append((page[0] * x + page[2] * y + page[4], page[1] * x + page[3] * y + page[5]))

    page.extract_text(visitor_text=visit)  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize(
    "summary", [week_summary(), empty_summary(), hidden_summary()], ids=["week", "empty", "hidden"]
)
def test_nothing_is_called_none_in_any_kind_of_period(summary: Summary) -> None:
    nobody_knows(pages(month_pdf(summary, (), EN)))


def nobody_knows(text: list[str]) -> None:
    assert not {"None", "nan", "inf"} & set(" ".join(text).split())
    assert MARK in " ".join(text)


def test_the_letters_are_whole_fonts_and_not_drawings() -> None:
    fonts = [page["/Resources"]["/Font"] for page in PdfReader(BytesIO(made())).pages]  # type: ignore[index]
    assert {str(font["/Subtype"]) for page in fonts for font in page.values()} == {"/Type0"}


def test_a_hidden_line_stands_under_the_mark_and_not_among_the_bars() -> None:
    summary = month_summary()
    (page,) = [page for page in pages(made()) if "What it was about" in page]
    withheld = page.rpartition(MARK)[2]
    assert all(line.count is not None or str(EN.t("Family")) in withheld for line in summary.categories)


def test_a_chapter_without_its_table_is_left_out() -> None:
    summary = month_summary()
    assert summary.month is not None
    bare = replace(summary, month=replace(summary.month, tables={}), quarter=None, hours=None, unmet=None, asked=())
    text = " ".join(pages(month_pdf(bare, releases(), EN)))
    assert "What it was about" in text
    for heading in ("Needs by region", "Needs by language", "When people ask", "You asked", "More exactly"):
        assert heading not in text


def test_the_same_summary_is_the_same_bytes_and_nothing_says_who_made_them_or_when() -> None:
    assert made() == month_pdf(month_summary(), releases(), EN)
    about = PdfReader(BytesIO(made())).metadata
    assert about is not None
    assert set(about) == {"/Title"}
    assert b"CreationDate" not in made()


def test_a_panel_for_which_there_is_no_room_begins_the_next_page() -> None:
    def panel(surface: Surface, y: float) -> float:
        surface.text(MARGIN, y, "word", 10)
        return y + 300

    with Paper("t", "foot") as paper:
        for _ in range(4):
            paper.add(panel)
    assert [page.count("word") for page in pages(paper.bytes())] == [2, 2]
    assert ["foot" in page for page in pages(paper.bytes())] == [True, True]


def test_weeks_are_added_up_only_where_all_of_them_show_the_number() -> None:
    summary, made = month_summary(), releases()
    weeks = [one.tables["waits"] for one in made if one.period.name in summary.release.period.weeks]
    total = whole_period(summary, made, "waits")
    assert total is not None
    for cell in total.cells:
        numbers = [week.get(*cell.codes) for week in weeks]
        assert cell.count == (None if None in numbers else sum(number or 0 for number in numbers))
    assert total.hidden_cells
    assert len(total.cells) > total.hidden_cells


def test_a_sum_without_one_of_its_weeks_is_not_shown() -> None:
    summary = month_summary()
    lacking = [one for one in releases() if one.period.name != summary.release.period.weeks[0]]
    assert whole_period(summary, lacking, "waits") is None
    assert whole_period(summary, releases(), "unknown") is None
