"""What a month's report costs as the hotline grows: with the cells that are not empty, not with the requests.

    .venv/bin/python -m benchmarks.report_cost [REQUESTS...]

1,000 to 10 million requests in a month, in a database of their own: three months of counters, the weeks and the two
months before released already. Seconds of one processor, the best of some rounds, and as ratios to the first line:

    read      the counters of the quarter from the database
    protect   making the release of the month, jointly with all that was printed before
    summarise what the report says
    text ...  each form in English, and in the end all forms, which may take 5 s together
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.append(str(Path(__file__).parent.parent / "tests" / "support"))
from simulated_weeks import SimulatedHotline, counter_rows, one_release, release_all

from locales import Catalogs
from needs_assessment.counters import Counted, periods_of, read_counters
from needs_assessment.periods import Kind, period
from needs_assessment.release import Audience, Release
from needs_assessment.reports import Form, drawn, month_text, summarise
from storage import Database
from storage.migrate import migrate
from storage.tables import request_count

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
QUARTER, MONTH = period("2026-Q3"), period("2026-09")
AT_MOST = 5.0
ROUNDS = 3
FORMS = {"text": None, "chart": Form.CHART, "workbook": Form.WORKBOOK, "PDF": Form.DOCUMENT, "HXL": Form.EXCHANGE}
COLUMNS = ("read", "protect", "summarise", *FORMS, "forms")


def main() -> None:
    """Print seconds, then ratios."""
    sizes = [int(number) for number in sys.argv[1:]] or list(SIZES)
    costs = [asyncio.run(_cost(size)) for size in sizes]
    _say(f"{'requests':>10} {'cells':>6} {'hidden':>6} " + " ".join(f"{name:>9}" for name in COLUMNS))
    for size, (cells, hidden, spent) in zip(sizes, costs, strict=True):
        _say(f"{size:10,} {cells:6} {hidden:6} " + " ".join(f"{spent[name]:9.3f}" for name in COLUMNS))
    first_cells, _, first = costs[0]
    for size, (cells, _, spent) in zip(sizes, costs, strict=True):
        ratios = " ".join(f"{spent[name] / first[name]:9.2f}" for name in COLUMNS)
        _say(f"{size / sizes[0]:10,.0f} {cells / first_cells:6.2f} {'':6} {ratios}")
    worst = max(spent["forms"] for _, _, spent in costs)
    _say(f"all forms of a month: {worst:.2f} s at worst, {AT_MOST} s allowed")


async def _cost(size: int) -> tuple[int, int, Mapping[str, float]]:
    """Cells of the month and its weeks that are not empty, hidden cells, and seconds by column."""
    hotline = SimulatedHotline(round(size / len(MONTH.weeks)))
    for week in QUARTER.weeks:
        hotline.count(week)
    before: list[Release] = []
    release_all(hotline.counters, QUARTER.weeks, before, audiences=(Audience.COORDINATORS,), kinds=(Kind.WEEK,))
    for name in ("2026-07", "2026-08"):
        before.append(one_release(hotline.counters, period(name), Audience.COORDINATORS, before))
    read_seconds, counted = await _read(hotline.counters)
    protect_seconds, release = _best(lambda: one_release(counted, MONTH, Audience.COORDINATORS, before))
    printed = [*before, release]
    summarise_seconds, summary = _best(lambda: summarise(release, printed))
    speech = Catalogs.load()["en"]
    makers: dict[str, Callable[[], object]] = {
        name: partial(month_text, summary, speech) if form is None else partial(drawn, form, summary, printed, speech)
        for name, form in FORMS.items()
    }
    spent = {name: _best(make)[0] for name, make in makers.items()}
    spent |= {"read": read_seconds, "protect": protect_seconds, "summarise": summarise_seconds}
    spent["forms"] = sum(spent[name] for name in FORMS)
    return _filled(hotline.counters), release.hidden_cells, spent


async def _read(counters: Counted) -> tuple[float, Counted]:
    with TemporaryDirectory() as folder:
        database = Database.at(f"sqlite:///{folder}/counters.db")
        await migrate(database)
        async with database.write() as tx:
            await tx.execute(request_count.insert(), counter_rows(counters))
        best = float("inf")
        for _ in range(ROUNDS):
            begun = time.process_time()
            async with database.read() as tx:
                counted = await read_counters(tx, periods_of(QUARTER.weeks))
            best = min(best, time.process_time() - begun)
        await database.close()
    return best, counted


def _filled(counters: Counted) -> int:
    mine = {MONTH.name, *MONTH.weeks}
    return sum(n > 0 for (_, when), cells in counters.items() if when in mine for n in cells.values())


def _best(make: Callable[[], Any]) -> tuple[float, Any]:
    spent: list[float] = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        made = make()
        spent.append(time.process_time() - begun)
    return min(spent), made


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
