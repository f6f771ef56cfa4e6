"""A hotline with three categories, three languages and few requests, so that tests can try everything.

Its tables have the names and the shape of the real ones.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from needs_assessment.periods import Kind, Period, month_of, period, quarter_of
from needs_assessment.protect import CellKey, Counted, Protected, Reader, protect
from needs_assessment.release import Audience, Release
from needs_assessment.tables import TableSpec, Universe

LINES = ("A", "B", "C")
FINER = ("A.X", "A.Y", "A.OTHER", "B.X", "B.OTHER")
SENSITIVE = ("A.OTHER.S", "A.OTHER.OTHER", "C.P", "C.OTHER")
FINEST = ("A.X", "A.Y", "A.OTHER.S", "A.OTHER.OTHER", "B.X", "B.OTHER", "C.P", "C.OTHER")
LANGUAGES = ("ru", "uz", "tg")
OUTCOMES = ("answered", "unmet", "escalated")
WEEKS = tuple(f"2026-W{number:02}" for number in range(1, 14))

Counts = Mapping[tuple[str, str], Counter[tuple[str, ...]]]


def specs(
    lines: tuple[str, ...] = LINES, finer: tuple[str, ...] = FINER, languages: tuple[str, ...] = LANGUAGES
) -> tuple[TableSpec, ...]:
    """The list, the coarsest first."""
    week, month, requests = Kind.WEEK, Kind.MONTH, Universe.REQUESTS
    return (
        TableSpec("total", week, requests, (), ()),
        TableSpec("category", week, requests, ("category",), (lines,)),
        TableSpec("language", week, requests, ("language",), (languages,)),
        TableSpec("outcome", week, requests, ("outcome",), (OUTCOMES,)),
        TableSpec("finer", month, requests, ("category",), (finer,)),
        TableSpec("by_language", month, requests, ("category", "language"), (lines, languages)),
        TableSpec("sensitive", Kind.QUARTER, requests, ("category",), (SENSITIVE,)),
    )


def table(name: str, when: str, counts: Mapping[tuple[str, ...], int]) -> Counted:
    """One table of the list."""
    return Counted(next(spec for spec in specs() if spec.name == name), period(when), counts)


def invented(rate: int, seed: int) -> Counts:
    """The counters of a quarter with about so many requests a week."""
    chance = random.Random(seed)
    counts: dict[tuple[str, str], Counter[tuple[str, ...]]] = {}
    for week in WEEKS:
        for _ in range(chance.randint(rate // 2, rate * 3 // 2)):
            line = chance.choices(FINEST, (12, 3, 1, 2, 8, 2, 1, 3))[0]
            language = chance.choices(LANGUAGES, (6, 3, 1))[0]
            outcome = chance.choices(OUTCOMES, (7, 2, 1))[0]
            for name, when, codes in _cells(week, line, language, outcome):
                counts.setdefault((name, when), Counter())[codes] += 1
    return counts


def _cells(week: str, line: str, language: str, outcome: str) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    broad, month, quarter = line[0], month_of(week), quarter_of(week)
    yield from (("total", week, ()), ("category", week, (broad,)), ("language", week, (language,)))
    yield from (("outcome", week, (outcome,)), ("by_language", month, (broad, language)))
    if broad != "C":
        yield "finer", month, (".".join(line.split(".")[:2]),)
    if line in SENSITIVE:
        yield "sensitive", quarter, (line,)


def counted(counts: Counts, when: Period) -> list[Counted]:
    """The tables of a period."""
    return [
        Counted(spec, when, counts.get((spec.name, when.name), Counter())) for spec in specs() if spec.kind is when.kind
    ]


def truths(counts: Counts) -> dict[CellKey, int]:
    """Every number that was counted."""
    return {CellKey(name, when, codes): n for (name, when), cells in counts.items() for codes, n in cells.items()}


def periods(weeks: Sequence[str] = WEEKS) -> list[Period]:
    """Week by week, and what each completes."""
    found = []
    for week in weeks:
        longer = (period(month_of(week)), period(quarter_of(week)))
        found += [period(week), *(one for one in longer if one.weeks[-1] == week)]
    return found


def released(audience: Audience, when: Period, k: int, protected: Protected) -> Release:
    """What becomes of protected tables."""
    return Release(
        audience, when, 1, k, "1", date(2026, 1, 1), protected.of(when.name), protected.dropped_of(when.name)
    )


def publish(counts: Counts, ks: Mapping[Audience, int], **options: object) -> dict[Audience, list[Release]]:
    """Everything of a quarter, for each audience; the union of both is held to the first one's threshold."""
    releases: dict[Audience, list[Release]] = {audience: [] for audience in ks}
    known = truths(counts)
    first = next(iter(ks))
    for when in periods():
        for audience, k in ks.items():
            readers = [Reader(k, tuple(releases[audience]), known)]
            if audience is not first:
                everything = [one for found in releases.values() for one in found]
                readers.append(Reader(ks[first], tuple(everything), known))
            protected = protect(counted(counts, when), readers, **options)  # type: ignore[arg-type]
            releases[audience].append(released(audience, when, k, protected))
    return releases
