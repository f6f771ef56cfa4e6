"""The archive of releases: each is made once, in its order, by whoever is first, and never changed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from simulated_weeks import SimulatedHotline, counter_rows
from sqlalchemy import select

from needs_assessment import Audience, Outcome, Release, ThresholdTooLow, archive, count_request, make_due_release
from needs_assessment.archive import make_wanted_release, release_of, releases
from needs_assessment.periods import Kind, following, monday_of, month_of, period
from needs_assessment.release import LEAST_K
from storage import Database
from storage.tables import release as table
from storage.tables import request_count

MOSCOW = ZoneInfo("Europe/Moscow")
WEEKS = ("2026-W44", "2026-W45", "2026-W46", "2026-W47")
"""Of the month 2026-11."""
MONTH = [("coordinators", "2026-11"), ("outside", "2026-11")]


def after(week: str, **more: float) -> datetime:
    """When a week is over."""
    end = datetime.combine(monday_of(following(week)), datetime.min.time(), MOSCOW)
    return (end + timedelta(**more or {"hours": 1})).astimezone(UTC)


async def count(database: Database, *weeks: str, rate: int = 2000) -> None:
    """Many requests: few numbers have to be hidden, so that releases are made fast."""
    hotline = SimulatedHotline(rate)
    for week in weeks:
        hotline.count(week)
    async with database.write() as tx:
        await tx.execute(request_count.insert(), counter_rows(hotline.counters))


async def make_all(
    database: Database, now: datetime, thresholds: Mapping[Audience, int] = LEAST_K
) -> list[tuple[str, str]]:
    """Everything that is due; what there is then, in its order."""
    while await make_due_release(database, now, MOSCOW, thresholds):
        pass
    return [(str(one.audience), one.period.name) for one in await made(database)]


async def made(database: Database) -> list[Release]:
    async with database.read() as tx:
        return await releases(tx)


async def bodies(database: Database) -> list[tuple[int, str]]:
    """The bytes that are kept."""
    async with database.read() as tx:
        return [(row.number, row.body) for row in await tx.execute(select(table).order_by(table.c.number))]


@asynccontextmanager
async def another_process(database: Database) -> AsyncIterator[Database]:
    """The same database, opened by somebody else."""
    other = Database.at(database.url.render_as_string(hide_password=False))
    yield other
    await other.close()


@pytest.fixture
def in_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody keeps a release before two have made one: the tightest race there is."""
    barrier, real = threading.Barrier(2), archive.make_release

    def make(*given: Any, **options: Any) -> Any:
        done = real(*given, **options)
        barrier.wait()
        return done

    monkeypatch.setattr(archive, "make_release", make)


@pytest.mark.usefixtures("in_step")
async def test_two_schedulers_racing_make_each_release_once(database: Database) -> None:
    """They differ in their clocks, so that their releases differ: one is kept, the other forgotten, never both."""
    await count(database, *WEEKS)
    clocks = (after(WEEKS[-1]), after(WEEKS[-1], days=2))
    async with another_process(database) as other, asyncio.TaskGroup() as schedulers:
        for where, now in zip((database, other), clocks, strict=True):
            schedulers.create_task(make_all(where, now))
    found = await made(database)
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    weeks = [("coordinators", week) for week in WEEKS]
    assert [(str(one.audience), one.period.name) for one in found] == [*weeks, *MONTH]


@pytest.mark.usefixtures("in_step")
async def test_the_loser_of_a_race_has_what_the_first_has_kept(database: Database) -> None:
    await count(database, WEEKS[0])
    async with another_process(database) as other:
        async with asyncio.TaskGroup() as schedulers:
            for where, late in ((database, 1), (other, 30)):
                schedulers.create_task(make_due_release(where, after(WEEKS[0], hours=late), MOSCOW, LEAST_K))
        assert len(await bodies(database)) == 1
        assert await bodies(database) == await bodies(other)


async def test_a_crash_between_making_and_keeping_leaves_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await count(database, WEEKS[0])
    crashed, ready, real = threading.Event(), asyncio.Event(), archive.make_release
    loop = asyncio.get_running_loop()

    def make(*given: Any, **options: Any) -> Any:
        done = real(*given, **options)
        loop.call_soon_threadsafe(ready.set)
        crashed.wait()
        return done

    with monkeypatch.context() as patch:
        patch.setattr(archive, "make_release", make)
        async with asyncio.TaskGroup() as process:
            running = process.create_task(make_due_release(database, after(WEEKS[0]), MOSCOW, LEAST_K))
            await ready.wait()
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
            crashed.set()
    assert await bodies(database) == []
    assert await make_all(database, after(WEEKS[0])) == [("coordinators", WEEKS[0])]
    assert [number for number, _ in await bodies(database)] == [1]


