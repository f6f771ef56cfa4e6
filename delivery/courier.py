"""What the sender asks the floors above: where a row of a case goes, and what its outcome means."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from aiogram.methods import TelegramMethod

from delivery.faults import Kind
from delivery.outbox import Outbox
from delivery.outbox_rows import Row
from storage import Tx


@dataclass(frozen=True)
class Sent:
    """Telegram said yes; `message_id` when the call made a message."""

    message_id: int | None = None
    doubtful: bool = False
    message_ids: tuple[int, ...] = ()
    """All of them, where one call made several."""


@dataclass(frozen=True)
class Failed:
    """A final no."""

    kind: Kind


@dataclass(frozen=True)
class NotYet:
    """There is no place for the row at the moment (no desk is bound): it waits."""

    seconds: float = 5.0


@dataclass(frozen=True)
class Place:
    """Where a row goes. `first` is a call that must succeed before (a topic to make).

    `instead` is what the row says now: a card or a board that is brought up to date is written when it is sent.
    `drawn` makes it where that takes long (a picture): it is asked when the reading transaction is over.
    """

    chat_id: int
    thread_id: int | None = None
    first: TelegramMethod[Any] | None = None
    instead: TelegramMethod[Any] | None = None
    drawn: Callable[[], Awaitable[TelegramMethod[Any]]] | None = None


class Courier(Protocol):
    """What the floors above know about a row: where it goes and what its outcome means."""

    async def place(self, tx: Tx, row: Row) -> Place | NotYet | None:
        """Where a row of a case goes now; None when the case is gone."""

    async def first_done(self, tx: Tx, row: Row, result: Any) -> None:
        """The call of `Place.first` succeeded."""

    async def topic_gone(self, tx: Tx, row: Row, thread_id: int | None) -> None:
        """This topic of the row's case no longer exists."""

    async def forum_full(self, tx: Tx, post: Outbox, row: Row) -> float:
        """The desk of the row's case takes no more topics; what was done about it, in seconds until the next try."""

    async def edit_gone(self, tx: Tx, post: Outbox, row: Row) -> bool:
        """The message to edit is no longer there; True when that was seen to and the row is done with."""

    async def moved(self, tx: Tx, row: Row, chat_id: int, new_chat_id: int) -> None:
        """A group became a supergroup with another id."""

    async def again(self, tx: Tx, row: Row, method: TelegramMethod[Any]) -> TelegramMethod[Any]:
        """Mark a message that may arrive a second time."""

    async def settled(self, tx: Tx, post: Outbox, row: Row, outcome: Sent | Failed) -> None:
        """The row's end, in the transaction that removes it."""
