"""The one place that reads the machine's clock; everybody else is given a `Clock`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment, aware and in UTC."""


def utc_now() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)
