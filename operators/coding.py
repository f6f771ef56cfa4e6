"""What a case was about, as its operators say, and whether it was counted: kept sealed, and only as long as needed.

The codes themselves belong to `needs_assessment`; here they are words. Each change is one statement, so that two
operators who tap together cannot do anything twice.
"""

from __future__ import annotations

import json

from sqlalchemy import update

from operators.case import Case
from operators.find import case_by_id
from storage import Tx, Vault
from storage.tables import case

MOST_CODES = 3
"""Of one case (STATISTICS, "Counting")."""


def codes_of(vault: Vault, mine: Case) -> tuple[str, ...] | None:
    """What operators ticked, in that order; None where nobody was asked yet. Raises SealBroken."""
    if mine.key is None or mine.coding is None:
        return None
    return tuple(json.loads(vault.case(mine.key, mine.code).open(mine.coding, "coding")))


async def keep_codes(tx: Tx, vault: Vault, mine: Case, codes: tuple[str, ...], coder_key: str | None) -> None:
    """Keep what was ticked, and by whom last; None: by the hotline, beforehand. Raises SealBroken."""
    if mine.key is None:
        return
    sealed = vault.case(mine.key, mine.code).seal(json.dumps(codes).encode(), "coding")
    await tx.execute(update(case).where(case.c.id == mine.id).values(coding=sealed, coder_key=coder_key))


async def drop_codes(tx: Tx, mine: Case) -> bool:
    """Forget what it was about, and who said so; False where nothing was kept."""
    kept = (case.c.id == mine.id) & case.c.coding.is_not(None)
    return (await tx.execute(update(case).where(kept).values(coding=None, coder_key=None))).rowcount == 1


async def mark_counted(tx: Tx, mine: Case) -> bool:
    """The case is counted now, and where its person is need not be kept any more; False when it was counted before."""
    first = (case.c.id == mine.id) & (case.c.counted == 0)
    return (await tx.execute(update(case).where(first).values(counted=1, region=None))).rowcount == 1


async def mark_asked(tx: Tx, mine: Case, bit: int) -> bool:
    """One question of the case is done with; False when it was before."""
    first = (case.c.id == mine.id) & (case.c.asked.bitwise_and(bit) == 0)
    return (await tx.execute(update(case).where(first).values(asked=case.c.asked.bitwise_or(bit)))).rowcount == 1


async def keep_region(tx: Tx, vault: Vault, mine: Case, region: str) -> None:
    """Where the person is, until the case is counted. Raises SealBroken."""
    if mine.key is None:
        return
    sealed = vault.case(mine.key, mine.code).seal(region.encode(), "region")
    waiting = (case.c.id == mine.id) & (case.c.counted == 0)
    await tx.execute(update(case).where(waiting).values(region=sealed))


def region_of(vault: Vault, mine: Case) -> str | None:
    """Where the person is, if they told it and it is not counted yet. Raises SealBroken."""
    if mine.key is None or mine.region is None:
        return None
    return vault.case(mine.key, mine.code).open(mine.region, "region").decode()


async def set_panel(tx: Tx, case_id: int, message_id: int) -> int | None:
    """The message that asks what it was about stands in the topic; the one that it replaces, if any.

    Of a case that is closed, or counted, no panel is wanted: the message itself is given back.
    """
    mine = await case_by_id(tx, case_id)
    if mine is None or not mine.open or mine.counted:
        return message_id
    await tx.execute(update(case).where(case.c.id == case_id).values(panel_id=message_id))
    return mine.panel_id


async def lose_panel(tx: Tx, mine: Case) -> None:
    """The panel is gone."""
    await tx.execute(update(case).where(case.c.id == mine.id).values(panel_id=None))
