"""The page that goes with the exchange files: what the numbers are, and what they are not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from string import Template

from needs_assessment.release import Audience, Release

_TEXT = Path(__file__).parent / "hxl_readme.txt"
_READERS = {
    Audience.COORDINATORS: "For the mission's coordinators. **Do not pass these files on**: for readers outside the "
    "mission there are files of their own, with a higher threshold.",
    Audience.OUTSIDE: "For readers outside the mission. They may be passed on, whole and with this page.",
}


def readme(releases: Sequence[Release]) -> str:
    """The page for releases of one audience, in the order of their periods; in English, without anybody's name."""
    cells = sum(len(table.cells) for one in releases for table in one.tables.values())
    return Template(_TEXT.read_text("utf-8")).substitute(
        readers=_READERS[releases[0].audience],
        first=min(one.period.weeks[0] for one in releases),
        last=max(one.period.weeks[-1] for one in releases),
        numbers=_range([one.number for one in releases]),
        thresholds=_range([one.k for one in releases]),
        series=releases[0].series,
        cells=f"{cells:,}",
        hidden=f"{sum(one.hidden_cells for one in releases):,}",
    )


def _range(numbers: Sequence[int]) -> str:
    least, largest = min(numbers), max(numbers)
    return str(least) if least == largest else f"{least} to {largest}"
