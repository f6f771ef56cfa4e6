"""A sheet to draw on, measured in points from its upper left corner; becomes a PNG or a page of a PDF.

One pair of axes over the whole figure carries everything: no layout engine decides where a word goes. matplotlib is
used through its figures only (pyplot keeps global state), so several threads may draw, each on its own sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from needs_assessment.reports.lettering import BOLD_FONT, FONT, LINE, wrap
from needs_assessment.reports.theme import Theme, between

mpl.rcdefaults()  # a matplotlibrc of this machine must not change a report
mpl.rcParams["pdf.fonttype"] = 42  # whole letters, so that the text can be searched and copied

POINTS_PER_INCH = 72
_ASCENT = 0.93
Align = Literal["left", "center", "right"]
Point = tuple[float, float]


class Surface:
    """A sheet of a width; as high as what is drawn, unless a height is given when it is finished."""

    def __init__(self, width: float, theme: Theme) -> None:
        self.width = width
        self.theme = theme
        self._figure = Figure(facecolor=theme.paper, dpi=POINTS_PER_INCH)
        self._canvas = FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)

    def text(
        self, x: float, y: float, text: str, size: float, *, color: str = "", bold: bool = False, align: Align = "left"
    ) -> None:
        """One line; `y` is its upper edge."""
        font = FontProperties(fname=BOLD_FONT if bold else FONT, size=size)
        self._add(
            Text(
                x,
                y + _ASCENT * size,
                text,
                color=color or self.theme.ink,
                fontproperties=font,
                ha=align,
                va="baseline",
                parse_math=False,
            )
        )

    def turned(self, x: float, y: float, text: str, size: float, *, color: str = "") -> None:
        """One line that climbs from its lower left end, at 55 degrees."""
        font = FontProperties(fname=FONT, size=size)
        self._add(
            Text(
                x,
                y,
                text,
                color=color or self.theme.ink,
                fontproperties=font,
                ha="left",
                va="baseline",
                rotation=55,
                rotation_mode="anchor",
                parse_math=False,
            )
        )

    def paragraph(
        self, x: float, y: float, text: str, size: float, width: float, *, color: str = "", bold: bool = False
    ) -> float:
        """Text in as many lines as it needs; gives where it ends."""
        for line in wrap(text, size, width, bold=bold):
            self.text(x, y, line, size, color=color, bold=bold)
            y += LINE * size
        return y

    def box(self, x: float, y: float, width: float, height: float, color: str, *, hatched: bool = False) -> None:
        """A filled rectangle."""
        box = Rectangle((x, y), width, height, facecolor=color, linewidth=0)
        if hatched:
            box.set(hatch="////", edgecolor=between(self.theme.paper, self.theme.muted, 0.55))
            box.set_hatch_linewidth(0.8)
        self._add(box)

    def line(self, points: Sequence[Point], color: str, width: float = 2, *, dots: float = 0) -> None:
        """A line through points, each with a dot of that size."""
        across, down = zip(*points, strict=True)
        marker = {"marker": "o", "markersize": dots, "markeredgewidth": 0} if dots else {}
        self._add(Line2D(across, down, color=color, linewidth=width, solid_capstyle="butt", **marker))  # type: ignore[arg-type]

    def png(self, height: float) -> bytes:
        """The sheet as a picture of `width` x `height` pixels, with nothing said about who made it, or when."""
        self._finish(height)
        picture = BytesIO()
        self._canvas.print_png(picture, metadata={"Software": "Hamroh"})
        return picture.getvalue()

    def page(self, pages: PdfPages, height: float) -> None:
        """The sheet as the next page of a PDF."""
        self._finish(height)
        pages.savefig(self._figure, facecolor=self.theme.paper)

    def _add(self, artist: Text | Rectangle | Line2D) -> None:
        artist.set_clip_on(False)
        self._axes.add_artist(artist)

    def _finish(self, height: float) -> None:
        self._figure.set_size_inches(self.width / POINTS_PER_INCH, height / POINTS_PER_INCH)
        self._axes.set_ylim(height, 0)
