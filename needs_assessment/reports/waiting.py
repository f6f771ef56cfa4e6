"""Median and 90th percentile of times that were counted in buckets, some of which are hidden."""

from __future__ import annotations

from collections.abc import Sequence

from needs_assessment.release import Table
from needs_assessment.reports.summary import Waits
from needs_assessment.service import ENOUGH
from needs_assessment.waits import BUCKETS

UNKNOWN = Waits(None, None, None)


def waits(tables: Sequence[tuple[Table | None, int]]) -> Waits:
    """How long it took in these weeks; each with its threshold, None where it was not released."""
    ranges = [_ranges(table, k) for table, k in tables if table is not None]
    if not ranges or len(ranges) < len(tables):
        return UNKNOWN
    least = [sum(low for low, _ in bucket) for bucket in zip(*ranges, strict=True)]
    most = [sum(high for _, high in bucket) for bucket in zip(*ranges, strict=True)]
    answered = sum(least) if least == most else None
    if sum(least) < ENOUGH:
        return Waits(answered, None, None)
    return Waits(answered, _percentile(least, most, 0.5), _percentile(least, most, 0.9))


def _ranges(table: Table, k: int) -> list[tuple[int, int]]:
    """What each bucket can have been. A number hidden to protect another is the least of those that are not small."""
    greatest = max(k - 1, min((cell.count for cell in table.cells if cell.count), default=0))
    return [(0, greatest) if cell.count is None else (cell.count, cell.count) for cell in table.cells]


def _percentile(least: Sequence[int], most: Sequence[int], share: float) -> int | None:
    """The end of the bucket; None where it depends on what is hidden, or was longer than any bucket."""
    lowest = _first_within(most, least, share)
    return lowest if lowest == _first_within(least, most, share) else None


def _first_within(up_to: Sequence[int], beyond: Sequence[int], share: float) -> int | None:
    """The first bucket within which `share` lies, with these numbers up to it and those beyond it."""
    for place, end in enumerate(BUCKETS):
        within = sum(up_to[: place + 1])
        if within and within >= share * (within + sum(beyond[place + 1 :])):
            return end
    return None
