"""The relay map: which message in the person's chat is which in the topic; it makes replies and edits possible."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, select, update

from operators.case import Case
from storage import Tx, Vault, upsert
from storage.tables import case, message_link


class Side(StrEnum):
    """Who wrote the original."""

    PERSON = "person"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Shown:
    """What the desk saw of a message that did not go there as it was written; `caption`: under a file."""

    text: str
    caption: bool


@dataclass(frozen=True)
class Said:
    """A message of a case: where it stands, whose it is, and which messages of the person's chat it is there."""

    message_id: int
    side: Side
    on_phone: tuple[int, ...]
    shown: Shown | None = None


async def link(tx: Tx, case_id: int, side: Side, original_id: int, copy_id: int) -> None:
    """The message `original_id` of this side arrived on the other side as `copy_id`."""
    row = {"case_id": case_id, "side": side, "original_id": original_id, "copy_id": copy_id}
    await upsert(tx, message_link, row, {"copy_id": copy_id})


async def counterpart(tx: Tx, case_id: int, side: Side, original_id: int) -> int | None:
    """Where a message of this side went on the other side."""
    mine = (
        (message_link.c.case_id == case_id)
        & (message_link.c.side == side)
        & (message_link.c.original_id == original_id)
    )
    return (await tx.execute(select(message_link.c.copy_id).where(mine))).scalar()


async def original_of(tx: Tx, case_id: int, side: Side, copy_id: int) -> int | None:
    """Which message of this side a copy on the other side stands for."""
    mine = (message_link.c.case_id == case_id) & (message_link.c.side == side) & (message_link.c.copy_id == copy_id)
    return (await tx.execute(select(message_link.c.original_id).where(mine))).scalar()


async def shared(tx: Tx, case_id: int, copy_id: int) -> bool:
    """Whether a copy stands for several messages: then none of them can be changed alone."""
    mine = (message_link.c.case_id == case_id) & (message_link.c.copy_id == copy_id)
    return len((await tx.execute(select(message_link.c.original_id).where(mine).limit(2))).all()) > 1


async def unlink(tx: Tx, case_id: int, side: Side, original_id: int) -> None:
    """The copy is gone: nothing stands for the original any more."""
    mine = (
        (message_link.c.case_id == case_id)
        & (message_link.c.side == side)
        & (message_link.c.original_id == original_id)
    )
    await tx.execute(delete(message_link).where(mine))


@dataclass(frozen=True)
class Twin:
    """What a message of the desk is on the other side: of which case, and which message of the person's chat."""

    case_id: int
    message_id: int


async def twin_at_desk(tx: Tx, desk_chat: int, message_id: int) -> Twin | None:
    """What a message of the desk's group is in a person's chat; None for what nobody else sees."""
    here = message_link.join(case, case.c.id == message_link.c.case_id)
    of_operator = (message_link.c.side == Side.OPERATOR) & (message_link.c.original_id == message_id)
    of_person = (message_link.c.side == Side.PERSON) & (message_link.c.copy_id == message_id)
    found = (
        await tx.execute(
            select(message_link).select_from(here).where((case.c.desk_chat == desk_chat) & (of_operator | of_person))
        )
    ).first()
    if found is None:
        return None
    other = found.copy_id if found.side == Side.OPERATOR else found.original_id
    return None if other is None else Twin(found.case_id, other)


async def note_shown(tx: Tx, vault: Vault, mine: Case, original_id: int, shown: Shown | None) -> None:
    """Keep what the desk sees of a message of the person; None: it sees the message as it is. Raises SealBroken."""
    if mine.key is None:
        return
    row = {"case_id": mine.id, "side": Side.PERSON, "original_id": original_id}
    if shown is None:
        this = [message_link.c[name] == value for name, value in row.items()]
        await tx.execute(update(message_link).where(*this).values(shown=None))
        return
    plain = json.dumps(asdict(shown)).encode()
    sealed = vault.case(mine.key, mine.code).seal(plain, _place(original_id))
    await upsert(tx, message_link, {**row, "shown": sealed}, {"shown": sealed})


async def last_at_desk(tx: Tx, case_id: int, number: int) -> list[Said]:
    """The last messages of a topic, oldest first, as they stand there.

    Message ids of a group rise, so they are the order of the conversation.
    """
    held: dict[tuple[int, Side], list[int]] = {}
    for row in await tx.execute(select(message_link).where(_arrived(case_id))):
        by_operator = row.side == Side.OPERATOR
        here, there = (row.original_id, row.copy_id) if by_operator else (row.copy_id, row.original_id)
        held.setdefault((here, Side(row.side)), []).append(there)
    ordered = sorted(held.items())[-number:]
    return [Said(here, side, tuple(sorted(originals))) for (here, side), originals in ordered]


async def last_on_phone(tx: Tx, vault: Vault, mine: Case, number: int) -> list[Said]:
    """The last messages that the desk has had, oldest first, as they stand in the person's chat. Raises SealBroken."""
    said = []
    for row in await tx.execute(select(message_link).where(_arrived(mine.id))):
        here = row.copy_id if row.side == Side.OPERATOR else row.original_id
        said.append(Said(here, Side(row.side), (here,), _open_shown(vault, mine, row.original_id, row.shown)))
    return sorted(said, key=lambda one: one.message_id)[-number:]


def _open_shown(vault: Vault, mine: Case, original_id: int, sealed: bytes | None) -> Shown | None:
    """Empty: from before it was kept, so that it may have been masked, and is shown on demand only."""
    if sealed is None or mine.key is None:
        return None
    if not sealed:
        return Shown("•••", caption=False)
    return Shown(**json.loads(vault.case(mine.key, mine.code).open(sealed, _place(original_id))))


async def forget_topic_side(tx: Tx, case_id: int) -> None:
    """The topic is gone: the messages in it can be neither edited nor answered to."""
    mine = message_link.c.case_id == case_id
    await tx.execute(delete(message_link).where(mine & (message_link.c.side == Side.OPERATOR)))
    await tx.execute(update(message_link).where(mine).values(copy_id=None))


def _arrived(case_id: int) -> ColumnElement[bool]:
    return (message_link.c.case_id == case_id) & message_link.c.copy_id.is_not(None)


def _place(original_id: int) -> str:
    return f"shown:{original_id}"
