"""Counting requests, in the transaction of the event: counters, never a row about anybody."""

from __future__ import annotations

from delivery import Turn
from handlers.house import House
from needs_assessment import Outcome, count_request


async def count(turn: Turn, house: House, language: str, outcome: Outcome, category: str | None = None) -> None:
    """One request more in each table that will be printed. `category` None: it could not be coded."""
    at = turn.now.astimezone(house.rules.zone)
    await count_request(turn.tx, at=at, category=category, language=language, outcome=outcome)
