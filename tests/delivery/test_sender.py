from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import CreateForumTopic, EditMessageText, SendMessage, TelegramMethod
from aiogram.types import MessageId
from aiohttp import ClientConnectorError
from aiohttp_socks import ProxyConnectionError
from sqlalchemy import select

from delivery import Failed, Fault, Kind, MemoryPacer, NotYet, Outbox, Place, Rank, Row, Sender, Sent, fault_of
from storage import Database, Tx, Vault, utc_now
from storage.tables import case, outbox

PERSON = 4242


class Telegram:
    """Answers each call with the next planned outcome; when the plan is used up, with success."""

    def __init__(self, *plan: BaseException | None) -> None:
        self.plan = deque(plan)
        self.calls: list[TelegramMethod[Any]] = []

    async def __call__(self, method: TelegramMethod[Any]) -> Any:
        self.calls.append(method)
        outcome = self.plan.popleft() if self.plan else None
        if outcome is not None:
            raise outcome
        return MessageId(message_id=1000 + len(self.calls))

    @property
    def texts(self) -> list[str]:
        return [str(getattr(call, "text", "")) for call in self.calls]


class Courier:
    """Remembers what it is told; a case's topic is made when it is first asked for."""

    def __init__(self) -> None:
        self.outcomes: list[Sent | Failed] = []
        self.thread: int | None = None
        self.desk = True

    async def place(self, tx: Tx, row: Row) -> Place | NotYet | None:
        if not self.desk:
            return NotYet(0.01)
        if self.thread is None:
            return Place(-100, first=CreateForumTopic(chat_id=-100, name="x"))
        return Place(-100, self.thread)

    async def first_done(self, tx: Tx, row: Row, result: Any) -> None:
        self.thread = 77

    async def topic_gone(self, tx: Tx, row: Row, thread_id: int | None) -> None:
        self.thread = None

    async def forum_full(self, tx: Tx, post: Outbox, row: Row) -> float:
        return 0.01

    async def edit_gone(self, tx: Tx, post: Outbox, row: Row) -> bool:
        return False

    async def moved(self, tx: Tx, row: Row, chat_id: int, new_chat_id: int) -> None:
        pass

    async def again(self, tx: Tx, row: Row, method: TelegramMethod[Any]) -> TelegramMethod[Any]:
        return method.model_copy(update={"text": f"AGAIN {getattr(method, 'text', '')}"})

    async def settled(self, tx: Tx, post: Outbox, row: Row, outcome: Sent | Failed) -> None:
        self.outcomes.append(outcome)


def asked(method: TelegramMethod[Any] | None = None) -> TelegramMethod[Any]:
    return method or SendMessage(chat_id=1, text="")


def bad_request(text: str) -> TelegramBadRequest:
    return TelegramBadRequest(asked(), f"Bad Request: {text}")


@asynccontextmanager
async def sending(database: Database, vault: Vault, telegram: Telegram, courier: Courier) -> AsyncIterator[Sender]:
    sender = Sender(telegram, database, vault, MemoryPacer(lambda: 0.0), courier, utc_now)
    sender._pacer = Unlimited()
    async with asyncio.TaskGroup() as nursery:
        nursery.create_task(sender.run())
        yield sender
        sender.stop()


class Unlimited:
    """Pacing is tested by itself."""

    async def take(self, pace: str | None, rank: int = 0) -> float:
        return 0.0

    async def hold(self, pace: str | None, seconds: float) -> None:
        pass


async def put(database: Database, vault: Vault, *texts: str, rank: Rank = Rank.PERSON) -> None:
    async with database.write() as tx:
        post = Outbox(tx, vault, utc_now())
        for text in texts:
            await post.to_person(SendMessage(chat_id=PERSON, text=text), PERSON, rank=rank)


async def until(condition: Callable[[], Any]) -> None:
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.01)


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("delivery.sender.IDLE_SECONDS", 0.02)
    monkeypatch.setattr("delivery.sender._backoff", lambda attempts: 0.01)


async def test_a_chat_gets_its_messages_in_their_order(database: Database, vault: Vault) -> None:
    telegram, courier = Telegram(None, TelegramNetworkError(asked(), "cut"), None), Courier()
    await put(database, vault, "a", "b", "c")
    async with sending(database, vault, telegram, courier):
        await until(lambda: len(courier.outcomes) == 3)
    assert telegram.texts == ["a", "b", "AGAIN b", "c"]


