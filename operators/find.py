"""Finding cases, and a person's place in the queue."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from operators.case import Case, Status
from storage import Tx
from storage.tables import case


async def case_by_id(tx: Tx, case_id: int) -> Case | None:
    """The case of a row that names it."""
    return await _one(tx, case.c.id == case_id)


async def case_by_code(tx: Tx, code: str) -> Case | None:
    """The case that people speak of."""
    return await _one(tx, case.c.code == code.strip().upper())


async def case_of_person(tx: Tx, person_key: str) -> Case | None:
    """The person's open case: there is one at most."""
    return await _one(tx, (case.c.person_key == person_key) & (case.c.status != Status.CLOSED))


async def case_of_topic(tx: Tx, desk_chat: int, thread_id: int) -> Case | None:
    """The case of a desk's topic."""
    return await _one(tx, (case.c.desk_chat == desk_chat) & (case.c.thread_id == thread_id))


async def place_in_queue(tx: Tx, mine: Case) -> int:
    """How many waiting cases come before this one: urgent ones first, then the older."""
    return await _count(tx, _before(mine))


async def longest_wait_before(tx: Tx, mine: Case) -> datetime | None:
    """Since when somebody waits whom the same desk will take before this case; None where nobody does."""
    here = (case.c.status == Status.WAITING) & case.c.desk_chat.is_not_distinct_from(mine.desk_chat)
    oldest = select(func.min(case.c.since)).where(here & _before(mine))
    since: datetime | None = (await tx.execute(oldest)).scalar()
    return since


async def waiting_count(tx: Tx) -> int:
    """How many cases nobody has claimed."""
    return await _count(tx, case.c.id.is_not(None))


def _before(mine: Case) -> ColumnElement[bool]:
    return (case.c.urgent > int(mine.urgent)) | ((case.c.urgent == int(mine.urgent)) & (case.c.id < mine.id))


async def _count(tx: Tx, condition: ColumnElement[bool]) -> int:
    waiting = select(func.count()).select_from(case).where((case.c.status == Status.WAITING) & condition)
    return int((await tx.execute(waiting)).scalar_one())


async def _one(tx: Tx, condition: ColumnElement[bool]) -> Case | None:
    newest = select(case).where(condition).order_by(case.c.id.desc()).limit(1)
    row = (await tx.execute(newest)).first()
    return None if row is None else Case.of(row)
