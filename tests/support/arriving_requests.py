"""Weeks of made-up requests, counted as the hotline counts them: many needs, some of them rare, in eight languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from needs_assessment import CaseEvent, Outcome, count_case_event, count_request, count_wait, known_codes
from needs_assessment.categories import NEVER_COUNTED
from needs_assessment.periods import monday_of
from storage import Tx

ZONE = ZoneInfo("Europe/Moscow")
LANGUAGES = {"uz": 35, "tg": 25, "ru": 12, "ky": 10, "uz_Cyrl": 8, "kk": 5, "tk": 3, "en": 2}
OUTCOMES = {"answered": 50, "chosen": 15, "answered_by_operator": 13, "unmet": 10, "abandoned": 5, "escalated": 4,
            "unhelpful": 3}  # fmt: skip


def usual_needs(random: Random) -> dict[str, float]:
    """A weight for every code: a few needs are frequent, most are rare."""
    codes = sorted(known_codes() - NEVER_COUNTED)
    random.shuffle(codes)
    return {code: 1 / place for place, code in enumerate(codes, 3)}


async def count_week(
    tx: Tx,
    week: str,
    requests: int,
    needs: Mapping[str, float],
    random: Random,
    outbreak: tuple[str, int] | None = None,
) -> None:
    """Count a week; `outbreak` are a code and so many requests more of it."""
    codes = random.choices(list(needs), list(needs.values()), k=requests)
    if outbreak is not None:
        codes += [outbreak[0]] * outbreak[1]
    for code in codes:
        language = random.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
        outcome = Outcome(random.choices(list(OUTCOMES), list(OUTCOMES.values()))[0])
        at = _moment(week, random)
        await count_request(tx, at=at, category=code, language=language, outcome=outcome)
        if outcome is Outcome.ANSWERED_BY_OPERATOR:
            await count_case_event(tx, at=at, event=CaseEvent.SOLVED)
            await count_wait(tx, at=at, minutes=random.expovariate(1 / 25))


def _moment(week: str, random: Random) -> datetime:
    begin = datetime.combine(monday_of(week), time(), ZONE)
    return begin + timedelta(days=random.randrange(7), hours=min(23, max(0, round(random.gauss(15, 5)))))
