"""A case becomes statistics once, whatever crashes or comes twice, and leaves nothing that says whose it was."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from hotline_process import SECRET
from sqlalchemy import select

from bot.handling import AiogramHandling
from bot.house import open_house
from bot.settings import read_settings
from delivery import Inbox, Lanes, Outbox, Turn
from delivery.inbox import PAUSES
from handlers import House, all_routers, tidy
from operators import Case, bind_desk, case_by_id, new_code, set_topic
from storage import Database, Vault, utc_now
from storage.encryption import read_secret
from storage.migrate import migrate
from storage.retention import Keep
from storage.tables import audit, case, inbox, metadata, request_count

DESK, THREAD = -1001, 7
Feed = Callable[..., Awaitable[None]]


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("delivery.inbox.PAUSES", tuple(timedelta(milliseconds=10) for _ in PAUSES))
    monkeypatch.setattr("delivery.lanes.SWEEP_SECONDS", 0.02)


class FailsFirst(AiogramHandling):
    """Dies once after each update was handled, before the commit."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self._seen: set[int] = set()

    async def handle(self, update: dict[str, Any], turn: Turn, prepared: dict[str, Any]) -> None:
        await super().handle(update, turn, prepared)
        if update["update_id"] not in self._seen:
            self._seen.add(update["update_id"])
            raise ZeroDivisionError


@pytest.fixture(scope="module")
def house() -> House:
    settings = read_settings(secret_key=SECRET, staff_language="en")
    numbers = Random(1)
    return open_house(settings, Vault(read_secret(SECRET)), lambda: new_code(numbers))


@asynccontextmanager
async def hotline(
    database: Database, house: House, handling: type[AiogramHandling] = AiogramHandling
) -> AsyncIterator[Feed]:
    """Updates go the whole way from the inbox through a lane to their handler; nothing is sent."""
    bot, dispatcher = Bot("1:token"), Dispatcher(disable_fsm=True)
    dispatcher.include_routers(*all_routers())
    store = Inbox(database, house.vault, utc_now, lambda _: False)

    async def committed(_turn: Turn) -> None:
        pass

    def post(tx: Any) -> Outbox:
        return Outbox(tx, house.vault, utc_now())

    lanes = Lanes(database, store, handling(bot, dispatcher, house), post, utc_now, committed)

    async def feed(*updates: dict[str, Any]) -> None:
        """Each update comes twice, as after a lost confirmation."""
        for one in updates:
            for _ in range(2):
                lanes.wake(await store.store([one]))
            await settled(database, one["update_id"])

    async with asyncio.TaskGroup() as nursery:
        nursery.create_task(lanes.run())
        yield feed
        lanes.stop()


async def settled(database: Database, update_id: int) -> None:
    async with asyncio.timeout(30):
        while True:
            async with database.read() as tx:
                row = (await tx.execute(select(inbox).where(inbox.c.update_id == update_id))).one()
            if row.state != "pending":
                assert row.state == "done", row.fault
                return
            await asyncio.sleep(0.01)


class Script:
    """The updates of one person, `who`, and of the desk's operators."""

    def __init__(self, who: int, name: str, staff: int) -> None:
        self._who, self._name, self._staff, self._number = who, name, staff, 0

    def _next(self, **body: Any) -> dict[str, Any]:
        self._number += 1
        return {"update_id": self._number, **body}

    def says(self, text: str) -> dict[str, Any]:
        sender = {"id": self._who, "is_bot": False, "first_name": self._name, "language_code": "en"}
        chat = {"id": self._who, "type": "private", "first_name": self._name}
        return self._next(
            message={"message_id": self._number + 100, "date": 1, "chat": chat, "from": sender, "text": text}
        )

    def taps(self, data: str, *, operator: int | None = None) -> dict[str, Any]:
        number = self._who if operator is None else self._staff + operator
        sender = {"id": number, "is_bot": False, "first_name": self._name, "language_code": "en"}
        chat = {"id": DESK, "type": "supergroup", "title": "d", "is_forum": True}
        if operator is None:
            chat = {"id": self._who, "type": "private", "first_name": self._name}
        on = {"message_id": 900, "date": 1, "chat": chat, "text": "…", "message_thread_id": THREAD}
        query = {"id": "1", "from": sender, "chat_instance": "1", "message": on, "data": data}
        return self._next(callback_query=query)


async def with_desk(database: Database) -> None:
    async with database.write() as tx:
        await bind_desk(tx, DESK, (), utc_now())


async def only_case(database: Database) -> Case:
    async with database.write() as tx:
        number = (await tx.execute(select(case.c.id))).scalar_one()
        await set_topic(tx, number, THREAD)
        found = await case_by_id(tx, number)
    assert found is not None
    return found


async def walk(database: Database, feed: Feed, who: Script) -> Case:
    """From the first word to the second coder."""
    await with_desk(database)
    await feed(who.says("/start en_passport-lost"), who.taps("talk:passport-lost:0"), who.says("I lost my passport"))
    mine = await only_case(database)
    await feed(who.taps(f"case:claim:{mine.id}", operator=1))
    for question, answer in (("gender", "woman"), ("age", "25_34"), ("passport", "tj"), ("region", "volga")):
        await feed(who.taps(f"tell:{mine.code}:{question}:{answer}:"))
    await feed(
        who.taps(f"case:close:{mine.id}", operator=1),
        who.taps(f"tick:{mine.id}:WRK.WAG:1:0", operator=1),
        who.taps(f"endas:{mine.id}:unsolved", operator=1),
        who.taps(f"endas:{mine.id}:solved", operator=2),
        who.taps(f"tick:{mine.id}:LEG.REG:1:1", operator=1),
        who.taps(f"tick:{mine.id}:CON.CER:1:1", operator=2),
        who.taps(f"tick:{mine.id}:HEA.MED:1:1", operator=3),
    )
    return mine


