"""Pages of a PDF that are filled from above: a panel that does not fit any more begins the next page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from types import TracebackType

from matplotlib.backends.backend_pdf import PdfPages

from needs_assessment.reports.bars import Place
from needs_assessment.reports.surface import Surface
from needs_assessment.reports.theme import LIGHT, PAGE

WIDTH, HEIGHT = 595.28, 841.89
"""A4, in points."""
MARGIN = 48
FOOT = 40
BODY = Place(MARGIN, WIDTH - 2 * MARGIN, PAGE)
Panel = Callable[[Surface, float], float]
"""Draws something from a `y` down, and gives where it ends."""


class Paper(AbstractContextManager["Paper"]):
    """A PDF in the making. Nothing in it says who made it, or when: the same pages are the same bytes."""

    def __init__(self, title: str, foot: str) -> None:
        self._made = BytesIO()
        unsaid = dict.fromkeys(("Creator", "Producer", "CreationDate"))
        self._pages = PdfPages(self._made, metadata={"Title": title, **unsaid})
        self._foot = foot
        self._number = 0
        self._surface: Surface | None = None
        self._y = float(MARGIN)

    def add(self, panel: Panel) -> None:
        """Draw a panel where there is room for it; one that is higher than a page runs out of it at the bottom."""
        height = panel(Surface(WIDTH, LIGHT), 0)
        if self._surface is None or self._y + height > HEIGHT - MARGIN - FOOT / 2:
            self.turn()
        assert self._surface is not None
        self._y = panel(self._surface, self._y) + 2.6 * PAGE.gap

    def turn(self) -> None:
        """Begin a new page."""
        self._finish()
        self._surface, self._y, self._number = Surface(WIDTH, LIGHT), float(MARGIN), self._number + 1

    def bytes(self) -> bytes:
        """The whole, once it has been left."""
        return self._made.getvalue()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._finish()
        self._pages.close()

    def _finish(self) -> None:
        if self._surface is None:
            return
        muted = LIGHT.muted
        self._surface.text(MARGIN, HEIGHT - FOOT, self._foot, PAGE.small, color=muted)
        self._surface.text(WIDTH - MARGIN, HEIGHT - FOOT, str(self._number), PAGE.small, color=muted, align="right")
        self._surface.page(self._pages, HEIGHT)
