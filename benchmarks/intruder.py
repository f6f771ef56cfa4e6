"""An intruder goes through a year of releases, and says what can be worked out of what is hidden or not printed.

The intruder is the tests' own: it shares nothing with what protects. It has the coordinators' releases (k = 5),
outside's (k = 10), and both (k = 5). A year falls into parts that share no week, each gone through by a
processor of its own: some minutes a part. Exit status 1 when it has learnt anything.

    .venv/bin/python -m benchmarks.disclosure 53 DIRECTORY
    .venv/bin/python -m benchmarks.intruder DIRECTORY [RATE ...]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parent.parent / "tests" / "support"))

from intruder import Row, apart, attack, read

from benchmarks.disclosure import RATES
from needs_assessment.release import LEAST_K, Audience

INSIDE, OUTSIDE = Audience.COORDINATORS, Audience.OUTSIDE


class _Part(NamedTuple):
    rate: int
    reader: str
    number: int
    rows: list[Row]
    k: int


def main() -> int:
    """Print what was learnt from each part."""
    directory, rates = Path(sys.argv[1]), [int(one) for one in sys.argv[2:]] or RATES
    with ProcessPoolExecutor() as processors:
        started = [processors.submit(_go_through, part) for rate in rates for part in _parts(directory, rate)]
        learnt = [_shown(one) for one in started]
    return int(any(learnt))


def _parts(directory: Path, rate: int) -> Iterator[_Part]:
    inside, outside = (read((directory / f"{rate}-{one}.csv").read_text("utf-8")) for one in (INSIDE, OUTSIDE))
    views = (("coordinators", inside, INSIDE), ("outside", outside, OUTSIDE), ("both", [*inside, *outside], INSIDE))
    for reader, rows, audience in views:
        for number, part in enumerate(apart(rows), start=1):
            yield _Part(rate, reader, number, part, LEAST_K[audience])


def _go_through(part: _Part) -> tuple[_Part, list[str], float]:
    start = time.process_time()
    found = [f"{' '.join(one.cell)}: {one.low} to {one.high}, {one.why}" for one in attack(part.rows, part.k)]
    return part, found, time.process_time() - start


def _shown(started: Future[tuple[_Part, list[str], float]]) -> bool:
    part, found, seconds = started.result()
    hidden = sum(row.count is None for row in part.rows)
    sys.stdout.write(
        f"{part.rate:4} a week  {part.reader:12} part {part.number}: {len(part.rows)} numbers, {hidden} hidden, "
        f"learnt {len(found)}  ({seconds:.0f} s)\n"
    )
    sys.stdout.writelines(f"    {line}\n" for line in found)
    sys.stdout.flush()
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
