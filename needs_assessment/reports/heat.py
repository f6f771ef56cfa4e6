"""Heat maps: a table of two dimensions as coloured cells with numbers; a hidden one is hatched and has the mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from needs_assessment.reports.bars import Place
from needs_assessment.reports.lettering import LINE, width_of, wrap
from needs_assessment.reports.surface import Surface
from needs_assessment.reports.theme import between, readable_on
from needs_assessment.reports.wording import Words

_CLIMB = 0.82
"""Sine of the 55 degrees at which the names of columns climb."""


@dataclass(frozen=True)
class Grid:
    """What is drawn: names of rows and columns, and the numbers, row by row; None where hidden."""

    rows: Sequence[str]
    columns: Sequence[str]
    numbers: Sequence[Sequence[int | None]]
    climbing: bool = False
    """Long names of columns climb, so that they need no width."""

    @property
    def most(self) -> int:
        """The greatest number."""
        return max((number for row in self.numbers for number in row if number), default=1)


def draw_heat(surface: Surface, y: float, place: Place, grid: Grid, words: Words) -> float:
    """The grid from `y` down; gives where it ends."""
    wide = (place.width - place.beside - _overhang(place, grid)) / len(grid.columns)
    y = _draw_head(surface, y, place, grid, wide)
    for name, numbers in zip(grid.rows, grid.numbers, strict=True):
        label = wrap(name, place.sizes.small, place.beside - place.sizes.gap)
        high = max(len(label) * LINE + 0.3, 1.9) * place.sizes.small
        middle = y + (high - len(label) * LINE * place.sizes.small) / 2
        surface.paragraph(place.x, middle, name, place.sizes.small, place.beside - place.sizes.gap)
        for column, number in enumerate(numbers):
            _draw_cell(surface, (place.x + place.beside + column * wide, y), (wide, high), number, grid, place, words)
        y += high
    return y + place.sizes.gap


def _overhang(place: Place, grid: Grid) -> float:
    """How far the names of columns climb beyond the last column, at most."""
    if not grid.climbing:
        return 0
    narrow = 0.8 * (place.width - place.beside) / len(grid.columns)
    reaches = (
        0.58 * width_of(name, place.sizes.small) - (back + 0.5) * narrow
        for back, name in enumerate(reversed(grid.columns))
    )
    return max(0.0, *reaches)


def _draw_head(surface: Surface, y: float, place: Place, grid: Grid, wide: float) -> float:
    small, left = place.sizes.small, place.x + place.beside
    if not grid.climbing:
        for column, name in enumerate(grid.columns):
            surface.text(left + (column + 0.5) * wide, y, name, small, align="center")
        return y + LINE * small * 1.1
    bottom = y + max(width_of(name, small) for name in grid.columns) * _CLIMB + small
    for column, name in enumerate(grid.columns):
        surface.turned(left + (column + 0.5) * wide + 0.25 * small, bottom - 0.3 * small, name, small)
    return bottom


def _draw_cell(
    surface: Surface,
    corner: tuple[float, float],
    extent: tuple[float, float],
    number: int | None,
    grid: Grid,
    place: Place,
    words: Words,
) -> None:
    theme, small = surface.theme, place.sizes.small
    (x, y), (wide, high), edge = corner, extent, small / 14
    color = theme.paper if not number else between(theme.least, theme.most, number / grid.most)
    surface.box(x + edge, y + edge, wide - 2 * edge, high - 2 * edge, color, hatched=number is None)
    middle = y + high / 2 - 0.6 * small
    if number is None:  # a plain ground under the mark, so that the hatching does not strike it through
        surface.box(x + wide / 2 - 0.55 * small, middle, 1.1 * small, 1.2 * small, theme.paper)
    ink = theme.muted if not number else readable_on(color)
    surface.text(x + wide / 2, middle, words.number(number), small, align="center", color=ink)
