"""The pictures for a chat: readable in every language, the same bytes every time, and silent about who made them."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import matplotlib.image
import numpy as np
import pytest
from matplotlib.font_manager import get_font
from summaries import EMERGING, hidden_summary, month_summary, week_summary

from locales import Catalogs
from needs_assessment.names import AGE_NAMES, CATEGORY_NAMES, LANGUAGE_NAMES, REGION_NAMES
from needs_assessment.reports.bars import Place, draw_bars, draw_trends
from needs_assessment.reports.chart import MARGIN, WIDTH, greatest_trends, month_chart, week_chart
from needs_assessment.reports.heat import Grid, draw_heat
from needs_assessment.reports.lettering import BOLD_FONT, FONT, width_of, wrap
from needs_assessment.reports.summary import Summary, Trend
from needs_assessment.reports.surface import Surface
from needs_assessment.reports.terms import ARROWS, MARK
from needs_assessment.reports.theme import DARK, LIGHT, PHONE, Theme, between, contrast, readable_on
from needs_assessment.reports.wording import Words
from needs_assessment.tables import table_specs

CATALOGS = Catalogs.load()
EN = CATALOGS["en"]
THEMES = {"light": LIGHT, "dark": DARK}
LONGEST = sorted({*CATEGORY_NAMES.values(), *LANGUAGE_NAMES.values(), *REGION_NAMES.values(), *AGE_NAMES.values()})


def pixels(png: bytes) -> np.ndarray:
    """Rows of red, green and blue, 0 to 255."""
    return (matplotlib.image.imread(BytesIO(png))[:, :, :3] * 255).round().astype(int)


def has(png: bytes, color: str) -> bool:
    """Whether something is drawn in exactly this colour."""
    return bool((pixels(png) == list(bytes.fromhex(color[1:]))).all(axis=2).any())


def texts_of(png: bytes) -> list[bytes]:
    """The chunks of a PNG that hold words or times."""
    found, place = [], 8
    while place < len(png):
        length = int.from_bytes(png[place : place + 4])
        if png[place + 4 : place + 8] in (b"tEXt", b"iTXt", b"zTXt", b"tIME", b"eXIf"):
            found.append(png[place + 8 : place + 8 + length])
        place += 12 + length
    return found


@pytest.mark.parametrize("make", [week_chart, month_chart])
def test_a_picture_is_as_wide_as_a_phone_wants_it_and_upright(make: object) -> None:
    summary = week_summary() if make is week_chart else month_summary()
    high, wide, _ = pixels(make(summary, EN)).shape  # type: ignore[operator]
    assert wide == WIDTH
    assert 1.2 * wide < high < 3 * wide, "Telegram takes up to 20 times, a phone shows about two"


def test_the_same_summary_is_the_same_bytes_also_when_threads_draw_side_by_side() -> None:
    summary = week_summary()
    alone = week_chart(summary, EN)
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda _: week_chart(summary, EN), range(4)))
    assert set(together) == {alone}


def test_a_picture_says_neither_when_nor_by_whom_it_was_made() -> None:
    assert texts_of(week_chart(week_summary(), EN)) == [b"Software\0Hamroh"]


@pytest.mark.parametrize("code", CATALOGS.languages)
def test_nothing_runs_out_of_the_picture_in_any_language(code: str) -> None:
    speech = CATALOGS[code]
    for png, theme in (
        (week_chart(week_summary(), speech), LIGHT),
        (month_chart(month_summary(), speech, dark=True), DARK),
    ):
        picture = pixels(png)
        edge = np.concatenate([picture[:, : MARGIN // 3], picture[:, -MARGIN // 3 :]], axis=1)
        assert (edge == list(bytes.fromhex(theme.paper[1:]))).all(), f"something is cut in {code}"


@pytest.mark.parametrize("code", CATALOGS.languages)
@pytest.mark.parametrize("width", [120, 400])
def test_a_long_name_is_wrapped_and_nothing_of_it_is_lost(code: str, width: float) -> None:
    for english in LONGEST:
        name = Words(CATALOGS[code]).t(english)
        lines = wrap(name, 31, width)
        assert "".join(lines).replace(" ", "") == "".join(name.split())
        assert all(width_of(line, 31) <= width for line in lines)


@pytest.mark.parametrize("font", [FONT, BOLD_FONT])
def test_the_font_has_every_letter_of_every_catalog(font: object) -> None:
    known = set(get_font(str(font)).get_charmap())
    said = "".join(
        f"{speech.t(message)}{speech.number(1234567)}{speech.own_name}" for speech in CATALOGS for message in LONGEST
    )
    catalogs = "".join(message for speech in CATALOGS for message in speech._interface._catalog.values())  # type: ignore[attr-defined]
    letters = {letter for letter in said + catalogs if unicodedata.category(letter)[0] in "LMNZ"}
    ours = set("oʻgʻғқҳӯӣҷңөүäýžşňәіұһ" + MARK + "".join(ARROWS.values()) + "≤–·∗")
    assert {letter for letter in letters | ours if ord(letter) not in known} == set()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_words_and_bars_stand_out_from_the_paper(theme: Theme) -> None:
    for color in (theme.ink, theme.muted, theme.up, theme.down):
        assert contrast(color, theme.paper) >= 4.5  # WCAG 2.2, 1.4.3
    assert contrast(theme.bar, theme.paper) >= 3  # 1.4.11
    cells = [between(theme.least, theme.most, share / 20) for share in range(21)]
    assert min(contrast(readable_on(color), color) for color in cells) >= 4.5


def test_only_a_real_change_has_a_colour() -> None:
    changed = week_chart(week_summary(), EN)
    usual = week_chart(without_changes(week_summary()), EN)
    assert has(changed, LIGHT.up)
    assert has(changed, LIGHT.down)
    assert not has(usual, LIGHT.up)
    assert not has(usual, LIGHT.down)


def without_changes(summary: Summary) -> Summary:
    lines = tuple(replace(line, change=summary.total_change) for line in summary.categories)
    return replace(summary, categories=lines, emerging=())


def test_what_emerges_is_said_above_the_bars() -> None:
    calm = replace(week_summary(), emerging=())
    assert len(pixels(week_chart(week_summary(), EN))) > len(pixels(week_chart(calm, EN)))
    assert any(line.code == EMERGING for line in calm.categories)


@pytest.mark.parametrize("total", [0, None])
def test_a_week_without_a_number_says_so_instead_of_drawing(total: int | None) -> None:
    picture = week_chart(replace(week_summary(), total=total, emerging=()), EN)
    assert not has(picture, LIGHT.bar)
    assert len(pixels(picture)) < WIDTH


def test_a_preview_is_called_one() -> None:
    summary = week_summary()
    preview = replace(summary, release=replace(summary.release, running=True))
    assert len(pixels(week_chart(preview, EN))) > len(pixels(week_chart(summary, EN)))


def test_a_line_has_a_gap_where_a_number_is_hidden_and_still_shows_a_lonely_week() -> None:
    place = Place(0, 800, PHONE, beside=100)
    whole, gap = Surface(800, LIGHT), Surface(800, LIGHT)
    draw_trends(whole, 0, place, [Trend("CON", (10,) * 9)], Words(EN))
    draw_trends(gap, 0, place, [Trend("CON", (10, 10, 10, None, 10, None, 10, 10, 10))], Words(EN))
    drawn = [
        (pixels(one.png(100)) == list(bytes.fromhex(LIGHT.bar[1:]))).all(axis=2).any(axis=0) for one in (whole, gap)
    ]
    columns = [int(np.diff(line.astype(int)).clip(0).sum()) for line in drawn]
    assert columns == [1, 3]


def test_a_hidden_cell_is_hatched_and_has_no_shade_of_its_own() -> None:
    place = Place(0, 600, PHONE, beside=100)
    pictures = []
    for number in (None, 0):
        surface = Surface(600, LIGHT)
        draw_heat(surface, 0, place, Grid(["CON"], ["ru", "uz"], [[number, 40]]), Words(EN))
        pictures.append(surface.png(120))
    hatch = between(LIGHT.paper, LIGHT.muted, 0.55)
    assert has(pictures[0], hatch)
    assert not has(pictures[1], hatch)


def test_the_trends_are_of_the_greatest_needs_and_not_of_what_could_not_be_coded() -> None:
    summary = week_summary()
    assert [trend.code for trend in greatest_trends(summary)] == ["CON", "LEG", "HEA", "WRK", "MON"]
    first = next(line for line in summary.categories if line.code == "CON")
    most = tuple(replace(first, code="OTH.UNC") if line.code == "OTH.UNC" else line for line in summary.categories)
    assert all(trend.code != "OTH.UNC" for trend in greatest_trends(replace(summary, categories=most)))


def test_a_month_without_a_sum_still_shows_its_own_tables() -> None:
    blank = replace(month_summary(), total=None, usual_total=None, categories=hidden_summary().categories, emerging=())
    assert has(month_chart(blank, EN), LIGHT.most)


def test_a_single_week_is_no_line() -> None:
    first = replace(week_summary(), trends=(Trend("CON", (None,) * 11 + (40,)), Trend("LEG", (None, 7, None, 9))))
    assert [trend.code for trend in greatest_trends(first)] == ["LEG"]


def test_every_table_has_a_name() -> None:
    assert [name for name in table_specs() if Words(EN).table(name) == name] == []


def test_bars_without_a_number_take_no_room() -> None:
    assert draw_bars(Surface(100, LIGHT), 7, Place(0, 100, PHONE), [], Words(EN)) == 7
