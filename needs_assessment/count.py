"""Counting a request, straight into the tables that are printed, in the transaction of the event.

Each table has its rows; no row joins two of them, and no row says anything about who or when within the week.
"""

from __future__ import annotations

from needs_assessment.categories import weekly_code
from needs_assessment.errors import UnknownCode
from needs_assessment.outcome import Outcome
from needs_assessment.tables import CATEGORY, LANGUAGE, OUTCOME, TOTAL, WHOLE, languages, lines
from needs_assessment.week import week_days
from storage import Tx, insert_or_ignore, upsert
from storage.tables import request_count

_n = request_count.c.n


async def count_request(tx: Tx, *, week: str, category: str | None, language: str, outcome: Outcome) -> None:
    """One request more in the tables of the week. `category` None: nobody could tell it.

    Staff misconduct is not counted at all. Raises UnknownCode. Four statements; in a week's first request two more.
    """
    line = weekly_code(category)
    cells = [(LANGUAGE, _language(language)), (OUTCOME, _outcome(outcome))]
    _check_week(week)
    if line is None:
        return
    # The total comes first: on PostgreSQL its lock puts counting transactions in a row, so they cannot deadlock.
    if not await _one_more_in_all(tx, week):
        await _lay_out(tx, week)
        await _one_more_in_all(tx, week)
    for table, code in [(CATEGORY, line), *cells]:
        await one_more(tx, week, table, code)


async def one_more(tx: Tx, week: str, table: str, code: str) -> None:
    """One more in a cell, which is made where there is none."""
    await upsert(tx, request_count, _row(week, table, code, 1), {"n": _n + 1})


async def _one_more_in_all(tx: Tx, week: str) -> bool:
    total = request_count.update().filter_by(table_name=TOTAL, period=week, code=WHOLE)
    return (await tx.execute(total.values(n=_n + 1))).rowcount == 1


async def _lay_out(tx: Tx, week: str) -> None:
    """Write every row of the week as a zero, in one fixed order.

    Rows that are made as they are needed would lie in the order of the first requests: whoever seizes the file could
    read from it which category, language and outcome were one person's.
    """
    cells = [(TOTAL, WHOLE), *((table, code) for table, codes in lines().items() for code in codes)]
    await insert_or_ignore(tx, request_count, [_row(week, table, code, 0) for table, code in cells])


def _row(week: str, table: str, code: str, n: int) -> dict[str, object]:
    return {"table_name": table, "period": week, "code": code, "code2": "", "n": n}


def _check_week(week: str) -> None:
    try:
        week_days(week)
    except ValueError:
        raise UnknownCode("there is no such week; one is written like 2026-W47") from None


def _language(code: str) -> str:
    if code not in languages():
        raise UnknownCode("there is no such language; the known ones have a folder in locales/")
    return code


def _outcome(outcome: Outcome) -> str:
    try:
        return str(Outcome(outcome))
    except ValueError:
        raise UnknownCode(f"there is no such outcome; the known ones are {' '.join(Outcome)}") from None