async def test_a_call_without_an_answer_is_repeated_and_marked(database: Database, vault: Vault) -> None:
    telegram, courier = Telegram(TelegramServerError(asked(), "Bad Gateway")), Courier()
    await put(database, vault, "a")
    async with sending(database, vault, telegram, courier):
        await until(lambda: courier.outcomes)
    assert telegram.texts == ["a", "AGAIN a"]
    assert courier.outcomes == [Sent(1002, doubtful=True)]


async def test_a_call_that_never_left_is_repeated_without_a_mark(database: Database, vault: Vault) -> None:
    refused = TelegramNetworkError(asked(), "refused")
    refused.__cause__ = ClientConnectorError(None, OSError())  # type: ignore[arg-type]  # only its class is looked at
    telegram, courier = Telegram(refused, refused), Courier()
    await put(database, vault, "a")
    async with sending(database, vault, telegram, courier):
        await until(lambda: courier.outcomes)
    assert telegram.texts == ["a", "a", "a"]
    assert courier.outcomes == [Sent(1003)]


async def test_what_was_being_sent_when_we_died_is_sent_again_and_marked(database: Database, vault: Vault) -> None:
    await put(database, vault, "a")
    async with database.write() as tx:
        await tx.execute(outbox.update().values(state="sending", lease_until=utc_now()))
    telegram, courier = Telegram(), Courier()
    async with sending(database, vault, telegram, courier):
        await until(lambda: courier.outcomes)
    assert telegram.texts == ["AGAIN a"]


async def test_too_many_requests_wait_as_long_as_telegram_says_and_are_no_attempt(
    database: Database, vault: Vault
) -> None:
    telegram, courier = Telegram(TelegramRetryAfter(asked(), "slow down", 0)), Courier()
    await put(database, vault, "a")
    async with sending(database, vault, telegram, courier):
        await until(lambda: courier.outcomes)
    assert telegram.texts == ["a", "a"]


async def test_a_person_who_blocked_the_bot_is_a_final_no_and_the_next_message_is_tried(
    database: Database, vault: Vault
) -> None:
    blocked = TelegramForbiddenError(asked(), "Forbidden: bot was blocked by the user")
    telegram, courier = Telegram(blocked), Courier()
    await put(database, vault, "a", "b")
    async with sending(database, vault, telegram, courier):
        await until(lambda: len(courier.outcomes) == 2)
    assert courier.outcomes == [Failed(Kind.BLOCKED), Sent(1002)]


async def test_an_edit_that_is_already_there_is_done(database: Database, vault: Vault) -> None:
    telegram, courier = Telegram(bad_request("message is not modified: specified new message content…")), Courier()
    await edit(database, vault)
    async with sending(database, vault, telegram, courier):
        await until(lambda: courier.outcomes)
    assert courier.outcomes == [Sent()]
    assert len(telegram.calls) == 1


async def test_a_message_that_can_no_longer_be_edited_is_sent_anew(database: Database, vault: Vault) -> None:
    telegram, courier = Telegram(bad_request("message to edit not found")), Courier()
    await edit(database, vault)
    async with sending(database, vault, telegram, courier):
        await until(lambda: courier.outcomes)
    assert [type(call) for call in telegram.calls] == [EditMessageText, SendMessage]
    assert telegram.texts == ["screen", "screen"]


