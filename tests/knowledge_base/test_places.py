from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge_base import consulates, help_points
from knowledge_base.places import kilometres

MOSCOW, PETERSBURG = (55.7520, 37.6178), (59.9386, 30.3141)
points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def test_the_way_from_moscow_to_st_petersburg() -> None:
    assert 630 < kilometres(MOSCOW, PETERSBURG) < 640


@given(points, points)
def test_a_way_is_as_long_back_and_never_longer_than_half_the_earth(one: tuple, other: tuple) -> None:
    there = kilometres(one, other)
    assert 0 <= there <= 20_016
    assert abs(there - kilometres(other, one)) < 1e-6


def test_nearest_first_by_the_point_or_else_by_the_city(shelf) -> None:
    exact = {"name": "Exact", "city": "moscow", "address": "{office}", "latitude": 59.0, "longitude": 30.0}
    vague = {"name": "Vague", "city": "moscow", "address": "{office}"}
    shelf.entry(category="CON.CON", places=[exact, vague])
    near = consulates(shelf.kb(), "uz", MOSCOW)
    assert [(one.place.name, one.whole_city) for one in near] == [("Vague", True), ("Exact", False)]
    assert consulates(shelf.kb(), "kz", MOSCOW) == []


def test_help_points_are_for_the_reader_and_no_consulates(shelf) -> None:
    here = [{"name": "Shelter", "city": "moscow", "address": "{office}"}]
    shelf.entry(category="CON.CON", places=here)
    shelf.entry(id="shelter", category="LEG.REG", places=here, applies_to={"nationalities": ["tj"]})
    shelf.entry(id="registration", category="LEG.REG", places=[])
    assert [near.entry.id for near in help_points(shelf.kb(), "tj", MOSCOW)] == ["shelter"]
    assert help_points(shelf.kb(), "kz", MOSCOW) == []
    assert [near.entry.id for near in help_points(shelf.kb(), None, MOSCOW)] == ["shelter"]


def test_a_place_that_two_entries_name_is_listed_once(shelf) -> None:
    here = [{"name": "Hangar", "city": "moscow", "address": "{office}"}]
    shelf.entry(category="CON.CON", places=[])
    shelf.entry(id="food", category="LEG.REG", places=here)
    shelf.entry(id="registration", category="LEG.REG", places=here)
    assert [near.place.name for near in help_points(shelf.kb(), None, MOSCOW)] == ["Hangar"]
