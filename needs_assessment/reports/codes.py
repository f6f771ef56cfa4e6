"""The name of any code that a table can have, for people."""

from __future__ import annotations

from collections.abc import Callable

from locales import Html, Speech, escape, later
from needs_assessment.names import AGE_NAMES, GENDER_NAMES, REGION_NAMES, line_name, name_of

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_OTHER = later("Other")


def code_name(dim: str, code: str, speech: Speech) -> Html:
    """What a code of a dimension is called: of `category`, `language`, `outcome`, `country`, `band` and so on.

    Minutes, events and verdicts have no names: reports say them in sentences.
    """
    return _NAMES.get(dim, name_of)(code, speech)


def _band(code: str, speech: Speech) -> Html:
    """`1-16` as `Mon 16:00–20:00`."""
    day, hour = (int(part) for part in code.split("-"))
    return escape(speech.hours(f"{_DAYS[day - 1]} {hour:02}:00–{hour + 4:02}:00"))


def _country(code: str, speech: Speech) -> Html:
    name = speech.locale.territories.get(code.upper())
    return speech.t(_OTHER) if name is None else escape(name)


def _itself(code: str, _: Speech) -> Html:
    return escape(code)


def _listed(names: dict[str, str]) -> Callable[[str, Speech], Html]:
    return lambda code, speech: speech.t(names.get(code, code))


_NAMES: dict[str, Callable[[str, Speech], Html]] = {
    "category": line_name,
    "band": _band,
    "country": _country,
    "region": _listed(REGION_NAMES),
    "gender": _listed(GENDER_NAMES),
    "age": _listed(AGE_NAMES),
    "event": _itself,
    "minutes": _itself,
    "verdict": _itself,
}
