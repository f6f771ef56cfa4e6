"""Open a case for a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import insert

from operators.case import About, Case, Status
from operators.desks import desk_for
from operators.find import case_by_code, case_by_id, case_of_person
from storage import Tx, Vault
from storage.tables import case


async def open_case(
    tx: Tx,
    vault: Vault,
    now: datetime,
    *,
    chat_id: int,
    language: str,
    topic_path: str,
    urgent: bool,
    code: Callable[[], str],
    topic: str = "",
    about: About | None = None,
) -> tuple[Case, bool]:
    """The person's case, and whether it is new: who has an open case gets that one.

    `topic` of the tree decides which desk is asked; `about` is what the card tells beside the messages.
    """
    person_key = vault.person_key(chat_id)
    if (present := await case_of_person(tx, person_key)) is not None:
        return present, False
    fresh = await _free_code(tx, code)
    key = vault.new_case_key(fresh)
    desk = await desk_for(tx, language, topic)
    row = {
        "code": fresh,
        "person_key": person_key,
        "status": Status.WAITING,
        "urgent": int(urgent),
        "language": language,
        "topic_path": topic_path,
        "desk_chat": desk.chat_id if desk else None,
        "key": key,
        "chat": vault.case(key, fresh).seal(str(chat_id).encode(), "chat"),
        "about": vault.case(key, fresh).seal((about or About()).dump(), "about"),
        "since": now,
        "opened_at": now,
        "active_at": now,
    }
    case_id = (await tx.execute(insert(case).values(row).returning(case.c.id))).scalar_one()
    opened = await case_by_id(tx, case_id)
    assert opened is not None
    return opened, True


async def _free_code(tx: Tx, code: Callable[[], str]) -> str:
    while True:
        candidate = code()
        if await case_by_code(tx, candidate) is None:
            return candidate
