"""The limit of time: the only clock in this room, and it comes in as an argument."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


class OutOfTime(Exception):
    """No proof was found in time."""


@dataclass(frozen=True)
class Watch:
    """Counts down the seconds of one attempt."""

    clock: Callable[[], float]
    end: float

    def left(self) -> float:
        """The seconds that are left. Raises OutOfTime when none are."""
        left = self.end - self.clock()
        if left <= 0:
            raise OutOfTime
        return left
