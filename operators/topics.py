"""Which topic of which desk a case has; topics are lost and made again."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select, update

from operators.case import Case, Status
from operators.desks import desk_for
from operators.links import forget_topic_side
from storage import Tx
from storage.tables import case

UNCLAIMED = {"status": Status.WAITING, "operator": None, "operator_key": None, "claimed_at": None}
"""A case that changes its desk is nobody's until somebody there claims it."""


async def set_topic(tx: Tx, case_id: int, thread_id: int) -> None:
    """The case's topic exists."""
    await tx.execute(update(case).where(case.c.id == case_id).values(thread_id=thread_id))


async def set_card(tx: Tx, case_id: int, message_id: int | None) -> None:
    """The message that opens the topic; None: it is gone, and another is on its way."""
    await tx.execute(update(case).where(case.c.id == case_id).values(card_id=message_id))


async def lose_topic(tx: Tx, case_id: int, thread_id: int | None = None) -> bool:
    """The topic was deleted by somebody: a new one will be made. False when that was noticed before.

    `thread_id` is the one that was found to be gone: there may be another by now.
    """
    gone = case.c.thread_id.is_not(None) if thread_id is None else case.c.thread_id == thread_id
    present = (case.c.id == case_id) & gone
    lost = await tx.execute(update(case).where(present).values(thread_id=None, card_id=None, panel_id=None))
    if lost.rowcount:
        await forget_topic_side(tx, case_id)
    return lost.rowcount == 1


async def closed_with_topic(tx: Tx, desk_chat: int, most: int) -> list[Case]:
    """Cases that were closed first and whose topics still stand at the desk."""
    closed = (case.c.desk_chat == desk_chat) & (case.c.status == Status.CLOSED) & case.c.thread_id.is_not(None)
    found = select(case).where(closed).order_by(case.c.closed_at, case.c.id).limit(most)
    return [Case.of(row) for row in await tx.execute(found)]


async def topic_deleted(tx: Tx, case_id: int) -> None:
    """A closed case has no topic any more. Which messages the desk has had stays known, for who opens it again."""
    await tx.execute(update(case).where(case.c.id == case_id).values(thread_id=None, card_id=None))


async def release_cases(tx: Tx, desk_chat: int) -> list[int]:
    """The desk is gone: its open cases wait for another one, in a new topic; returns their ids."""
    theirs = (case.c.desk_chat == desk_chat) & (case.c.status != Status.CLOSED)
    released = [row.id for row in await tx.execute(case.select().where(theirs))]
    for case_id in released:
        await forget_topic_side(tx, case_id)
    lost = update(case).where(theirs).values(desk_chat=None, thread_id=None, card_id=None, panel_id=None, **UNCLAIMED)
    await tx.execute(lost)
    return released


async def assign_desk(tx: Tx, topic_of: Callable[[str], str] = str) -> dict[int, int]:
    """Give every open case without a desk one, now that there may be one; returns case id to desk chat.

    `topic_of`: the topic of the tree for what a case came from, which may be an entry.
    """
    homeless = case.select().where((case.c.desk_chat.is_(None)) & (case.c.status != Status.CLOSED))
    given: dict[int, int] = {}
    for row in (await tx.execute(homeless)).all():
        if (desk := await desk_for(tx, row.language, topic_of(row.topic_path))) is not None:
            await tx.execute(update(case).where(case.c.id == row.id).values(desk_chat=desk.chat_id))
            given[row.id] = desk.chat_id
    return given
