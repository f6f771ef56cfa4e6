"""Invented requests and cases, counted as `needs_assessment.count` counts real ones: the same ones for a week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product
from math import cos, pi
from random import Random

from needs_assessment.categories import NEVER_COUNTED, categories
from needs_assessment.counters import Counted
from needs_assessment.lines import REST, month_lines, quarter_lines, week_line
from needs_assessment.outcome import Outcome
from needs_assessment.people import AGES, COUNTRIES, GENDERS, REGIONS
from needs_assessment.periods import Kind, month_of, quarter_of
from needs_assessment.tables import BANDS, table_specs
from needs_assessment.waits import BUCKETS, bucket_of

USUAL_WEEK = 420
_BROAD = {
    "LEG": 26,
    "CON": 18,
    "WRK": 15,
    "HEA": 9,
    "MON": 8,
    "RET": 6,
    "BAS": 4,
    "FAM": 4,
    "PRO": 3,
    "INF": 5,
    "OTH": 4,
}
"""Weights of the broad categories; the others share what is left."""
_LANGUAGES = {"uz": 30, "ru": 24, "tg": 20, "ky": 12, "uz_Cyrl": 6, "kk": 4, "tk": 3, "en": 1}
_OUTCOMES: dict[str, int] = {
    Outcome.ANSWERED: 62,
    Outcome.CHOSEN: 12,
    Outcome.ANSWERED_BY_OPERATOR: 12,
    Outcome.UNMET: 7,
    Outcome.ABANDONED: 4,
    Outcome.UNHELPFUL: 3,
}
_HOURS = (3, 2, 8, 14, 18, 16)
"""How the day goes, in its six bands: evenings, after work."""
_DAYS = (16, 14, 14, 14, 13, 16, 18)
GROWN = {1: ("RET.BRD", 5.0), 9: ("LEG.REG", 2.6), 20: ("WRK.WAG", 3.0)}
"""Needs that grew, so many weeks before the end, and how many times."""


def invented(weeks: Sequence[str]) -> Counted:
    """The counters of these weeks, the oldest first, and of the months and quarters they lie in."""
    counters: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    for back, week in zip(range(len(weeks), 0, -1), weeks, strict=True):
        _count_week(counters, week, GROWN.get(back), Random(f"hamroh {week}"))  # noqa: S311 - the same each time
    tables: dict[tuple[str, str], dict[tuple[str, ...], int]] = {}
    for spec in table_specs().values():
        for name in _periods(spec.kind, weeks):
            tables[spec.name, name] = dict.fromkeys(product(*spec.lines), 0)
    for (name, period, codes), number in counters.items():
        tables[name, period][codes] = number
    return tables


def _periods(kind: Kind, weeks: Sequence[str]) -> Sequence[str]:
    if kind is Kind.WEEK:
        return weeks
    return list(dict.fromkeys((month_of if kind is Kind.MONTH else quarter_of)(week) for week in weeks))


def _count_week(
    counters: Counter[tuple[str, str, tuple[str, ...]]], week: str, grown: tuple[str, float] | None, chance: Random
) -> None:
    weights = _weights(grown)
    season = 1 + 0.25 * cos(2 * pi * (int(week[6:]) - 4) / 52)
    for code in chance.choices(
        [*weights], [*weights.values()], k=round(USUAL_WEEK * season * chance.uniform(0.85, 1.15))
    ):
        counters.update(_request(week, code, chance))


def _weights(grown: tuple[str, float] | None) -> dict[str, float]:
    codes = [code for code, one in categories().items() if one.parent and code not in NEVER_COUNTED]
    weights = {}
    for code in codes:
        broad = code[:3]
        siblings = [one for one in codes if one[:3] == broad]
        # The first code of a broad category is its most frequent one.
        weights[code] = _BROAD.get(broad, 2) * (2.0 if code == siblings[0] else 1.0) / (len(siblings) + 1)
    if grown is not None:
        weights[grown[0]] *= grown[1]
    return weights


def _request(week: str, code: str, chance: Random) -> list[tuple[str, str, tuple[str, ...]]]:
    month, line = month_of(week), week_line(code)
    language, outcome = _one(_LANGUAGES, chance), _one(_OUTCOMES, chance)
    band = chance.choices(BANDS, [day * hour for day in _DAYS for hour in _HOURS])[0]
    keys: list[tuple[str, str, tuple[str, ...]]] = [
        ("total", week, ()),
        ("category", week, (line,)),
        ("language", week, (language,)),
        ("outcome", week, (str(outcome),)),
        ("hours", month, (band,)),
        ("by_language", month, (line, language)),
        *_finer(week, code, line),
    ]
    return keys + (_case(week, line, chance) if outcome == Outcome.ANSWERED_BY_OPERATOR else [])


def _finer(week: str, code: str, line: str) -> list[tuple[str, str, tuple[str, ...]]]:
    finer = _finest(code, line, month_lines())
    sensitive = _finest(code, finer or line, quarter_lines())
    keys = [("finer", month_of(week), finer), ("sensitive", quarter_of(week), sensitive)]
    return [(name, period, (found,)) for name, period, found in keys if found]


def _finest(code: str, parent: str, lines: Sequence[str]) -> str | None:
    own, rest = f"{parent}.{code.partition('.')[2]}", f"{parent}.{REST}"
    return own if own in lines else rest if rest in lines else None


def _case(week: str, line: str, chance: Random) -> list[tuple[str, str, tuple[str, ...]]]:
    month, ended = month_of(week), _one({"solved": 70, "unsolved": 22, "referred": 8}, chance)
    waited, worked = (chance.lognormvariate(middle, 1.0) for middle in (2.4, 4.2))
    keys: list[tuple[str, str, tuple[str, ...]]] = [
        ("cases", week, ("opened",)),
        ("cases", week, (ended,)),
        ("waits", week, (bucket_of(min(waited, BUCKETS[-1])),)),
        ("handling", week, (bucket_of(min(worked, BUCKETS[-1])),)),
        ("help", week, (_one({"up": 80, "down": 20}, chance),)),
        ("origin", month, (chance.choices(COUNTRIES, (4, 14, 30, 4, 46, 2))[0],)),
        ("gender", month, (chance.choices(GENDERS, (30, 69, 1))[0],)),
        ("age", month, (chance.choices(AGES, (3, 22, 36, 28, 11))[0],)),
        ("by_region", month, (line, chance.choices(REGIONS, (30, 14, 9, 6, 9, 10, 8, 7, 4, 5, 2, 1))[0])),
    ]
    return [*keys, ("unmet", month, (line,))] if ended == "unsolved" else keys


def _one(weights: Mapping[str, int], chance: Random) -> str:
    return chance.choices([*weights], [*weights.values()])[0]
