"""Reading a week's counters: the one way from the database to a reader leads through `protect`."""

from __future__ import annotations

from sqlalchemy import select

from needs_assessment.disclosure import THRESHOLD, ProtectedWeek, protect
from needs_assessment.tables import table_specs
from storage import Tx
from storage.tables import request_count

WEEKLY = ("category", "language", "outcome")


async def read_week(tx: Tx, week: str, k: int = THRESHOLD, *, running: bool = False) -> ProtectedWeek:
    """The protected numbers of a week that `parse_week` or `previous_week` gave.

    `running` is for the week that is not over: it marks what is read as a preview, and only a demo may ask for it.
    Raises NotProtected when the counters do not add up, and ThresholdTooLow.
    """
    counted = await _counters(tx, week)
    total = sum(counted.get("total", {}).values())
    tables = {name: _table(table_specs()[name].lines[0], counted.get(name, {})) for name in WEEKLY}
    return protect(week, total, tables, k, running=running)


def _table(codes: tuple[str, ...], counted: dict[str, int]) -> dict[str, int]:
    # A code that a newer list dropped keeps its line in the weeks in which it was counted.
    dropped = sorted(code for code, n in counted.items() if n and code not in codes)
    return {code: counted.get(code, 0) for code in (*codes, *dropped)}


async def _counters(tx: Tx, week: str) -> dict[str, dict[str, int]]:
    columns = (request_count.c.table_name, request_count.c.code, request_count.c.n)
    wanted = (request_count.c.period == week) & request_count.c.table_name.in_(["total", *WEEKLY])
    found: dict[str, dict[str, int]] = {}
    for table, code, n in await tx.execute(select(*columns).where(wanted)):
        found.setdefault(table, {})[code] = n
    return found
