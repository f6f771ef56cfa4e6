"""The font of our pictures: how wide a text is in it, and where its lines break."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags

LINE = 1.28
"""Height of a line of text, in font sizes."""
_MEASURED_AT = 100
_FONTS = Path(mpl.get_data_path(), "fonts", "ttf")
FONT, BOLD_FONT = _FONTS / "DejaVuSans.ttf", _FONTS / "DejaVuSans-Bold.ttf"
"""They come with matplotlib, and have every letter of our languages; those of the machine are not asked."""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Of a line of text, in points; without kerning, so a little more than it is."""
    return sum(_advance(letter, bold) for letter in text) * size


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Lines that fit into a width; a word that is longer than a line is divided."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if width_of(longer, size, bold=bold) <= width:
            lines[-1:] = [longer]
        else:
            lines += _divided(word, size, width, bold=bold)
    return lines


def _divided(word: str, size: float, width: float, *, bold: bool) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and width_of(parts[-1] + letter, size, bold=bold) > width:
            parts.append("")
        parts[-1] += letter
    return parts


@cache
def _advance(letter: str, bold: bool) -> float:
    font = get_font(str(BOLD_FONT if bold else FONT))
    font.set_size(_MEASURED_AT, 72)
    glyph = font.load_char(ord(letter), LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 65536 / _MEASURED_AT
