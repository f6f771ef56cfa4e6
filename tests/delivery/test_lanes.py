from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from delivery import Inbox, Lanes, Outbox, Turn
from delivery.inbox import PAUSES
from delivery.lane_of import lane_of
from storage import Database, Vault, utc_now
from storage.tables import inbox as inbox_table

Handler = Callable[[dict[str, Any], Turn], Awaitable[None]]


def message(update_id: int, chat_id: int, text: str = "salom") -> dict[str, Any]:
    return {
        "update_id": update_id,
        "message": {"message_id": update_id, "chat": {"id": chat_id, "type": "private"}, "text": text},
    }


class Recorder:
    """Handling that does what the test says and remembers what became of it."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler
        self.set_aside_updates: list[dict[str, Any] | None] = []

    async def prepare(self, update: dict[str, Any]) -> dict[str, Any]:
        return {}

    async def handle(self, update: dict[str, Any], turn: Turn, prepared: dict[str, Any]) -> None:
        await self.handler(update, turn)

    async def set_aside(self, update: dict[str, Any] | None, turn: Turn) -> None:
        self.set_aside_updates.append(update)


@asynccontextmanager
async def running(
    database: Database, vault: Vault, recorder: Recorder, workers: int = 8
) -> AsyncIterator[tuple[Inbox, Lanes]]:
    inbox = Inbox(database, vault, utc_now, lambda update: update["message"]["text"].startswith("/emergency"))

    async def committed(turn: Turn) -> None:
        pass

    lanes = Lanes(database, inbox, recorder, lambda tx: Outbox(tx, vault, utc_now()), utc_now, committed, workers)
    async with asyncio.TaskGroup() as nursery:
        nursery.create_task(lanes.run())
        yield inbox, lanes
        lanes.stop()


async def until(condition: Callable[[], Any]) -> None:
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.01)


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("delivery.inbox.PAUSES", tuple(timedelta(milliseconds=20) for _ in PAUSES))
    monkeypatch.setattr("delivery.lanes.SWEEP_SECONDS", 0.02)


async def test_updates_of_one_chat_are_handled_one_after_the_other_and_chats_side_by_side(
    database: Database, vault: Vault
) -> None:
    done: list[tuple[int, int]] = []
    busy: set[int] = set()

    async def handler(update: dict[str, Any], turn: Turn) -> None:
        chat_id = update["message"]["chat"]["id"]
        assert chat_id not in busy
        busy.add(chat_id)
        await asyncio.sleep(0)
        busy.discard(chat_id)
        done.append((chat_id, update["update_id"]))

    async with running(database, vault, Recorder(handler)) as (inbox, lanes):
        lanes.wake(await inbox.store([message(number, number % 4) for number in range(40)]))
        await until(lambda: len(done) == 40)
    for chat_id in range(4):
        mine = [update_id for chat, update_id in done if chat == chat_id]
        assert mine == sorted(mine)


async def test_an_update_that_comes_twice_is_handled_once(database: Database, vault: Vault) -> None:
    done: list[int] = []

    async def handler(update: dict[str, Any], turn: Turn) -> None:
        done.append(update["update_id"])

    async with running(database, vault, Recorder(handler)) as (inbox, lanes):
        for _ in range(3):
            lanes.wake(await inbox.store([message(7, 1)]))
        await until(lambda: done)
        lanes.wake(await inbox.store([message(7, 1), message(8, 1)]))
        await until(lambda: 8 in done)
    assert done == [7, 8]


async def test_a_failing_update_is_tried_again_then_set_aside_and_its_lane_goes_on(
    database: Database, vault: Vault, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[int] = []
    done: list[int] = []

    async def handler(update: dict[str, Any], turn: Turn) -> None:
        if update["update_id"] == 1:
            tries.append(1)
            raise ValueError("the text of a person stands in this error")
        done.append(update["update_id"])

    recorder = Recorder(handler)
    async with running(database, vault, recorder) as (inbox, lanes):
        lanes.wake(await inbox.store([message(1, 5, "my secret"), message(2, 5)]))
        await until_depth(inbox, {"dead": 1})
    assert len(tries) == len(PAUSES) + 1
    assert done == [2]
    assert [update["update_id"] for update in recorder.set_aside_updates if update] == [1]
    assert "secret" not in caplog.text
    assert "text of a person" not in caplog.text


async def test_effects_of_a_failed_attempt_are_undone(database: Database, vault: Vault) -> None:
    from storage.people import choose_language, language_of

    tries: list[int] = []

    async def handler(update: dict[str, Any], turn: Turn) -> None:
        tries.append(1)
        assert await language_of(turn.tx, "k") is None
        await choose_language(turn.tx, "k", "uz", turn.now)
        if len(tries) == 1:
            raise ZeroDivisionError

    async with running(database, vault, Recorder(handler)) as (inbox, lanes):
        lanes.wake(await inbox.store([message(1, 5)]))
        await until(lambda: len(tries) == 2)
        await until_depth(inbox, {})


async def until_depth(inbox: Inbox, expected: dict[str, int]) -> None:
    async with asyncio.timeout(30):
        while await inbox.depth() != expected:
            await asyncio.sleep(0.01)


async def test_what_was_stored_before_a_restart_is_handled_after_it(database: Database, vault: Vault) -> None:
    done: list[int] = []

    async def handler(update: dict[str, Any], turn: Turn) -> None:
        done.append(update["update_id"])

    before = Inbox(database, vault, utc_now, lambda update: False)
    await before.store([message(1, 5), message(2, 6)])
    async with running(database, vault, Recorder(handler)):
        await until(lambda: len(done) == 2)


async def test_an_emergency_goes_before_a_backlog(database: Database, vault: Vault) -> None:
    done: list[int] = []

    async def handler(update: dict[str, Any], turn: Turn) -> None:
        done.append(update["message"]["chat"]["id"])

    before = Inbox(database, vault, utc_now, lambda update: update["message"]["text"] == "/emergency")
    await before.store([message(number, number) for number in range(1, 60)])
    await before.store([message(99, 999, "/emergency")])
    # Of several workers nobody knows who is done first.
    async with running(database, vault, Recorder(handler), workers=1):
        await until(lambda: len(done) == 60)
    assert done[0] == 999


async def test_a_body_is_sealed_and_goes_once_handled(database: Database, vault: Vault) -> None:
    async def handler(update: dict[str, Any], turn: Turn) -> None:
        rows = (await turn.tx.execute(select(inbox_table))).all()
        assert "salom" not in repr(rows)
        assert "424242" not in repr(rows)

    async with running(database, vault, Recorder(handler)) as (inbox, lanes):
        lanes.wake(await inbox.store([message(1, 424242)]))
        await until_depth(inbox, {})
    async with database.read() as tx:
        row = (await tx.execute(select(inbox_table))).one()
    assert (row.body, row.state) == (None, "done")


async def test_what_was_set_aside_can_be_tried_again(database: Database, vault: Vault) -> None:
    broken = True
    done: list[int] = []

    async def handler(update: dict[str, Any], turn: Turn) -> None:
        if broken:
            raise ValueError
        done.append(update["update_id"])

    async with running(database, vault, Recorder(handler)) as (inbox, lanes):
        lanes.wake(await inbox.store([message(1, 5)]))
        await until_depth(inbox, {"dead": 1})
        broken = False
        assert await inbox.revive() == 1
        await until(lambda: done)


async def test_an_update_sealed_under_another_key_is_set_aside_at_once(database: Database, vault: Vault) -> None:
    async def handler(update: dict[str, Any], turn: Turn) -> None:
        raise AssertionError

    await Inbox(database, Vault(b"x" * 32), utc_now, lambda update: False).store([message(1, 5)])
    recorder = Recorder(handler)
    async with running(database, vault, recorder) as (inbox, _):
        await until_depth(inbox, {"dead": 1})
    assert recorder.set_aside_updates == [None]


scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["chat", "message", "from", "user", "id", "type", "message_thread_id", "is_topic_message", "x"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["message", "callback_query", "my_chat_member", "poll"]), anything, max_size=3))
def test_a_lane_is_found_for_whatever_arrives(update: dict[str, Any]) -> None:
    lane = lane_of({"update_id": 1, **update}, Vault(bytes(32)))
    assert lane.split(":")[0] in ("p", "g", "other")
    assert len(lane) <= 80


@given(st.integers(min_value=1, max_value=2**52))
def test_messages_and_presses_of_a_person_share_a_lane(chat_id: int) -> None:
    vault = Vault(bytes(32))
    chat = {"id": chat_id, "type": "private"}
    press = {"update_id": 2, "callback_query": {"from": {"id": chat_id}, "message": {"chat": chat}}}
    blocked = {"update_id": 3, "my_chat_member": {"chat": chat, "from": {"id": chat_id}}}
    lanes = {lane_of(update, vault) for update in (message(1, chat_id), press, blocked)}
    assert len(lanes) == 1
    assert str(chat_id) not in lanes.pop()[2:] or chat_id < 10**6
