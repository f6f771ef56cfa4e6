"""Names with their numbers as plain lists, and figures in large type: drawn on a surface, like bars."""

from __future__ import annotations

from collections.abc import Sequence

from needs_assessment.reports.bars import Place
from needs_assessment.reports.lettering import LINE, width_of, wrap
from needs_assessment.reports.surface import Surface

TextRow = tuple[str, str]
"""A name, and what stands at its right."""
_TILES = 3


def draw_list(surface: Surface, y: float, place: Place, rows: Sequence[TextRow], columns: int = 1) -> float:
    """The rows, down each column in turn."""
    wide = (place.width - (columns - 1) * 3 * place.sizes.gap) / columns
    each = -(-len(rows) // columns)
    ends = [y]
    for number, first in enumerate(range(0, len(rows), each or 1)):
        column = Place(place.x + number * (wide + 3 * place.sizes.gap), wide, place.sizes)
        ends.append(_draw_column(surface, y, column, rows[first : first + each]))
    return max(ends)


def _draw_column(surface: Surface, y: float, place: Place, rows: Sequence[TextRow]) -> float:
    sizes = place.sizes
    for row in rows:
        y = _draw_row(surface, y, place, row) + sizes.gap / 3
        surface.line([(place.x, y), (place.x + place.width, y)], surface.theme.faint, sizes.small / 15)
        y += sizes.gap / 3
    return y


def _draw_row(surface: Surface, y: float, place: Place, row: TextRow) -> float:
    (name, figure), size = row, place.sizes.small
    room = place.width - width_of(figure, size, bold=True) - 2 * place.sizes.gap
    if room < place.width / 3:
        y = surface.paragraph(place.x, y, name, size, place.width)
        return surface.paragraph(place.x, y, figure, size, place.width, bold=True)
    surface.text(place.x + place.width, y, figure, size, bold=True, align="right")
    return surface.paragraph(place.x, y, name, size, room)


def draw_tiles(surface: Surface, y: float, place: Place, rows: Sequence[TextRow]) -> float:
    """Key figures: the number large, its name below, three in a line."""
    wide = place.width / _TILES
    for first in range(0, len(rows), _TILES):
        line = rows[first : first + _TILES]
        ends = [_draw_tile(surface, y, place, place.x + column * wide, row) for column, row in enumerate(line)]
        y = max(ends) + place.sizes.gap
    return y


def _draw_tile(surface: Surface, y: float, place: Place, x: float, row: TextRow) -> float:
    name, figure = row
    sizes, wide = place.sizes, place.width / _TILES - 2 * place.sizes.gap
    size = sizes.title if len(wrap(figure, sizes.title, wide, bold=True)) == 1 else sizes.heading
    surface.text(x, y + (sizes.title - size) * LINE, figure, size, bold=True, color=surface.theme.most)
    return surface.paragraph(x, y + sizes.title * LINE, name, sizes.small, wide, color=surface.theme.muted)
