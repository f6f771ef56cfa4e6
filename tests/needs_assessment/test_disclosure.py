"""The proof is by witness: for each hidden cell another world is built that prints the same and has another number."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs_assessment import Cell, NotProtected, ProtectedWeek, ThresholdTooLow
from needs_assessment.disclosure import Counts, hidden_codes, protect

NAMES = ("category", "language", "outcome")
Joint = list[tuple[int, int, int]]
"""Requests one by one, as which line of each of the three tables: what nobody keeps, and what an intruder is after."""


def margins(requests: Joint, sizes: tuple[int, ...]) -> dict[str, dict[str, int]]:
    return {
        name: {str(line): sum(request[place] == line for request in requests) for line in range(sizes[place])}
        for place, name in enumerate(NAMES)
    }


def joined(tables: dict[str, dict[str, int]]) -> Joint:
    """Some requests that have these tables as their margins."""
    spread = [[int(code) for code, n in tables[name].items() for _ in range(n)] for name in NAMES]
    return list(zip(*spread, strict=True))


@st.composite
def weeks(draw: st.DrawFn) -> tuple[Joint, tuple[int, ...]]:
    sizes = tuple(draw(st.integers(1, size)) for size in (14, 8, 7))
    # Small lines first: real tables are a few great ones and a tail.
    line = [st.one_of(st.just(0), st.integers(0, size - 1)) for size in sizes]
    return draw(st.lists(st.tuples(*line), max_size=80)), sizes


def other_world(shown: ProtectedWeek, table: str, code: str, wanted: int) -> dict[str, dict[str, int]]:
    """Tables that print the same, with `wanted` in one hidden cell."""
    assert shown.total is not None
    tables = {}
    for name, cells in shown.tables.items():
        rest = shown.total - sum(cell.count or 0 for cell in cells)
        counts = {cell.code: cell.count or 0 for cell in cells}
        hidden = [cell.code for cell in cells if cell.hidden]
        if name == table:
            counts[code] = wanted
            counts[next(other for other in hidden if other != code)] = rest - wanted
        elif hidden:
            counts[hidden[0]] = rest
        tables[name] = counts
    return tables


def hides(shown: ProtectedWeek, requests: Joint, sizes: tuple[int, ...]) -> bool:
    """Whether a joint world of these requests is one that the printed week allows."""
    world = margins(requests, sizes)
    return len(requests) == shown.total and all(
        cell.hidden or cell.count == world[name][cell.code] for name, cells in shown.tables.items() for cell in cells
    )


@given(weeks(), st.integers(5, 12))
def test_every_hidden_cell_could_be_nought_and_could_be_the_threshold(
    week: tuple[Joint, tuple[int, ...]], k: int
) -> None:
    requests, sizes = week
    shown = protect("2026-W47", len(requests), margins(requests, sizes), k)
    if shown.total is None:
        assert 0 < len(requests) < k
        return
    for name, cells in shown.tables.items():
        for cell in (one for one in cells if one.hidden):
            for wanted in (0, k):
                world = joined(other_world(shown, name, cell.code, wanted))
                assert hides(shown, world, sizes)
                assert margins(world, sizes)[name][cell.code] == wanted


@given(weeks(), st.integers(5, 12))
def test_what_is_printed_is_true_and_never_small(week: tuple[Joint, tuple[int, ...]], k: int) -> None:
    requests, sizes = week
    tables = margins(requests, sizes)
    shown = protect("2026-W47", len(requests), tables, k)
    assert shown.total in (None, len(requests))
    for name, cells in shown.tables.items():
        assert [cell.code for cell in cells] == list(tables[name])
        for cell in cells:
            assert cell.hidden or (cell.count == tables[name][cell.code] and cell.count not in range(1, k))


@given(weeks())
def test_no_more_is_hidden_than_the_small_cells_and_one(week: tuple[Joint, tuple[int, ...]]) -> None:
    requests, sizes = week
    shown = protect("2026-W47", len(requests), margins(requests, sizes))
    for name, counts in margins(requests, sizes).items():
        small = sum(0 < n < 5 for n in counts.values())
        hidden = sum(cell.hidden for cell in shown.tables[name])
        assert shown.total is None or hidden <= small + bool(small)


@given(weeks(), st.integers(5, 9), st.integers(0, 6))
def test_whoever_holds_both_reports_holds_no_more_than_the_finer_one(
    week: tuple[Joint, tuple[int, ...]], k: int, more: int
) -> None:
    requests, sizes = week
    fine, coarse = (protect("2026-W47", len(requests), margins(requests, sizes), one) for one in (k, k + more))
    assert coarse.total in (None, fine.total)
    for name in NAMES:
        for finer, coarser in zip(fine.tables[name], coarse.tables[name], strict=True):
            assert coarser.hidden or not finer.hidden


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"A": 20, "B": 30}, set()),
        ({"A": 20, "B": 0}, set()),
        ({"A": 3, "B": 30, "C": 9}, {"A", "C"}),
        ({"A": 3, "B": 30, "C": 0}, {"A", "B"}),
        ({"A": 3, "B": 2, "C": 9}, {"A", "B"}),
        ({"A": 1, "B": 2, "C": 9}, {"A", "B", "C"}),
        ({"A": 1, "B": 7, "C": 7}, {"A", "B"}),
    ],
)
def test_which_cells_are_hidden(counts: Counts, hidden: set[str]) -> None:
    assert hidden_codes(counts, 5) == hidden


def test_a_small_week_shows_nothing_not_even_its_noughts() -> None:
    shown = protect("2026-W47", 4, {"language": {"tg": 4, "uz": 0}})
    assert shown.total is None
    assert [cell.count for cell in shown.tables["language"]] == [None, None]


def test_an_empty_week_shows_its_noughts() -> None:
    shown = protect("2026-W47", 0, {"language": {"tg": 0, "uz": 0}})
    assert shown.total == 0
    assert shown.hidden_cells == 0


def test_the_second_step_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the small cells hidden and nothing else, one subtraction gives a number away: such a week cannot be made."""
    monkeypatch.setattr(
        "needs_assessment.disclosure.hidden_codes", lambda counts, k: {code for code, n in counts.items() if 0 < n < k}
    )
    with pytest.raises(NotProtected):
        protect("2026-W47", 33, {"language": {"tg": 3, "uz": 30}})


