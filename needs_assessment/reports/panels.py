"""Panels of the PDF: headings, sentences, and bars that may stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from needs_assessment.release import Table
from needs_assessment.reports.bars import Bar, Place, draw_bars
from needs_assessment.reports.lists import TextRow, draw_list
from needs_assessment.reports.paper import BODY, Panel
from needs_assessment.reports.surface import Surface
from needs_assessment.reports.terms import MARK
from needs_assessment.reports.theme import LIGHT, PAGE
from needs_assessment.reports.wording import Words

_ROWS = 16
"""Of a long list in one panel."""
_NARROW = replace(PAGE, text=PAGE.small)
_BETWEEN = 24
"""Points between two blocks that stand beside each other."""


@dataclass(frozen=True)
class BarBlock:
    """Bars under a heading, and below them the names of what is hidden."""

    heading: str
    bars: Sequence[Bar]
    withheld: str
    names: float = 0.36
    """Share of the width that the names get."""


def headed(heading: str, panel: Panel) -> Panel:
    """A panel under a heading, which never stands alone at the end of a page."""

    def draw(surface: Surface, y: float) -> float:
        y = surface.paragraph(BODY.x, y, heading, PAGE.heading, BODY.width, bold=True) + PAGE.gap
        return panel(surface, y)

    return draw


def said(lines: Sequence[str], *, size: float = 1, color: str = LIGHT.ink) -> Panel:
    """Sentences, each a paragraph."""

    def draw(surface: Surface, y: float) -> float:
        for line in lines:
            y = surface.paragraph(BODY.x, y, line, size * PAGE.text, BODY.width, color=color) + PAGE.gap / 2
        return y

    return draw


def listed(heading: str, rows: Sequence[TextRow], place: Place) -> Iterator[Panel]:
    """A long list in two columns, cut into panels that fill what is left of a page."""
    for first in range(0, len(rows), _ROWS):
        part = partial(draw_list, place=place, rows=rows[first : first + _ROWS], columns=2)
        yield part if first else headed(heading, part)


def side_by_side(blocks: Sequence[BarBlock], words: Words) -> Panel:
    """Blocks of the same width, in one line; a single one takes it all."""
    wide = (BODY.width - (len(blocks) - 1) * _BETWEEN) / max(1, len(blocks))

    def draw(surface: Surface, y: float) -> float:
        sizes = PAGE if len(blocks) == 1 else _NARROW
        places = (Place(BODY.x + number * (wide + _BETWEEN), wide, sizes) for number in range(len(blocks)))
        return max([_draw_block(surface, y, place, block, words) for place, block in zip(places, blocks, strict=True)])

    return draw


def block_of(table: Table | None, heading: str, words: Words) -> list[BarBlock]:
    """A table of one dimension in its own order; nothing where it is missing or empty."""
    if table is None or all(cell.count == 0 for cell in table.cells):
        return []
    named = [(words.name(cell.codes[0], table.dims[0]), cell.count) for cell in table.cells]
    withheld = ", ".join(name for name, count in named if count is None)
    bars = [Bar(name, count) for name, count in named if count]
    return [BarBlock(heading, bars, f"{MARK} {withheld}" if withheld else "", names=0.48)]


def _draw_block(surface: Surface, y: float, place: Place, block: BarBlock, words: Words) -> float:
    y = surface.paragraph(place.x, y, block.heading, PAGE.heading, place.width, bold=True) + PAGE.gap
    y = draw_bars(surface, y, replace(place, beside=block.names * place.width), block.bars, words)
    return surface.paragraph(place.x, y, block.withheld, PAGE.small, place.width, color=LIGHT.muted)
