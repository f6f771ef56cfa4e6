"""How a request ended."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """One of these for every request; the value is the code in the counters."""

    ANSWERED = "answered"
    CHOSEN = "chosen"
    """Several answers fitted, and the person was shown them to choose from."""
    UNMET = "unmet"
    """The hotline had no answer."""
    ESCALATED = "escalated"
    """Passed on to an operator."""
    ANSWERED_BY_OPERATOR = "answered_by_operator"
    ABANDONED = "abandoned"
    UNHELPFUL = "unhelpful"
