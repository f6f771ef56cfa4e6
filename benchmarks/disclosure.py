"""How much of an invented year stays visible under disclosure control, and how long finding a safe pattern takes.

Each week, month and quarter is released for coordinators (k = 5), then for outside (k = 10), which must also hold for
whoever has both. 60, 200 and 800 requests a week. Seconds are of one processor.

    .venv/bin/python -m benchmarks.disclosure [WEEKS [DIRECTORY]]

With a directory it also writes what was published as `RATE-coordinators.csv` and `RATE-outside.csv`, for an intruder's
program: `period,category,language,outcome,count`, `_T` for a total, an empty count where hidden.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from benchmarks.invented_year import Counts, counted, releases_in_order, year_of
from needs_assessment.periods import Kind, Period
from needs_assessment.protect import CellKey, Counted, Protected, Reader, protect
from needs_assessment.release import LEAST_K, WHOLE, Audience, Release

RATES = (60, 200, 800)
DIMS = ("category", "language", "outcome")


@dataclass
class _Table:
    cells: int = 0
    hidden: int = 0
    requests: int = 0
    visible: int = 0
    dropped: int = 0


@dataclass
class _Figures:
    """Of one rate: tables by audience and name, seconds by audience and kind of period."""

    tables: dict[tuple[Audience, str], _Table] = field(default_factory=lambda: defaultdict(_Table))
    seconds: dict[tuple[Audience, Kind], list[float]] = field(default_factory=lambda: defaultdict(list))


def main() -> None:
    """Print the figures of each rate."""
    weeks = int(sys.argv[1]) if len(sys.argv) > 1 else 53
    for rate in RATES:
        figures, releases = _run(year_of(rate, weeks=weeks), weeks)
        _show(rate, figures)
        if len(sys.argv) > 2:
            _write(Path(sys.argv[2]), rate, releases)


def _run(counts: Counts, weeks: int) -> tuple[_Figures, Mapping[Audience, list[Release]]]:
    figures, releases = _Figures(), {audience: [] for audience in Audience}
    truths = {CellKey(table, name, codes): n for (table, name), cells in counts.items() for codes, n in cells.items()}
    for period in releases_in_order([f"2026-W{number:02}" for number in range(1, weeks + 1)]):
        tables = counted(counts, period)
        for audience in (Audience.COORDINATORS, Audience.OUTSIDE):
            start = time.process_time()
            protected = protect(tables, readers_of(audience, releases, truths))
            figures.seconds[audience, period.kind].append(time.process_time() - start)
            releases[audience].append(_release(audience, period, protected))
            _note(figures, audience, tables, protected)
    return figures, releases


def readers_of(
    audience: Audience, releases: Mapping[Audience, Sequence[Release]], truths: Mapping[CellKey, int]
) -> list[Reader]:
    """The audience itself; for outside also whoever has the coordinators' releases too."""
    own = Reader(LEAST_K[audience], tuple(releases[audience]), truths)
    if audience is Audience.COORDINATORS:
        return [own]
    everything = tuple(release for one in releases.values() for release in one)
    return [own, Reader(LEAST_K[Audience.COORDINATORS], everything, truths)]


def _release(audience: Audience, period: Period, protected: Protected) -> Release:
    tables, dropped = protected.of(period.name), protected.dropped_of(period.name)
    return Release(audience, period, 1, LEAST_K[audience], "1", date(2026, 1, 1), tables, dropped)


def _note(figures: _Figures, audience: Audience, tables: Iterable[Counted], protected: Protected) -> None:
    for one in tables:
        found = figures.tables[audience, one.spec.name]
        table = protected.tables.get((one.spec.name, one.period.name))
        found.cells += len(one.codes)
        found.requests += sum(one.counts.values())
        found.dropped += table is None
        found.hidden += len(one.codes) if table is None else table.hidden_cells
        found.visible += sum(cell.count or 0 for cell in table.cells) if table is not None else 0


def _show(rate: int, figures: _Figures) -> None:
    sys.stdout.write(f"{rate} requests a week\n")
    for (audience, kind), seconds in figures.seconds.items():
        mean, most = sum(seconds) / len(seconds), max(seconds)
        sys.stdout.write(f"  {audience:12} {kind:8} mean {mean:6.2f} s  longest {most:6.2f} s\n")
    for (audience, name), one in figures.tables.items():
        share = 100 * one.visible / max(one.requests, 1)
        sys.stdout.write(
            f"  {audience:12} {name:12} cells hidden {one.hidden:5} of {one.cells:5}"
            f"  requests visible {share:3.0f} %  tables dropped {one.dropped}\n"
        )
    for audience in Audience:
        weekly = [figures.tables[audience, name] for name in DIMS]
        share = 100 * sum(one.visible for one in weekly) / max(sum(one.requests for one in weekly), 1)
        sys.stdout.write(f"  {audience:12} the three one-way tables of the weeks together: {share:.0f} % visible\n")
    sys.stdout.flush()


def _write(directory: Path, rate: int, releases: Mapping[Audience, Iterable[Release]]) -> None:
    for audience, found in releases.items():
        with (directory / f"{rate}-{audience}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("period", *DIMS, "count"), *_rows(found)])


def _rows(releases: Iterable[Release]) -> Iterable[list[object]]:
    """The tables of the requests, without the hours, which have a dimension of their own."""
    for release in releases:
        for name, table in release.tables.items():
            if name in ("total", *DIMS, "finer", "by_language", "sensitive"):
                for cell in table.cells:
                    codes = dict(zip(table.dims, cell.codes, strict=True))
                    count = "" if cell.count is None else cell.count
                    yield [release.period.span, *(codes.get(dim, WHOLE) for dim in DIMS), count]


if __name__ == "__main__":
    main()
