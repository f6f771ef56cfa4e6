"""Weeks full of requests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from needs_assessment import Outcome, count_request
from storage import Database

CountMany = Callable[..., Awaitable[None]]


@pytest.fixture
def count_many(database: Database) -> CountMany:
    """`count_many(20, "CON.PAS", "uz")` counts twenty requests alike."""

    async def count(
        n: int,
        category: str | None,
        language: str = "uz",
        outcome: Outcome = Outcome.ANSWERED,
        week: str = "2026-W47",
    ) -> None:
        async with database.write() as tx:
            for _ in range(n):
                await count_request(tx, week=week, category=category, language=language, outcome=outcome)

    return count
