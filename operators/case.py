"""A case: one person's matter at the desk, from the first message until it is erased."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.engine import Row

from storage import Vault


class Status(StrEnum):
    """Where a case stands."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    CLOSED = "closed"


@dataclass(frozen=True)
class Operator:
    """Staff: who works on a case. `name` is what their colleagues see in the group anyway."""

    id: int
    name: str


@dataclass(frozen=True)
class Case:
    """What is known of a case. The sealed parts open only with a `Vault`."""

    id: int
    code: str
    person_key: str | None
    status: Status
    urgent: bool
    language: str
    topic_path: str
    desk_chat: int | None
    thread_id: int | None
    card_id: int | None
    opened_at: datetime
    claimed_at: datetime | None
    active_at: datetime
    closed_at: datetime | None
    key: bytes | None
    chat: bytes | None
    operator: bytes | None

    @classmethod
    def of(cls, row: Row[Any]) -> Case:
        """Read a row of the table `case`."""
        values = {name: getattr(row, name) for name in cls.__dataclass_fields__}
        return cls(**{**values, "status": Status(row.status), "urgent": bool(row.urgent)})

    @property
    def open(self) -> bool:
        """Whether somebody waits or works on it."""
        return self.status is not Status.CLOSED

    def chat_id(self, vault: Vault) -> int | None:
        """The person's chat; None once the case is erased. Raises SealBroken."""
        if self.key is None or self.chat is None:
            return None
        return int(vault.case(self.key, self.code).open(self.chat, "chat"))

    def who(self, vault: Vault) -> Operator | None:
        """Who claimed it. Raises SealBroken."""
        if self.key is None or self.operator is None:
            return None
        return Operator(**json.loads(vault.case(self.key, self.code).open(self.operator, "operator")))
