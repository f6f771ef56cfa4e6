"""A case: one person's matter at the desk, from the first message until it is erased."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.engine import Row

from storage import Vault


class Status(StrEnum):
    """Where a case stands: `CLAIMED` until the first answer, then whose turn it is."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    FOR_PERSON = "person"
    FOR_OPERATOR = "operator"
    CLOSED = "closed"


IN_HAND = (Status.CLAIMED, Status.FOR_PERSON, Status.FOR_OPERATOR)
"""Somebody has the case."""
OPEN = (Status.WAITING, *IN_HAND)


@dataclass(frozen=True)
class Operator:
    """Staff: who works on a case. `name` is what their colleagues see in the group anyway."""

    id: int
    name: str

    def dump(self) -> bytes:
        """As it is sealed."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def load(cls, plain: bytes) -> Operator:
        """From what was sealed."""
        return cls(**json.loads(plain))


@dataclass(frozen=True)
class About:
    """What the card tells beside the messages, kept sealed: nothing that leads to a person."""

    country: str = ""
    """Of the passport, if the person said."""
    read: tuple[str, ...] = ()
    """Ids of the answers that the person read before, the last one last."""
    suggested: tuple[str, ...] = ()
    """Ids of the answers that fit what the person last wrote, the best first."""
    masked: bool = False
    """The person was told that numbers and names are masked towards the desk."""
    city: str = ""
    """Id of the one near which they look for help, if they said so; never from a shared location."""

    def dump(self) -> bytes:
        """As it is sealed."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def load(cls, plain: bytes) -> About:
        """From what was sealed."""
        values = json.loads(plain)
        lists = {name: tuple(values[name]) for name in ("read", "suggested")}
        return cls(**{**values, **lists})


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
    operator_key: str | None
    about: bytes | None
    since: datetime | None
    unread: int
    rung: int
    promised_at: datetime | None
    told_at: datetime | None
    warned_at: datetime | None
    reopened: int
    answered: int
    counted: int
    asked: int
    region: bytes | None
    coding: bytes | None
    coder_key: str | None
    panel_id: int | None

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
        return Operator.load(vault.case(self.key, self.code).open(self.operator, "operator"))

    def told(self, vault: Vault) -> About:
        """What the card tells beside the messages. Raises SealBroken."""
        if self.key is None or self.about is None:
            return About()
        return About.load(vault.case(self.key, self.code).open(self.about, "about"))
