"""Bars with their numbers, and lines over weeks: drawn on a surface from a `y` down; each gives where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from needs_assessment.reports.lettering import LINE, width_of, wrap
from needs_assessment.reports.summary import Change, Compared, Trend
from needs_assessment.reports.surface import Point, Surface
from needs_assessment.reports.terms import ARROWS
from needs_assessment.reports.theme import Sizes, between
from needs_assessment.reports.wording import Words


@dataclass(frozen=True)
class Bar:
    """A line of a table as it is drawn."""

    label: str
    count: int
    usual: float | None = None
    change: Change = Change.UNKNOWN
    quiet: bool = False
    """Drawn grey: what says nothing about needs."""

    @property
    def reach(self) -> float:
        """How far to the right something of it is drawn."""
        return max(self.count, self.usual or 0)


def bar_of(line: Compared, words: Words, *, quiet: bool = False) -> Bar:
    """A line with a printed number."""
    return Bar(words.name(line.code), line.count or 0, line.usual, line.change, quiet)


@dataclass(frozen=True)
class Place:
    """Where a panel stands, and in which sizes. `beside` 0: names stand above their bars, for narrow screens."""

    x: float
    width: float
    sizes: Sizes
    beside: float = 0


def draw_bars(surface: Surface, y: float, place: Place, bars: Sequence[Bar], words: Words) -> float:
    """The bars in their order, to one scale."""
    room = max((width_of(_figure(bar, words), place.sizes.text, bold=True) for bar in bars), default=0)
    room += 0.4 * place.sizes.text
    longest = max((bar.reach for bar in bars), default=0) or 1
    scale = (place.width - place.beside - room) / longest
    for bar in bars:
        y = _draw_bar(surface, y, place, bar, _figure(bar, words), scale)
    return y


def _draw_bar(surface: Surface, y: float, place: Place, bar: Bar, figure: str, scale: float) -> float:
    sizes, theme = place.sizes, surface.theme
    plain = between(theme.paper, theme.muted, 0.7) if bar.quiet else theme.bar
    color = {Change.UP: theme.up, Change.DOWN: theme.down}.get(bar.change, plain)
    x = place.x + place.beside
    ends = surface.paragraph(place.x, y, bar.label, sizes.text, (place.beside or place.width) - sizes.gap)
    top = y + (LINE * sizes.text - sizes.bar) / 2 if place.beside else ends + sizes.text * 0.12
    surface.box(x, top, bar.count * scale, sizes.bar, color)
    if bar.usual is not None:
        across, over = x + bar.usual * scale, sizes.bar / 4
        surface.line([(across, top - over), (across, top + sizes.bar + over)], theme.ink, sizes.bar / 7)
    surface.text(
        x + bar.reach * scale + 0.4 * sizes.text,
        top + sizes.bar / 2 - 0.6 * sizes.text,
        figure,
        sizes.text,
        bold=True,
        color=color if bar.change in (Change.UP, Change.DOWN) else theme.ink,
    )
    return max(ends, top + sizes.bar) + sizes.gap


def _figure(bar: Bar, words: Words) -> str:
    return f"{words.number(bar.count)} {ARROWS[bar.change]}".strip()


def draw_trends(surface: Surface, y: float, place: Place, trends: Sequence[Trend], words: Words) -> float:
    """A small line for each need, each to a scale of its own that begins at 0; a gap where a number is hidden."""
    for trend in trends:
        y = _draw_trend(surface, y, place, trend, words)
    return y


def _draw_trend(surface: Surface, y: float, place: Place, trend: Trend, words: Words) -> float:
    sizes, theme = place.sizes, surface.theme
    label = wrap(words.name(trend.code), sizes.small, place.beside - sizes.gap)
    height = max(len(label) * LINE * sizes.small, 2.6 * sizes.small)
    room = 3.2 * sizes.text
    left, right = place.x + place.beside, place.x + place.width - room
    surface.paragraph(place.x, y + (height - len(label) * LINE * sizes.small) / 2, words.name(trend.code), sizes.small,
                      place.beside - sizes.gap)  # fmt: skip
    surface.line([(left, y + height), (right, y + height)], theme.faint, sizes.bar / 12)
    for run in _runs(trend, left, right, y + height, height * 0.9):
        surface.line(run, theme.bar, sizes.bar / 6, dots=sizes.bar / 2.6)
    last = trend.counts[-1] if trend.counts else None
    surface.text(place.x + place.width, y + height / 2 - 0.6 * sizes.text, words.number(last), sizes.text, bold=True,
                 align="right")  # fmt: skip
    return y + height + sizes.gap


def _runs(trend: Trend, left: float, right: float, bottom: float, height: float) -> list[list[Point]]:
    """The points of the weeks that show a number; a new line after each gap."""
    most = max((count for count in trend.counts if count), default=1)
    step = (right - left) / max(1, len(trend.counts) - 1)
    points = [
        None if count is None else (left + step * week, bottom - height * count / most)
        for week, count in enumerate(trend.counts)
    ]
    return [[point for point in run if point] for shown, run in groupby(points, key=bool) if shown]