@pytest.mark.parametrize(
    ("total", "cells"),
    [
        (4, [4]),
        (9, [4, 5]),
        (33, [None, 30]),
        (33, [None, None, 30]),
        (33, [None, 30, 0]),
        (33, [30, 0]),
        (None, [30]),
        (None, [0, None]),
        (30, [None, None, 40]),
    ],
)
def test_no_week_can_be_made_by_hand_that_gives_a_number_away(total: int | None, cells: list[int | None]) -> None:
    table = tuple(Cell(str(place), count) for place, count in enumerate(cells))
    with pytest.raises(NotProtected):
        ProtectedWeek("2026-W47", 5, total, {"language": table})


def test_small_tables_one_by_one_against_all_their_worlds() -> None:
    """Every table of three lines with up to 14 requests: all solutions of the printed equation are tried."""
    for counts in product(range(15), repeat=3):
        if 5 <= sum(counts) <= 14:
            shown = protect("2026-W47", sum(counts), {"t": dict(zip("ABC", counts, strict=True))})
            worlds = [
                world
                for world in product(range(15), repeat=3)
                if sum(world) == shown.total
                and all(cell.count in (None, n) for cell, n in zip(shown.tables["t"], world, strict=True))
            ]
            for place, cell in enumerate(shown.tables["t"]):
                possible = {world[place] for world in worlds}
                assert not cell.hidden or (0 in possible and max(possible) >= 5)


def test_the_threshold_may_only_be_raised() -> None:
    with pytest.raises(ThresholdTooLow):
        protect("2026-W47", 0, {}, k=4)
    with pytest.raises(ThresholdTooLow):
        replace(protect("2026-W47", 0, {}), k=1)


def test_tables_that_do_not_add_up_are_not_shown() -> None:
    with pytest.raises(NotProtected):
        protect("2026-W47", 30, {"language": {"tg": 31}})


def test_a_protected_week_cannot_be_changed() -> None:
    shown = protect("2026-W47", 30, {"language": {"tg": 30}})
    with pytest.raises(TypeError):
        shown.tables["language"] = ()  # type: ignore[index]
