from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from needs_assessment import (
    CoordinatorsChat,
    bind_chat,
    coordinators_chat,
    coordinators_chats,
    due_reports,
    move_chat,
    unbind_chat,
)
from storage import Database
from storage.tables import report_run

pytestmark = pytest.mark.usefixtures("released")
BOUND = datetime(2026, 11, 10, 12, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OLD, NEW, OTHER = -500, -1001000000500, -1001000000777


async def test_binding_again_changes_the_language_and_not_the_date(database: Database) -> None:
    async with database.write() as tx:
        await bind_chat(tx, OLD, "ru", BOUND)
        await bind_chat(tx, OLD, "uz", BOUND + timedelta(days=3))
        assert await coordinators_chats(tx) == (CoordinatorsChat(OLD, "uz", BOUND),)


async def test_chats_come_in_the_order_of_their_binding(database: Database) -> None:
    async with database.write() as tx:
        await bind_chat(tx, OTHER, "ru", BOUND)
        await bind_chat(tx, OLD, "en", BOUND - timedelta(days=1))
        assert [chat.chat_id for chat in await coordinators_chats(tx)] == [OLD, OTHER]


async def test_a_chat_is_found_by_its_id(database: Database) -> None:
    async with database.write() as tx:
        await bind_chat(tx, OLD, "ru", BOUND)
        assert await coordinators_chat(tx, OLD) == CoordinatorsChat(OLD, "ru", BOUND)
        assert await coordinators_chat(tx, OTHER) is None


async def test_unbinding_says_whether_there_was_anything_to_unbind(database: Database) -> None:
    async with database.write() as tx:
        await bind_chat(tx, OLD, "ru", BOUND)
        assert await unbind_chat(tx, OLD)
        assert not await unbind_chat(tx, OLD)
        assert await coordinators_chats(tx) == ()


async def test_a_group_that_became_a_supergroup_stays_bound_and_gets_no_report_twice(database: Database) -> None:
    async with database.write() as tx:
        await bind_chat(tx, OLD, "uz", BOUND)
        assert len(await due_reports(tx, MONDAY, ZoneInfo("UTC"))) == 2
        assert await move_chat(tx, OLD, NEW)
        assert await coordinators_chats(tx) == (CoordinatorsChat(NEW, "uz", BOUND),)
        assert await due_reports(tx, MONDAY, ZoneInfo("UTC")) == []
        assert not await move_chat(tx, OLD, NEW)
        assert await coordinators_chats(tx) == (CoordinatorsChat(NEW, "uz", BOUND),)


async def test_a_supergroup_that_was_bound_before_we_heard_of_the_move_is_bound_once(database: Database) -> None:
    async with database.write() as tx:
        await bind_chat(tx, OLD, "uz", BOUND)
        await bind_chat(tx, NEW, "ru", BOUND)
        assert len(await due_reports(tx, MONDAY, ZoneInfo("UTC"))) == 4
        assert await move_chat(tx, OLD, NEW)
        assert [chat.chat_id for chat in await coordinators_chats(tx)] == [NEW]
        runs = (await tx.execute(select(report_run.c.chat_id))).scalars()
        assert sorted(runs) == [NEW, NEW, OLD, OLD]


async def test_a_move_of_another_group_changes_nothing(database: Database) -> None:
    async with database.write() as tx:
        await bind_chat(tx, OLD, "uz", BOUND)
        assert not await move_chat(tx, OTHER, NEW)
        assert [chat.chat_id for chat in await coordinators_chats(tx)] == [OLD]
