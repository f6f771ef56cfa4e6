"""The name of any code that a table can have, for people."""

from __future__ import annotations

from collections.abc import Callable

from locales import Html, Speech, escape
from needs_assessment.names import AGE_NAMES, GENDER_NAMES, REGION_NAMES, line_name, name_of
from needs_assessment.reports.terms import COUNTRY_NAMES, DAYS


def code_name(dim: str, code: str, speech: Speech) -> Html:
    """What a code of a dimension is called: of `category`, `language`, `outcome`, `country`, `band` and so on.

    Minutes, events and verdicts have no names: reports say them in sentences.
    """
    return _NAMES.get(dim, name_of)(code, speech)


def _band(code: str, speech: Speech) -> Html:
    """`1-16` as `Mon 16:00–20:00`."""
    day, hour = (int(part) for part in code.split("-"))
    return escape(speech.hours(f"{DAYS[day - 1]} {hour:02}:00–{hour + 4:02}:00"))


def _itself(code: str, _: Speech) -> Html:
    return escape(code)


def _listed(names: dict[str, str]) -> Callable[[str, Speech], Html]:
    return lambda code, speech: speech.t(names.get(code, code))


_NAMES: dict[str, Callable[[str, Speech], Html]] = {
    "category": line_name,
    "band": _band,
    "country": _listed(COUNTRY_NAMES),
    "region": _listed(REGION_NAMES),
    "gender": _listed(GENDER_NAMES),
    "age": _listed(AGE_NAMES),
    "event": _itself,
    "minutes": _itself,
    "verdict": _itself,
}
