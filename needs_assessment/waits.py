"""The buckets in which waiting and handling times are counted, so that no row holds one person's minutes."""

from __future__ import annotations

BUCKETS = (2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 480, 720, 1440)
"""Upper ends in minutes; the last row takes what was longer."""
LONGER = "longer"


def bucket_of(minutes: float) -> str:
    """The row in which a time counts."""
    return next((str(end) for end in BUCKETS if minutes <= end), LONGER)
