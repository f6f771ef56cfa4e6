"""Counting, straight into the tables that are printed, in the transaction of the event.

Each table has its rows; no row says anything about who, or when within its period.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import product
from typing import NamedTuple

from sqlalchemy import select, tuple_

from needs_assessment.categories import NEVER_COUNTED, UNCODED, known_codes
from needs_assessment.errors import UnknownCode
from needs_assessment.lines import week_line
from needs_assessment.outcome import Outcome
from needs_assessment.periods import Kind, month_of, quarter_of
from needs_assessment.release import WHOLE
from needs_assessment.request_cells import request_cells
from needs_assessment.tables import CaseEvent, TableSpec, languages, table_specs
from needs_assessment.waits import bucket_of
from storage import Tx, insert_or_ignore
from storage.retention import iso_week
from storage.tables import request_count

_n = request_count.c.n
_key = (request_count.c.table_name, request_count.c.period, request_count.c.code, request_count.c.code2)
LARGEST_INSERT = 500
"""Rows in one statement: SQLite takes 32,766 values, PostgreSQL through asyncpg 32,767."""


class Key(NamedTuple):
    """One counter."""

    table: str
    period: str
    code: str
    code2: str = ""


async def count_request(
    tx: Tx, *, at: datetime, category: str | None, language: str, outcome: Outcome, asked_at: datetime | None = None
) -> None:
    """One request more in every table of the requests, in the periods of `at`, a moment in the mission's zone.

    `category` None: nobody could tell it. `asked_at`: when the person asked, where it was settled later. Staff
    misconduct is not counted at all. Raises UnknownCode. Three statements; in a week's first request some more.
    """
    check_codes(category, language, outcome)
    if category not in NEVER_COUNTED:
        await add(tx, iso_week(at), _request_keys(at, asked_at or at, category or UNCODED, language, outcome))


async def count_further(tx: Tx, *, at: datetime, codes: Sequence[str]) -> None:
    """The second and third need of a case, each once. Raises UnknownCode."""
    for code in codes:
        _check_category(code)
    week = iso_week(at)
    lines = {week_line(code) for code in codes if code not in NEVER_COUNTED}
    await add(tx, week, [Key("further", week, line) for line in sorted(lines)])


async def count_case_event(tx: Tx, *, at: datetime, event: CaseEvent) -> None:
    """A case was opened, or ended in one of the ways that are counted."""
    week = iso_week(at)
    await add(tx, week, [Key("cases", week, str(event))])


async def count_unmet(tx: Tx, *, at: datetime, category: str | None) -> None:
    """A case ended without a solution. Raises UnknownCode."""
    code = _check_category(category or UNCODED)
    if code not in NEVER_COUNTED:
        await add(tx, iso_week(at), [Key("unmet", month_of(iso_week(at)), week_line(code))])


async def count_handling(tx: Tx, *, at: datetime, minutes: float) -> None:
    """A case was closed so long after it was claimed."""
    week = iso_week(at)
    await add(tx, week, [Key("handling", week, bucket_of(minutes))])


async def count_about_person(tx: Tx, *, at: datetime, table: str, code: str) -> None:
    """What the person of a case said of themselves: a code of `origin`, `gender` or `age`. Raises UnknownCode."""
    if code not in _one_way(table):
        raise UnknownCode(f"there is no such {table}; the known codes are in people.py")
    week = iso_week(at)
    await add(tx, week, [Key(table, month_of(week), code)])


async def count_place(tx: Tx, *, at: datetime, category: str | None, region: str) -> None:
    """Where the person of a settled case is, with what the case was about. Raises UnknownCode."""
    if region not in table_specs()["by_region"].lines[1]:
        raise UnknownCode("there is no such region; the known ones are in people.py")
    code = _check_category(category or UNCODED)
    week = iso_week(at)
    if code not in NEVER_COUNTED:
        await add(tx, week, [Key("by_region", month_of(week), week_line(code), region)])


async def add(tx: Tx, week: str, keys: Sequence[Key]) -> None:
    """One more in each counter.

    The week's total is touched first in any case: on PostgreSQL its lock puts counting transactions in a row, so that
    they cannot deadlock.
    """
    if not keys:
        return
    if not await hold(tx, week):
        await _lay_out(tx, week)
        await hold(tx, week)
    wanted = tuple_(*_key).in_([tuple(key) for key in keys])
    known = {Key(*row) for row in await tx.execute(select(*_key).where(wanted))}
    if missing := [key for key in keys if key not in known]:
        # A language or code that came within the week: its row is made now, late and therefore last.
        await insert_or_ignore(tx, request_count, [_row(key) for key in missing])
    await tx.execute(request_count.update().where(wanted).values(n=_n + 1))


async def hold(tx: Tx, week: str) -> bool:
    """Take a week's counters for this transaction, see `add`; False while the week has none yet."""
    total = request_count.update().filter_by(table_name="total", period=week, code=WHOLE)
    return (await tx.execute(total.values(n=_n))).rowcount == 1


