"""Verdicts on answers: counted by quarter, read as sums of the present text, never of few readers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from needs_assessment import UnknownCode, Verdict, asked_a_person, rate, went_to_a_person, worst_rated
from storage import Database
from storage.retention import Keep, expire, quarter

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def rated(database: Database, entry: str, verdict: Verdict, n: int, revision: str = "now") -> None:
    async with database.write() as tx:
        for at in range(n):
            language = ("uz", "tg", "ru")[at % 3]
            await rate(tx, NOW, entry=entry, revision=revision, language=language, verdict=verdict)


async def test_the_worst_come_first_and_those_rated_by_few_not_at_all(database: Database) -> None:
    for entry, up, down in (("good", 9, 1), ("bad", 2, 8), ("few", 0, 4), ("liked", 9, 0)):
        await rated(database, entry, Verdict.UP, up)
        await rated(database, entry, Verdict.DOWN, down)
    async with database.read() as tx:
        found = await worst_rated(tx, dict.fromkeys(("good", "bad", "few", "liked"), "now"), least=5)
    assert [(one.entry, one.up, one.down) for one in found] == [("bad", 2, 8), ("good", 9, 1)]


async def test_a_reason_that_few_gave_is_left_out(database: Database) -> None:
    await rated(database, "bad", Verdict.DOWN, 9)
    await rated(database, "bad", Verdict.UNCLEAR, 6)
    await rated(database, "bad", Verdict.OUT_OF_DATE, 3)
    async with database.read() as tx:
        (found,) = await worst_rated(tx, {"bad": "now"}, least=5)
    assert found.reasons == {Verdict.UNCLEAR: 6}


async def test_what_was_said_of_an_older_text_does_not_count(database: Database) -> None:
    await rated(database, "bad", Verdict.DOWN, 9, revision="old")
    async with database.read() as tx:
        assert await worst_rated(tx, {"bad": "now"}, least=5) == []


async def test_cases_opened_from_answers_are_told_by_broad_category(database: Database) -> None:
    categories = {"violence-home": "PRO.GBV", "wages-unpaid": "WRK.WAG", "job-fraud": "WRK.REC", "scams": "MON.TRF"}
    async with database.write() as tx:
        for entry, n in (("violence-home", 7), ("wages-unpaid", 4), ("job-fraud", 4), ("scams", 4), ("gone", 9)):
            for _ in range(n):
                await went_to_a_person(tx, NOW, entry=entry, revision="now", language="uz")
        assert await asked_a_person(tx, categories, least=5) == ["WRK", "PRO"]
        assert await worst_rated(tx, dict.fromkeys(categories, "now"), least=5) == []


async def test_a_language_without_a_catalog_is_refused(database: Database) -> None:
    async with database.write() as tx:
        with pytest.raises(UnknownCode):
            await rate(tx, NOW, entry="scams", revision="now", language="xx", verdict=Verdict.UP)


async def test_ratings_end_after_two_years(database: Database) -> None:
    await rated(database, "old", Verdict.UP, 1)
    async with database.write() as tx:
        assert (await expire(tx, NOW + timedelta(days=700), Keep()))["answer_rating"] == 0
        assert (await expire(tx, NOW + timedelta(days=900), Keep()))["answer_rating"] == 1


@pytest.mark.parametrize(("month", "name"), [(1, "2026-Q1"), (3, "2026-Q1"), (4, "2026-Q2"), (12, "2026-Q4")])
def test_quarters(month: int, name: str) -> None:
    assert quarter(datetime(2026, month, 1, tzinfo=UTC)) == name
