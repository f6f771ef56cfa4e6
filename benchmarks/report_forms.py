"""How long the forms of a report take to make, on one core, and how large they are.

.venv/bin/python -m benchmarks.report_forms
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from locales import Catalogs
from needs_assessment.reports.chart import month_chart, week_chart
from needs_assessment.reports.pdf import month_pdf
from needs_assessment.reports.workbook import month_workbook, week_workbook

sys.path.append(str(Path(__file__).parent.parent / "tests" / "support"))
from summaries import month_summary, releases, week_summary

AT_MOST = 5.0
"""Seconds of one core for everything that is made of a month."""
ROUNDS = 3


def main() -> None:
    """Print seconds of the processor and kilobytes for each form in each language, the best of some rounds."""
    worst = 0.0
    for speech in Catalogs.load():
        week, month, made = week_summary(), month_summary(), releases()
        forms: Mapping[str, Callable[[], bytes]] = {
            "week chart": partial(week_chart, week, speech),
            "month chart": partial(month_chart, month, speech),
            "week workbook": partial(week_workbook, week, made, speech),
            "month workbook": partial(month_workbook, month, made, speech),
            "month PDF": partial(month_pdf, month, made, speech),
        }
        spent = {name: min(_seconds(make) for _ in range(ROUNDS)) for name, make in forms.items()}
        sizes = {name: len(make()) // 1000 for name, make in forms.items()}
        worst = max(worst, sum(seconds for name, seconds in spent.items() if name.startswith("month")))
        print(f"{speech.code:8}", *(f"{name} {spent[name]:.2f} s {sizes[name]} kB  " for name in forms))  # noqa: T201
    print(f"chart, workbook and PDF of a month: {worst:.2f} s at worst, {AT_MOST} s allowed")  # noqa: T201


def _seconds(make: Callable[[], bytes]) -> float:
    before = time.process_time()
    make()
    return time.process_time() - before


if __name__ == "__main__":
    main()
