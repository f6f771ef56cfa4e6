"""Which places are nearest: consulates of a country, and help that is for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, hypot, radians, sin, sqrt

from knowledge_base.kb import KnowledgeBase
from knowledge_base.models import Entry, Place, Point

CONSULAR = "CON.CON"
"""The request category under which the posts of a country stand."""
_EARTH_KM = 6371.0


@dataclass(frozen=True)
class Near:
    """A place, and how far it is. `whole_city`: only its city is known, the distance is to the centre."""

    place: Place
    entry: Entry
    kilometres: float
    whole_city: bool


def consulates(kb: KnowledgeBase, country: str, here: Point) -> list[Near]:
    """The posts of a country, nearest first."""
    return _sorted(kb, (entry for entry in _consular(kb) if country in entry.applies_to.nationalities), here)


def help_points(kb: KnowledgeBase, country: str | None, here: Point) -> list[Near]:
    """All other places that are for people of a country, nearest first."""
    others = (entry for entry in kb.entries.values() if entry.category != CONSULAR and _is_for(entry, country))
    return _sorted(kb, others, here)


def kilometres(one: Point, other: Point) -> float:
    """The way over the ground as a bird flies (haversine formula on a ball of 6,371 km)."""
    (south, west), (north, east) = (tuple(map(radians, point)) for point in (one, other))
    half = hypot(sin((north - south) / 2), sqrt(cos(south) * cos(north)) * sin((east - west) / 2))
    return 2 * _EARTH_KM * asin(min(1.0, half))


def _consular(kb: KnowledgeBase) -> Iterator[Entry]:
    return (entry for entry in kb.entries.values() if entry.category == CONSULAR)


def _is_for(entry: Entry, country: str | None) -> bool:
    return country is None or not entry.applies_to.nationalities or country in entry.applies_to.nationalities


def _sorted(kb: KnowledgeBase, entries: Iterator[Entry], here: Point) -> list[Near]:
    """Each place once, however many entries name it; the first one's answer stands for it."""
    namers = {place: entry for entry in reversed(list(entries)) for place in entry.places}
    found = (_near(kb, entry, place, here) for place, entry in namers.items())
    return sorted((near for near in found if near is not None), key=lambda near: near.kilometres)


def _near(kb: KnowledgeBase, entry: Entry, place: Place, here: Point) -> Near | None:
    """How far a place is; None for one in a city that we cannot find, which the gate forbids."""
    if place.point is not None:
        return Near(place, entry, kilometres(here, place.point), whole_city=False)
    city = kb.cities.get(place.city)
    return None if city is None else Near(place, entry, kilometres(here, city.point), whole_city=True)
