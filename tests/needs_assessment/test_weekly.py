from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from needs_assessment import bind_chat, due_reports, settle_report, unbind_chat
from storage import Database
from storage.tables import release as release_table
from storage.tables import report_run

MOSCOW = ZoneInfo("Europe/Moscow")
pytestmark = pytest.mark.usefixtures("released")
CHAT, OTHER = -1001000000002, -1001000000003
LONG_AGO = datetime(2026, 9, 1, tzinfo=UTC)


def moscow(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=MOSCOW).astimezone(UTC)


async def bind(database: Database, *chats: int, at: datetime = LONG_AGO) -> None:
    async with database.write() as tx:
        for chat in chats:
            await bind_chat(tx, chat, "uz", at)


async def due(
    database: Database, now: datetime, *, weeks_only: bool = True, **schedule: object
) -> list[tuple[int, str]]:
    async with database.write() as tx:
        found = await due_reports(tx, now, MOSCOW, **schedule)  # type: ignore[arg-type]
    return [(one.chat_id, one.period.name) for one in found if "W" in one.period.name or not weeks_only]


async def test_each_chat_gets_the_report_on_monday_at_nine_and_once(database: Database) -> None:
    await bind(database, CHAT, OTHER)
    await due(database, moscow(22, 12))
    assert await due(database, moscow(23, 8, 59)) == []
    assert await due(database, moscow(23, 9)) == [(OTHER, "2026-W47"), (CHAT, "2026-W47")]
    assert await due(database, moscow(23, 9, 1)) == []
    assert await due(database, moscow(29, 23)) == []
    assert await due(database, moscow(30, 9)) == [(OTHER, "2026-W48"), (CHAT, "2026-W48")]


async def test_a_report_names_its_run_and_the_chats_language(database: Database) -> None:
    await bind(database, CHAT)
    async with database.write() as tx:
        (report, _) = await due_reports(tx, moscow(23, 9), MOSCOW)
        run = (await tx.execute(select(report_run).where(report_run.c.kind == "week"))).one()
    assert (report.run_id, report.language) == (run.id, "uz")
    assert (run.kind, run.period, run.chat_id, run.state) == ("week", "2026-W47", CHAT, "queued")


async def test_a_start_on_tuesday_makes_up_for_monday(database: Database) -> None:
    await bind(database, CHAT)
    assert await due(database, moscow(24, 15)) == [(CHAT, "2026-W47")]


async def test_after_weeks_of_downtime_only_the_last_week_comes(database: Database) -> None:
    await bind(database, CHAT)
    assert await due(database, moscow(3, 9)) == [(CHAT, "2026-W44")]
    assert await due(database, moscow(26, 9)) == [(CHAT, "2026-W47")]
    assert await due(database, moscow(27, 9)) == []


async def test_two_schedulers_racing_claim_a_report_once(database: Database) -> None:
    chats = [CHAT - number for number in range(5)]
    await bind(database, *chats)
    async with asyncio.TaskGroup() as schedulers:
        claims = [schedulers.create_task(due(database, moscow(23, 9))) for _ in range(4)]
    assert sorted(claim for task in claims for claim in task.result()) == sorted((chat, "2026-W47") for chat in chats)


async def test_a_claim_that_is_undone_is_due_again(database: Database) -> None:
    """A crash between the claim and the outbox's row undoes both."""
    await bind(database, CHAT)

    async def crash() -> None:
        async with database.write() as tx:
            assert len(await due_reports(tx, moscow(23, 9), MOSCOW)) == 2
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await crash()
    assert await due(database, moscow(23, 9, 1)) == [(CHAT, "2026-W47")]


async def test_no_week_that_ended_before_the_chat_was_bound(database: Database) -> None:
    await bind(database, CHAT, at=moscow(23, 0))
    await bind(database, OTHER, at=moscow(22, 23, 59))
    assert await due(database, moscow(23, 9)) == [(OTHER, "2026-W47")]
    assert await due(database, moscow(30, 9)) == [(OTHER, "2026-W48"), (CHAT, "2026-W48")]


async def test_a_chat_that_is_unbound_and_bound_again_gets_no_report_twice(database: Database) -> None:
    await bind(database, CHAT)
    assert len(await due(database, moscow(23, 9))) == 1
    async with database.write() as tx:
        await unbind_chat(tx, CHAT)
    await bind(database, CHAT)
    assert await due(database, moscow(23, 10)) == []


async def test_a_mission_chooses_day_and_time(database: Database) -> None:
    await bind(database, CHAT)
    schedule = {"at": time(17, 30), "weekday": 2}
    assert await due(database, moscow(25, 17, 29), **schedule) == []
    assert await due(database, moscow(25, 17, 30), **schedule) == [(CHAT, "2026-W47")]


async def test_midnight_waits_until_the_week_is_closed(database: Database) -> None:
    await bind(database, CHAT, at=moscow(16, 0))
    assert await due(database, moscow(23, 0), at=time(0)) == []
    assert await due(database, moscow(23, 0, 15), at=time(0)) == [(CHAT, "2026-W47")]


@pytest.mark.parametrize(("sent", "state"), [(True, "sent"), (False, "failed")])
async def test_only_the_first_word_about_a_report_counts(database: Database, sent: bool, state: str) -> None:
    await bind(database, CHAT)
    now = moscow(23, 9)
    async with database.write() as tx:
        (report, _) = await due_reports(tx, now, MOSCOW)
        assert await settle_report(tx, report.run_id, sent=sent, now=now)
        assert not await settle_report(tx, report.run_id, sent=not sent, now=now + timedelta(hours=1))
        run = (await tx.execute(select(report_run).where(report_run.c.id == report.run_id))).one()
    assert (run.state, run.settled_at) == (state, now)


async def test_settling_an_unknown_run_changes_nothing(database: Database) -> None:
    async with database.write() as tx:
        assert not await settle_report(tx, 4711, sent=True, now=moscow(23, 9))


async def test_with_the_last_week_of_a_month_the_month_comes(database: Database) -> None:
    await bind(database, CHAT)
    assert await due(database, moscow(17, 9), weeks_only=False) == [(CHAT, "2026-W46")]
    assert await due(database, moscow(24, 9), weeks_only=False) == [(CHAT, "2026-W47"), (CHAT, "2026-11")]


async def test_a_report_waits_for_its_release(database: Database) -> None:
    await bind(database, CHAT)
    async with database.write() as tx:
        taken = (await tx.execute(select(release_table).where(release_table.c.period == "2026-W47"))).one()
        await tx.execute(release_table.delete().where(release_table.c.period == "2026-W47"))
    assert await due(database, moscow(23, 9)) == []
    async with database.write() as tx:
        await tx.execute(release_table.insert().values(**taken._mapping))
    assert await due(database, moscow(23, 9, 1)) == [(CHAT, "2026-W47")]