async def edit(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        method = EditMessageText(chat_id=PERSON, message_id=5, text="screen")
        await Outbox(tx, vault, utc_now()).to_person(method, PERSON)


async def opened_case(database: Database) -> int:
    async with database.write() as tx:
        row = {"code": "C", "status": "waiting", "urgent": 0, "language": "uz", "topic_path": ""}
        values = {**row, "opened_at": utc_now(), "active_at": utc_now(), "desk_chat": -100}
        return int((await tx.execute(case.insert().values(values).returning(case.c.id))).scalar_one())


async def to_desk(database: Database, vault: Vault, case_id: int, *texts: str) -> None:
    async with database.write() as tx:
        post = Outbox(tx, vault, utc_now())
        for text in texts:
            await post.to_case_desk(SendMessage(chat_id=0, text=text), case_id, -100)


async def test_a_topic_is_made_before_the_first_message_of_a_case(database: Database, vault: Vault) -> None:
    telegram, courier = Telegram(), Courier()
    await to_desk(database, vault, await opened_case(database), "card", "message")
    async with sending(database, vault, telegram, courier):
        await until(lambda: len(courier.outcomes) == 2)
    assert [type(call).__name__ for call in telegram.calls] == ["CreateForumTopic", "SendMessage", "SendMessage"]
    assert {getattr(call, "message_thread_id", 77) for call in telegram.calls} == {77}


async def test_a_deleted_topic_is_made_again_and_the_message_arrives(database: Database, vault: Vault) -> None:
    telegram, courier = Telegram(bad_request("message thread not found")), Courier()
    courier.thread = 5
    await to_desk(database, vault, await opened_case(database), "message")
    async with sending(database, vault, telegram, courier):
        await until(lambda: courier.outcomes)
    assert [type(call).__name__ for call in telegram.calls] == ["SendMessage", "CreateForumTopic", "SendMessage"]


async def test_messages_wait_while_no_desk_is_bound_or_it_is_out_of_order(database: Database, vault: Vault) -> None:
    kicked = TelegramForbiddenError(asked(), "Forbidden: bot was kicked from the supergroup chat")
    telegram, courier = Telegram(kicked, kicked), Courier()
    courier.thread, courier.desk = 5, False
    await to_desk(database, vault, await opened_case(database), "message")
    async with sending(database, vault, telegram, courier):
        await asyncio.sleep(0.1)
        assert telegram.calls == []
        courier.desk = True
        await until(lambda: courier.outcomes)
    assert telegram.texts == ["message"] * 3
    assert courier.outcomes == [Sent(1003)]


async def test_people_go_before_reports(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        post = Outbox(tx, vault, utc_now())
        await post.to_group(SendMessage(chat_id=-5, text="report"), -5, rank=Rank.REPORT)
        await post.to_group(SendMessage(chat_id=-6, text="card"), -6, rank=Rank.DESK)
        await post.to_person(SendMessage(chat_id=PERSON, text="answer"), PERSON)
        await post.to_person(SendMessage(chat_id=7, text="emergency"), 7, rank=Rank.URGENT)
    telegram, courier = Telegram(), Courier()
    async with sending(database, vault, telegram, courier):
        await until(lambda: len(courier.outcomes) == 4)
    assert telegram.texts == ["emergency", "answer", "card", "report"]


async def test_rows_are_sealed_and_gone_once_settled(database: Database, vault: Vault) -> None:
    await put(database, vault, "a very private answer")
    async with database.read() as tx:
        stored = repr((await tx.execute(select(outbox))).all())
    assert "private" not in stored
    assert str(PERSON) not in stored
    courier = Courier()
    async with sending(database, vault, Telegram(), courier):
        await until(lambda: courier.outcomes)
    async with database.read() as tx:
        assert (await tx.execute(select(outbox))).all() == []


async def test_a_row_under_another_key_is_given_up_and_the_rest_goes_on(database: Database, vault: Vault) -> None:
    await put(database, Vault(b"z" * 32), "unreadable")
    await put(database, vault, "b")
    telegram, courier = Telegram(), Courier()
    async with sending(database, vault, telegram, courier):
        await until(lambda: len(courier.outcomes) == 2)
    assert telegram.texts == ["b"]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (bad_request("message thread not found"), Kind.TOPIC_GONE),
        (bad_request("TOPIC_DELETED"), Kind.TOPIC_GONE),
        (bad_request("TOPIC_CLOSED"), Kind.TOPIC_CLOSED),
        (bad_request("chat not found"), Kind.NO_CHAT),
        (bad_request("message to copy not found"), Kind.SOURCE_GONE),
        (bad_request("not enough rights to create a topic"), Kind.NO_RIGHTS),
        (bad_request("TOPICS_TOO_MUCH"), Kind.FORUM_FULL),
        (bad_request("TOPICS_LIMIT_EXCEEDED"), Kind.FORUM_FULL),
        (bad_request("something nobody has seen"), Kind.REFUSED),
        (TelegramForbiddenError(asked(), "Forbidden: user is deactivated"), Kind.BLOCKED),
        (TelegramUnauthorizedError(asked(), "Unauthorized"), Kind.TOKEN),
        (TelegramNetworkError(asked(), "timeout"), Kind.UNKNOWN),
        (TimeoutError(), Kind.UNKNOWN),
        (ProxyConnectionError("no proxy there"), Kind.UNREACHED),
    ],
)
def test_each_error_of_telegram_has_one_meaning(error: Exception, kind: Kind) -> None:
    assert fault_of(error) == Fault(kind)


def test_errors_carry_what_goes_with_them() -> None:
    assert fault_of(TelegramRetryAfter(asked(), "x", 9)) == Fault(Kind.WAIT, seconds=9)
    assert fault_of(TelegramMigrateToChat(asked(), "x", -1007)) == Fault(Kind.MOVED, new_chat_id=-1007)
