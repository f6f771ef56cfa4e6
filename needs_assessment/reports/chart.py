"""The picture of a week or month for a chat: 1,080 pixels wide, as high as it needs, in type for a phone."""

from __future__ import annotations

from locales import Speech
from needs_assessment.categories import UNCODED
from needs_assessment.reports.bars import Place, bar_of, draw_bars, draw_trends
from needs_assessment.reports.grids import two_way
from needs_assessment.reports.heat import draw_heat
from needs_assessment.reports.sentences import (
    draws_requests,
    growing_line,
    hidden_names,
    method_lines,
    unfinished,
    usual_total,
    without_total,
)
from needs_assessment.reports.summary import Summary, Trend, ranked
from needs_assessment.reports.surface import Surface
from needs_assessment.reports.theme import DARK, LIGHT, PHONE
from needs_assessment.reports.wording import Words

WIDTH = 1080
MARGIN = 56
TOP_TRENDS = 5
_INNER = WIDTH - 2 * MARGIN
_BARS = Place(MARGIN, _INNER, PHONE)
_TRENDS = Place(MARGIN, _INNER, PHONE, beside=400)
_HEAT = Place(MARGIN, _INNER, PHONE, beside=390)


def week_chart(summary: Summary, speech: Speech, *, dark: bool = False) -> bytes:
    """A PNG of a week: total, needs against the usual, what emerges, the last twelve weeks of the greatest needs.

    Slow (about half a second): call it in a thread.
    """
    words = Words(speech)
    surface = Surface(WIDTH, DARK if dark else LIGHT)
    y = _draw_top(surface, summary, words)
    if draws_requests(summary):
        y = _draw_needs(surface, y, summary, words)
        y = _draw_last_weeks(surface, y, summary, words)
    return surface.png(_draw_method(surface, y, summary, words))


def month_chart(summary: Summary, speech: Speech, *, dark: bool = False) -> bytes:
    """A PNG of a month: total, needs, and which language needs what. Slow: call it in a thread."""
    words = Words(speech)
    surface = Surface(WIDTH, DARK if dark else LIGHT)
    y = _draw_top(surface, summary, words)
    if draws_requests(summary):
        y = _draw_needs(surface, y, summary, words)
        y = _draw_languages(surface, y, summary, words)
    return surface.png(_draw_method(surface, y, summary, words))


def greatest_trends(summary: Summary) -> list[Trend]:
    """The lines over twelve weeks of the greatest needs, the greatest first; a single week is no line."""
    trends = {trend.code: trend for trend in summary.trends if len(trend.counts) - trend.counts.count(None) > 1}
    codes = [line.code for line in ranked(summary.categories) if line.code != UNCODED]
    return [trends[code] for code in codes if code in trends][:TOP_TRENDS]


def _draw_top(surface: Surface, summary: Summary, words: Words) -> float:
    theme, period = surface.theme, summary.release.period
    y = surface.paragraph(MARGIN, MARGIN, words.title(period), PHONE.title, _INNER, bold=True)
    y = surface.paragraph(MARGIN, y, words.dates(period), PHONE.text, _INNER, color=theme.muted) + PHONE.gap
    warning = unfinished(summary, words)
    if warning is not None:
        y = surface.paragraph(MARGIN, y, warning, PHONE.text, _INNER, color=theme.up, bold=True) + PHONE.gap
    return _draw_emerging(surface, _draw_total(surface, y, summary, words), summary, words)


def _draw_total(surface: Surface, y: float, summary: Summary, words: Words) -> float:
    total = without_total(summary, words) or words.n("{n} request.", "{n} requests.", summary.total or 0)
    y = surface.paragraph(MARGIN, y, total, PHONE.heading, _INNER, bold=True)
    usual = usual_total(summary, words)
    return surface.paragraph(MARGIN, y, usual, PHONE.text, _INNER, color=surface.theme.muted) + PHONE.gap


def _draw_emerging(surface: Surface, y: float, summary: Summary, words: Words) -> float:
    if not summary.emerging:
        return y
    color, start = surface.theme.up, y
    x, width = MARGIN + 2 * PHONE.gap, _INNER - 2 * PHONE.gap
    y = surface.paragraph(x, y, words.t("Growing needs"), PHONE.text, width, color=color, bold=True)
    for need in summary.emerging:
        y = surface.paragraph(x, y, growing_line(need, words), PHONE.text, width)
    surface.box(MARGIN, start, PHONE.gap / 2, y - start, color)
    return y + PHONE.gap


def _draw_needs(surface: Surface, y: float, summary: Summary, words: Words) -> float:
    muted = surface.theme.muted
    y = _draw_heading(surface, y, words.table("category"))
    shown = ranked(summary.categories)
    if any(line.usual is not None for line in shown):
        surface.line([(MARGIN + 4, y + 5), (MARGIN + 4, y + PHONE.small * 1.2)], surface.theme.ink, 4)
        legend = words.t("The line across a bar is what is usual.")
        y = surface.paragraph(MARGIN + 22, y, legend, PHONE.small, _INNER - 22, color=muted) + PHONE.gap
    y = draw_bars(surface, y, _BARS, [bar_of(line, words, quiet=line.code == UNCODED) for line in shown], words)
    return surface.paragraph(MARGIN, y, hidden_names(summary.categories, words), PHONE.small, _INNER, color=muted)


def _draw_last_weeks(surface: Surface, y: float, summary: Summary, words: Words) -> float:
    trends = greatest_trends(summary)
    if not trends:
        return y
    y = _draw_heading(surface, y, words.t("How the needs went"))
    return draw_trends(surface, y, _TRENDS, trends, words)


def _draw_languages(surface: Surface, y: float, summary: Summary, words: Words) -> float:
    table = summary.month.tables.get("by_language") if summary.month else None
    grid = two_way(table, words) if table else None
    if grid is None or not grid.rows:
        return y
    y = _draw_heading(surface, y, words.table("by_language"))
    return draw_heat(surface, y, _HEAT, grid, words)


def _draw_heading(surface: Surface, y: float, heading: str) -> float:
    return surface.paragraph(MARGIN, y + 1.5 * PHONE.gap, heading, PHONE.heading, _INNER, bold=True) + PHONE.gap


def _draw_method(surface: Surface, y: float, summary: Summary, words: Words) -> float:
    theme = surface.theme
    y += 1.5 * PHONE.gap
    surface.line([(MARGIN, y), (WIDTH - MARGIN, y)], theme.faint)
    y += PHONE.gap
    for line in method_lines(summary, words):
        y = surface.paragraph(MARGIN, y, line, PHONE.small, _INNER, color=theme.muted) + PHONE.gap / 4
    return y + MARGIN / 2
