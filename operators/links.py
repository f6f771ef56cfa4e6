"""The relay map: which message in the person's chat is which in the topic; it makes replies and edits possible."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import delete, select, update

from storage import Tx, upsert
from storage.tables import message_link


class Side(StrEnum):
    """Who wrote the original."""

    PERSON = "person"
    OPERATOR = "operator"


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


async def forget_topic_side(tx: Tx, case_id: int) -> None:
    """The topic is gone: the messages in it can be neither edited nor answered to."""
    mine = message_link.c.case_id == case_id
    await tx.execute(delete(message_link).where(mine & (message_link.c.side == Side.OPERATOR)))
    await tx.execute(update(message_link).where(mine).values(copy_id=None))