async def test_after_weeks_of_downtime_everything_is_made_in_its_order(database: Database) -> None:
    """Nobody counted in W36: it comes as zeros. The quarter comes last, and what is running does not come."""
    weeks = period("2026-Q3").weeks
    await count(database, *(week for week in weeks if week != "2026-W36"), "2026-W40")
    expected = []
    for week in weeks:
        expected.append(("coordinators", week))
        if period(month_of(week)).weeks[-1] == week:
            expected += [("coordinators", month_of(week)), ("outside", month_of(week))]
    expected += [("coordinators", "2026-Q3"), ("outside", "2026-Q3")]
    assert await make_all(database, after(weeks[-1])) == expected
    found = await made(database)
    assert [one.number for one in found] == list(range(1, len(expected) + 1))
    assert next(one.total for one in found if one.period.name == "2026-W36") == 0
    assert await make_all(database, after(weeks[-1], days=6)) == expected


async def test_a_week_is_not_made_before_it_is_over_and_waited_for(database: Database) -> None:
    await count(database, WEEKS[0])
    assert await make_all(database, after(WEEKS[0], minutes=14)) == []
    assert await make_all(database, after(WEEKS[0], minutes=15)) == [("coordinators", WEEKS[0])]


async def test_what_was_kept_is_never_changed_by_what_is_counted_later(database: Database) -> None:
    """Requests are counted in the week of their end; should one ever come late, the printed week stands nevertheless.

    And the month goes on without the tables that no longer add up, and says so.
    """
    await count(database, *WEEKS)
    await make_all(database, after(WEEKS[2]))
    before = await bodies(database)
    await late_request(database, WEEKS[1])
    await make_all(database, after(WEEKS[3]))
    kept = await bodies(database)
    assert kept[: len(before)] == before
    async with database.read() as tx:
        month = await release_of(tx, Audience.COORDINATORS, "2026-11")
    assert month is not None
    assert "hours" in month.dropped
    assert "origin" in month.tables
    await late_request(database, WEEKS[3])
    assert not await make_due_release(database, after(WEEKS[3], days=3), MOSCOW, LEAST_K)
    for audience in Audience:
        wanted = (audience, period("2026-11"))
        await make_wanted_release(database, after(WEEKS[3], days=3), MOSCOW, LEAST_K, *wanted)
    assert await bodies(database) == kept


async def late_request(database: Database, week: str) -> None:
    async with database.write() as tx:
        at = datetime.combine(monday_of(week), datetime.min.time(), MOSCOW) + timedelta(days=2, hours=12)
        await count_request(tx, at=at, category="RET.BRD", language="ky", outcome=Outcome.UNMET)


async def test_a_threshold_that_was_raised_stays_raised(database: Database) -> None:
    await count(database, *WEEKS[:3])
    for week, ours in zip(WEEKS, (5, 8, 5), strict=False):
        await make_all(database, after(week), {Audience.COORDINATORS: ours, Audience.OUTSIDE: 10})
    found = await made(database)
    assert [one.k for one in found] == [5, 8, 8]
    shown = [cell.count for one in found[1:] for each in one.tables.values() for cell in each.cells if cell.count]
    assert min(shown) >= 8


async def test_a_threshold_under_the_least_makes_nothing(database: Database) -> None:
    await count(database, WEEKS[0])
    for too_low in ({Audience.COORDINATORS: 4, Audience.OUTSIDE: 10}, {Audience.COORDINATORS: 5, Audience.OUTSIDE: 9}):
        with pytest.raises(ThresholdTooLow):
            await make_all(database, after(WEEKS[0]), too_low)
    assert await bodies(database) == []


@pytest.mark.parametrize(("name", "code"), [("finer", "RET.BRD"), ("hours", "1-12"), ("by_language", "RET")])
async def test_a_table_whose_counters_do_not_add_up_is_left_out_and_named(
    database: Database, name: str, code: str
) -> None:
    """As when a table came into the list in the middle of a month."""
    await count(database, *WEEKS)
    await spoil(database, name, code)
    await make_all(database, after(WEEKS[-1]))
    months = [one for one in await made(database) if one.period.kind is Kind.MONTH]
    assert [str(one.audience) for one in months] == ["coordinators", "outside"]
    for month in months:
        assert month.dropped == (name,)
        assert name not in month.tables
        assert {"finer", "hours", "unmet", "by_language"} - {name} <= set(month.tables)


async def spoil(database: Database, name: str, code: str) -> None:
    mine = {"table_name": name, "period": "2026-11", "code": code}
    async with database.write() as tx:
        row = (await tx.execute(select(request_count).filter_by(**mine).limit(1))).one()
        more = request_count.update().filter_by(**mine, code2=row.code2)
        await tx.execute(more.values(n=row.n + 1))
