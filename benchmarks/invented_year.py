"""A hotline's year that never was: requests drawn by chance, counted as `needs_assessment/count.py` counts them.

The same seed gives the same year. A few lines and languages have most requests, as everywhere (Zipf).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from needs_assessment.categories import NEVER_COUNTED, categories
from needs_assessment.lines import REST, month_lines, quarter_lines, week_line
from needs_assessment.people import AGES, COUNTRIES, GENDERS, REGIONS
from needs_assessment.periods import Kind, Period, month_of, period, quarter_of
from needs_assessment.protect import Counted
from needs_assessment.tables import BANDS, HELP_CODES, CaseEvent, languages, specs_of, table_specs

Counts = dict[tuple[str, str], Counter[tuple[str, ...]]]
"""Table and period → codes → requests."""


def year_of(rate: int, *, year: int = 2026, weeks: int = 52, seed: int = 1) -> Counts:
    """The counters of the first weeks of a year with `rate` requests a week on average."""
    rng = np.random.default_rng([seed, rate])
    codes = [code for code, one in categories().items() if one.parent is not None and code not in NEVER_COUNTED]
    codes = list(rng.permutation(codes))
    counts: Counts = {}
    for number in range(1, weeks + 1):
        week = f"{year}-W{number:02}"
        for _ in range(rng.poisson(rate)):
            _count_request(counts, rng, week, codes)
    return counts


def counted(counts: Counts, one: Period) -> list[Counted]:
    """The tables of a period, in the order of the list."""
    return [Counted(spec, one, counts.get((spec.name, one.name), Counter())) for spec in specs_of(one.kind)]


def releases_in_order(weeks: Sequence[str]) -> Iterator[Period]:
    """The periods that become complete with each week: the week, after its last week the month, then the quarter."""
    for week in weeks:
        yield period(week)
        for name in (month_of(week), quarter_of(week)):
            if period(name).weeks[-1] == week:
                yield period(name)


def _count_request(counts: Counts, rng: np.random.Generator, week: str, codes: Sequence[str]) -> None:
    code, language = str(_zipf(rng, codes)), str(_zipf(rng, languages()))
    if rng.random() < 0.1:
        code = str(_zipf(rng, tuple(reversed(codes))))
    line, month, quarter = week_line(code), month_of(week), quarter_of(week)
    cells = [
        ("total", week, ()),
        ("category", week, (line,)),
        ("language", week, (language,)),
        ("outcome", week, (_zipf(rng, table_specs()["outcome"].lines[0]),)),
        ("hours", month, (_zipf(rng, BANDS, 0.5),)),
        ("by_language", month, (line, language)),
    ]
    fine = _finest(code, line, month_lines())
    sensitive = _finest(code, fine or line, quarter_lines())
    cells += [("finer", month, (fine,))] if fine else []
    cells += [("sensitive", quarter, (sensitive,))] if sensitive else []
    for table, name, key in [*cells, *_of_cases(rng, week, line)]:
        counts.setdefault((table, name), Counter())[tuple(str(one) for one in key)] += 1


def _of_cases(rng: np.random.Generator, week: str, line: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every third request becomes a case, of whose person something may be known."""
    if rng.random() > 0.3:
        return
    month = month_of(week)
    solved = rng.random() > 0.3
    yield "cases", week, (str(CaseEvent.OPENED),)
    yield "cases", week, (str(CaseEvent.SOLVED if solved else CaseEvent.UNSOLVED),)
    yield "waits", week, (_zipf(rng, table_specs()["waits"].lines[0]),)
    yield "handling", week, (_zipf(rng, table_specs()["handling"].lines[0]),)
    yield "help", week, (_zipf(rng, HELP_CODES),)
    if not solved:
        yield "unmet", month, (line,)
    if rng.random() < 0.1:
        yield "further", week, (line,)
        yield "cases", week, (str(CaseEvent.REFERRED),)
    if rng.random() < 0.5:
        yield "by_region", month, (line, _zipf(rng, REGIONS))
        yield "origin", month, (_zipf(rng, COUNTRIES),)
        yield "gender", month, (_zipf(rng, GENDERS),)
        yield "age", month, (_zipf(rng, AGES),)


def _zipf(rng: np.random.Generator, codes: Sequence[str], steep: float = 1.0) -> str:
    weights = 1.0 / np.arange(1, len(codes) + 1) ** steep
    return codes[int(rng.choice(len(codes), p=weights / weights.sum()))]


def _finest(code: str, parent: str, lines: Sequence[str]) -> str | None:
    own, rest = f"{parent}.{code.partition('.')[2]}", f"{parent}.{REST}"
    return own if own in lines else rest if rest in lines else None


__all__ = ["Counts", "Kind", "counted", "releases_in_order", "year_of"]
