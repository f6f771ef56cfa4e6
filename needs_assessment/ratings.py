"""Was this helpful? Counters of answers, by quarter, revision of the text and language: about texts, not about people.

A row joins an entry with a language, which no other counter does; therefore its time is a quarter, it is read only as
sums over languages or entries, and an answer rated by few is not shown at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select

from needs_assessment.categories import weekly_code
from needs_assessment.errors import UnknownCode
from needs_assessment.tables import languages
from storage import Tx, upsert
from storage.retention import quarter
from storage.tables import answer_rating

_n = answer_rating.c.n


class Verdict(StrEnum):
    """What a reader said of an answer; the last four say what was missing, once more for a `DOWN`."""

    UP = "up"
    DOWN = "down"
    NOT_MY_CASE = "not_my_case"
    UNCLEAR = "unclear"
    OUT_OF_DATE = "out_of_date"
    DID_NOT_WORK = "did_not_work"


_TO_PERSON = "to_person"
"""Not a verdict that anybody taps: a case was opened from the answer."""
REASONS = (Verdict.NOT_MY_CASE, Verdict.UNCLEAR, Verdict.OUT_OF_DATE, Verdict.DID_NOT_WORK)


@dataclass(frozen=True)
class Rated:
    """What readers said of an entry as its text stands now, over all languages and the last quarters."""

    entry: str
    up: int
    down: int
    reasons: Mapping[Verdict, int] = field(default_factory=dict)

    @property
    def bad(self) -> float:
        """The share of those whom it did not help, 0 to 1."""
        return self.down / (self.up + self.down)


async def rate(tx: Tx, now: datetime, *, entry: str, revision: str, language: str, verdict: Verdict) -> None:
    """One verdict more. Raises UnknownCode for a language without a catalog."""
    await _one_more(tx, now, entry, revision, language, str(verdict))


async def went_to_a_person(tx: Tx, now: datetime, *, entry: str, revision: str, language: str) -> None:
    """Somebody opened a case from an answer. Raises UnknownCode for a language without a catalog."""
    await _one_more(tx, now, entry, revision, language, _TO_PERSON)


async def asked_a_person(tx: Tx, categories: Mapping[str, str], *, least: int) -> list[str]:
    """The categories whose answers were followed by `least` cases or more, most cases first.

    `categories`: of each entry, its own code; they are summed to the codes that a weekly report may print.
    """
    mine = select(answer_rating.c.entry, func.sum(_n).label("n")).where(answer_rating.c.verdict == _TO_PERSON)
    counts: Counter[str] = Counter()
    for row in await tx.execute(mine.group_by(answer_rating.c.entry)):
        line = weekly_code(categories.get(row.entry))
        if line is not None and row.entry in categories:
            counts[line] += int(row.n)
    return [code for code, n in counts.most_common() if n >= least]


async def _one_more(tx: Tx, now: datetime, entry: str, revision: str, language: str, verdict: str) -> None:
    if language not in languages():
        raise UnknownCode("there is no such language; the known ones have a folder in locales/")
    row = {"quarter": quarter(now), "entry": entry, "revision": revision, "language": language, "verdict": verdict}
    await upsert(tx, answer_rating, {**row, "n": 1}, {"n": _n + 1})


async def worst_rated(tx: Tx, revisions: Mapping[str, str], *, least: int) -> list[Rated]:
    """The entries that helped least, worst first, of those that `least` or more readers rated and one found wanting.

    `revisions`: the revision of each entry's present text; what was said of older ones does not count. A reason that
    fewer than `least` gave is left out.
    """
    sums = select(
        answer_rating.c.entry, answer_rating.c.revision, answer_rating.c.verdict, func.sum(_n).label("n")
    ).group_by(answer_rating.c.entry, answer_rating.c.revision, answer_rating.c.verdict)
    counts: dict[str, Counter[Verdict]] = defaultdict(Counter)
    for row in await tx.execute(sums):
        if revisions.get(row.entry) == row.revision and row.verdict != _TO_PERSON:
            counts[row.entry][Verdict(row.verdict)] += int(row.n)
    rated = [_rated(entry, said, least) for entry, said in counts.items()]
    known = [one for one in rated if one.up + one.down >= least and one.down]
    return sorted(known, key=lambda one: (-one.bad, -one.down, one.entry))


def _rated(entry: str, said: Counter[Verdict], least: int) -> Rated:
    reasons = {reason: said[reason] for reason in REASONS if said[reason] >= least}
    return Rated(entry, said[Verdict.UP], said[Verdict.DOWN], reasons)
