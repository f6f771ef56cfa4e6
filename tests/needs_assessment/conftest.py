"""Weeks full of requests."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from needs_assessment import Audience, Outcome, Release, count_request, period
from needs_assessment.release import release_json
from storage import Database
from storage.tables import release as release_table

CountMany = Callable[..., Awaitable[None]]


@pytest.fixture
def count_many(database: Database) -> CountMany:
    """`count_many(20, "CON.PAS", "uz")` counts twenty requests alike."""

    async def count(
        n: int,
        category: str | None,
        language: str = "uz",
        outcome: Outcome = Outcome.ANSWERED,
        at: datetime = datetime(2026, 11, 18, 13, 30, tzinfo=UTC),
    ) -> None:
        async with database.write() as tx:
            for _ in range(n):
                await count_request(tx, at=at, category=category, language=language, outcome=outcome)

    return count


@pytest.fixture
async def released(database: Database) -> None:
    """Everything that is over by the end of November was released, without a number in it."""
    made_at = datetime(2026, 9, 1, tzinfo=UTC)
    names = [f"2026-W{number}" for number in range(40, 49)]
    async with database.write() as tx:
        for number, name in enumerate([*names, "2026-10", "2026-11"], 1):
            one = Release(Audience.COORDINATORS, period(name), number, 5, "1", made_at.date(), {})
            row = {"number": number, "audience": one.audience, "period": name, "made_at": made_at}
            await tx.execute(release_table.insert().values(**row, body=json.dumps(release_json(one))))