async def _lay_out(tx: Tx, week: str) -> None:
    """Write every row of the week, its month and its quarter as a zero, in one fixed order.

    Rows that are made as they are needed would lie in the order of the first requests: whoever seizes the file could
    read from it which category, language and outcome were one person's.
    """
    periods = _periods_of(week)
    keys = [key for spec in table_specs().values() for key in counters_of(spec, periods[spec.kind])]
    keys.sort(key=lambda key: key.table == "total")  # the total last: who finds it finds all
    for first in range(0, len(keys), LARGEST_INSERT):
        rows = [_row(key) for key in keys[first : first + LARGEST_INSERT]]
        await insert_or_ignore(tx, request_count, rows)


def _periods_of(week: str) -> dict[Kind, str]:
    return {Kind.WEEK: week, Kind.MONTH: month_of(week), Kind.QUARTER: quarter_of(week)}


def counters_of(spec: TableSpec, period_name: str) -> list[Key]:
    """Every counter of a table in a period."""
    if not spec.dims:
        return [Key(spec.name, period_name, WHOLE)]
    return [Key(spec.name, period_name, *codes) for codes in product(*spec.lines)]


def _row(key: Key) -> dict[str, object]:
    return {"table_name": key.table, "period": key.period, "code": key.code, "code2": key.code2, "n": 0}


def _request_keys(at: datetime, asked_at: datetime, code: str, language: str, outcome: Outcome) -> list[Key]:
    week = iso_week(at)
    periods = _periods_of(week)
    cells = {**request_cells(code, language, str(outcome)), "hours": (band_of(asked_at),)}
    return [Key(name, periods[table_specs()[name].kind], *(codes or (WHOLE,))) for name, codes in cells.items()]


def band_of(moment: datetime) -> str:
    """The four hours of the week in which a moment lies, for instance `7-20`."""
    return f"{moment.isoweekday()}-{moment.hour // 4 * 4:02}"


def _one_way(table: str) -> tuple[str, ...]:
    spec = table_specs().get(table)
    if table not in ("origin", "gender", "age") or spec is None:
        raise UnknownCode("there is no such table about the person of a case")
    return spec.lines[0]


def check_codes(category: str | None, language: str, outcome: str) -> None:
    """Whether there are such codes. Raises UnknownCode, which says what is wrong without quoting it."""
    if category is not None:
        _check_category(category)
    if language not in languages():
        raise UnknownCode("there is no such language; the known ones have a folder in locales/")
    if outcome not in set(Outcome):
        raise UnknownCode(f"there is no such outcome; the known ones are {' '.join(Outcome)}")


def _check_category(code: str) -> str:
    if code not in known_codes():
        raise UnknownCode("there is no such category; the known ones are in categories.csv")
    return code