COUNTED = {
    ("total", "_T", ""): 2,
    ("category", "CON", ""): 2,
    ("language", "en", ""): 2,
    ("outcome", "answered", ""): 1,
    ("outcome", "escalated", ""): 1,
    ("finer", "CON.PAS", ""): 2,
    ("by_language", "CON", "en"): 2,
    ("further", "WRK", ""): 1,
    ("cases", "opened", ""): 1,
    ("cases", "unsolved", ""): 1,
    ("unmet", "CON", ""): 1,
    ("handling", "2", ""): 1,
    ("gender", "woman", ""): 1,
    ("age", "25_34", ""): 1,
    ("origin", "tj", ""): 1,
    ("by_region", "CON", "volga"): 1,
    ("coding_pairs", "_T", ""): 1,
    ("coding_pairs", "_T", "same"): 1,
    ("coding_pairs", "CON", "first"): 1,
    ("coding_pairs", "CON", "second"): 1,
}


async def counted(database: Database) -> dict[tuple[str, str, str], int]:
    async with database.read() as tx:
        rows = (await tx.execute(select(request_count).where(request_count.c.n > 0))).all()
    return {(row.table_name, row.code, row.code2): row.n for row in rows if row.table_name != "hours"}


@pytest.mark.parametrize("handling", [AiogramHandling, FailsFirst])
async def test_everything_counts_once_though_each_update_comes_twice_and_each_handler_dies_once(
    database: Database, house: House, handling: type[AiogramHandling]
) -> None:
    async with hotline(database, house, handling) as feed:
        await walk(database, feed, Script(777000123, "Kanarinaxon", 500))
    assert await counted(database) == COUNTED


async def test_runs_that_differ_only_in_who_it_was_have_the_same_counters(tmp_path: Path, house: House) -> None:
    files = []
    for number, who in enumerate((Script(777000123, "Kanarinaxon", 500), Script(42, "Rustam", 9000))):
        database = Database.at(f"sqlite:///{tmp_path / f'{number}.db'}")
        await migrate(database)
        async with hotline(database, house) as feed:
            await walk(database, feed, who)
        async with database.read() as tx:
            dump = await tx.exec_driver_sql("SELECT rowid, * FROM request_count ORDER BY rowid")
            files.append([tuple(row) for row in dump])
        await database.close()
    assert files[0] == files[1]


async def cells(database: Database, *, but: str = "") -> list[str]:
    async with database.read() as tx:
        return [
            str(cell)
            for table in metadata.sorted_tables
            if table.name != but
            for row in await tx.execute(select(table))
            for cell in row
        ]


async def test_nothing_ties_a_count_to_a_case_or_a_chat(database: Database, house: House) -> None:
    """Codes stand in the counters alone; the counters name no case, no person and no member of staff."""
    who, staff = 777000123, 500
    async with hotline(database, house) as feed:
        mine = await walk(database, feed, Script(who, "Kanarinaxon", staff))
    elsewhere = await cells(database, but="request_count")
    for code in ("WRK.WAG", "CON.PAS", "CON.CER", "25_34", "volga", "woman"):
        assert not any(code in cell for cell in elsewhere), code
    keys = {house.vault.person_key(one) for one in (who, staff + 1, staff + 2)}
    async with database.read() as tx:
        counters = str((await tx.execute(select(request_count))).all())
        said = {(row.action, row.detail) for row in await tx.execute(select(audit))}
    assert not any(one in counters for one in (*keys, mine.code, str(who)))
    assert said == {("claim", ""), ("close", "unsolved"), ("second_look", "")}


async def test_what_a_case_was_about_is_sealed_while_it_is_kept_and_goes_with_it(
    database: Database, house: House
) -> None:
    async with hotline(database, house) as feed:
        who = Script(777000123, "Kanarinaxon", 500)
        await with_desk(database)
        await feed(who.says("/start en"), who.taps("talk:menu:0"), who.says("zzzz"))
        mine = await only_case(database)
        await feed(who.taps(f"case:claim:{mine.id}", operator=1), who.taps(f"tell:{mine.code}:region:volga:"))
        await feed(who.taps(f"tick:{mine.id}:WRK.WAG:1:0", operator=1))
        kept = await only_case(database)
        assert kept.coding is not None
        assert kept.region is not None
        assert b"WRK" not in kept.coding
        assert b"volga" not in kept.region
        await feed(who.taps(f"endas:{mine.id}:solved", operator=1))
        kept = await only_case(database)
        assert (kept.region, kept.coding is not None) == (None, True), "the first code waits for a second look"
    async with database.write() as tx:
        later = utc_now() + timedelta(hours=25)
        await tidy(Turn(tx, later, Outbox(tx, house.vault, later)), house, Keep())
        assert (await tx.execute(select(case))).all() == []


async def test_a_silent_case_is_counted_with_what_was_suggested(database: Database, house: House) -> None:
    async with hotline(database, house) as feed:
        who = Script(777000123, "Kanarinaxon", 500)
        await with_desk(database)
        await feed(who.says("/start en_passport-lost"), who.taps("talk:passport-lost:0"), who.says("zzzz"))
        mine = await only_case(database)
        await feed(who.taps(f"case:claim:{mine.id}", operator=1))
    later = utc_now() + timedelta(hours=73)
    for _ in range(2):
        async with database.write() as tx:
            await tidy(Turn(tx, later, Outbox(tx, house.vault, later)), house, Keep())
    found = await counted(database)
    assert (found["outcome", "abandoned", ""], found["finer", "CON.PAS", ""]) == (1, 2)
    assert not any(table == "handling" for table, _, _ in found)
