from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs_assessment.reports.chance import dispersion, mid_p, real_ones, two_sided
from needs_assessment.reports.emerging import (
    LEAST_WEEKS,
    WEEKS,
    Counted,
    change_of_total,
    changes,
    dispersion_of,
    emerging,
    usual,
)
from needs_assessment.reports.power import power
from needs_assessment.reports.summary import Change

K = 5
counts = st.integers(0, 400)
shares = st.fractions(Fraction(1, 50), Fraction(49, 50), max_denominator=50)


def week(*lines: int | None, total: int | None = None, k: int = K) -> Counted:
    shown = sum(n or 0 for n in lines)
    return Counted(shown if total is None else total, {f"L{place}": n for place, n in enumerate(lines)}, k)


@st.composite
def histories(draw: st.DrawFn) -> list[Counted]:
    """A week and those before it, some numbers hidden."""
    size = draw(st.integers(1, 6))
    number = st.one_of(st.none(), st.just(0), st.integers(K, 90))
    made = []
    for lines in draw(st.lists(st.lists(number, min_size=size, max_size=size), min_size=1, max_size=WEEKS + 1)):
        hidden = draw(st.integers(0, 40)) if None in lines else 0
        made.append(week(*lines, total=sum(n or 0 for n in lines) + hidden))
    return made


def codes(now: Counted, before: list[Counted]) -> set[str]:
    return {one.code for one in emerging(now, before)}


@given(st.integers(0, 60), st.integers(0, 60), shares)
def test_the_test_is_the_exact_sum_of_the_binomial_distribution(count: int, before: int, share: Fraction) -> None:
    n = count + before
    chances = [comb(n, i) * share**i * (1 - share) ** (n - i) for i in range(n + 1)]
    assert mid_p(count, before, float(share)) == pytest.approx(float(sum(chances[count:]) - chances[count] / 2))


@given(counts, counts, shares)
def test_a_chance_is_a_chance_and_both_sides_are_one(count: int, before: int, share: Fraction) -> None:
    p = mid_p(count, before, float(share))
    assert 0 <= p <= 1
    assert 0 <= two_sided(p) <= 1
    assert p + mid_p(before, count, 1 - float(share)) == pytest.approx(1)


@given(counts, counts, shares)
def test_the_more_there_are_the_less_it_is_chance(count: int, before: int, share: Fraction) -> None:
    assert mid_p(count + 1, before, float(share)) <= mid_p(count, before, float(share)) + 1e-9


def test_numbers_of_any_size_have_a_chance() -> None:
    assert mid_p(9_999_999, 8 * 9_999_999, 1 / 9) == pytest.approx(0.5, abs=0.01)
    assert mid_p(10**6, 10, 1 / 9) == 0
    assert mid_p(0, 10**6, 1 / 9) == 1


def test_of_many_tests_those_stand_out_that_do_so_together() -> None:
    chances = {"a": 0.03, "b": 0.051, "c": 0.076, "d": 0.5}
    assert real_ones(chances, 0.10) == set()
    assert real_ones({**chances, "c": 0.074}, 0.10) == {"a", "b", "c"}
    assert real_ones({}, 0.10) == set()


def test_dispersion_is_one_where_chance_explains_all_and_greater_where_it_does_not() -> None:
    assert dispersion([]) == 1
    assert dispersion([[(20, 100)] * 8]) == 1
    assert dispersion([[(10, 100), (30, 100)] * 4]) == pytest.approx(8 * 100 / 20 / (0.8 * 7))
    rng = np.random.default_rng(1)
    calm = [rng.multinomial(300, [0.5, 0.3, 0.2]) for _ in range(400)]
    assert dispersion_of([week(*map(int, one)) for one in calm]) == pytest.approx(1, abs=0.1)


def test_a_need_that_has_tripled_is_emerging() -> None:
    before = [week(100, 60, 10)] * WEEKS
    found = emerging(week(100, 60, 30), before)
    assert [(one.code, one.count, one.usual, one.ratio) for one in found] == [("L2", 30, 10, 3)]
    assert found[0].p < 0.01


def test_a_need_that_was_never_there_is_emerging() -> None:
    found = emerging(week(100, 60, 12), [week(100, 60, 0)] * WEEKS)
    assert [(one.code, one.usual, one.ratio) for one in found] == [("L2", 0, float("inf"))]


def test_more_of_everything_is_no_alarm_of_any_line() -> None:
    assert codes(week(300, 180, 30), [week(100, 60, 10)] * WEEKS) == set()


def test_a_sure_but_small_growth_is_no_alarm() -> None:
    before = [week(100_000, 10_000)] * WEEKS
    assert codes(week(100_000, 12_900), before) == set()
    assert codes(week(100_000, 13_100), before) == {"L1"}


def test_lively_counts_need_more_to_be_an_alarm() -> None:
    lively = [week(100, 60, 2 * K), week(60, 100, 2 * K)] * 4
    assert codes(week(80, 80, 22), [week(80, 80, 2 * K)] * WEEKS) == {"L2"}
    assert codes(week(80, 80, 22), lively) == set()


def test_what_is_hidden_now_is_never_an_alarm() -> None:
    now = week(100, None, None, total=118)
    assert codes(now, [week(100, 6, 10)] * WEEKS) == set()
    assert set(changes(now, [week(100, 6, 10)] * WEEKS).values()) == {Change.SAME, Change.UNKNOWN}
    assert changes(now, [week(100, 6, 10)] * WEEKS)["L1"] is Change.UNKNOWN


def test_nothing_is_said_of_a_hidden_total() -> None:
    now = Counted(None, {"L0": None, "L1": None}, K)
    assert codes(now, [week(100, 10)] * WEEKS) == set()
    assert set(changes(now, [week(100, 10)] * WEEKS).values()) == {Change.UNKNOWN}
    assert change_of_total(now, [week(100, 10)] * WEEKS) is Change.UNKNOWN


def test_a_need_that_used_to_be_hidden_can_be_emerging_and_its_usual_number_stays_hidden() -> None:
    hidden = [week(50, None, None, None, total=56)] * WEEKS
    found = emerging(week(50, 12, 0, 0), hidden)
    assert [(one.code, one.usual, one.ratio) for one in found] == [("L1", None, None)]


def test_a_hidden_week_counts_as_the_most_that_a_small_number_can_be() -> None:
    hidden = [week(50, None, None, None, total=56)] * WEEKS
    assert codes(week(50, 9, 0, 0), hidden) == set()
    assert codes(week(50, 9, 0, 0), [week(50, 2, 2, 2)] * WEEKS) == {"L1"}
    assert codes(week(50, 10, 0, 0), hidden) == {"L1"}


def test_a_great_number_that_was_hidden_to_protect_another_is_not_taken_for_a_small_one() -> None:
    before = [week(150, None, None, total=203)] * WEEKS  # 50 and 3
    assert codes(week(150, 50, 0), before) == set()
    assert changes(week(150, 50, 0), before)["L1"] is Change.UNKNOWN


def test_the_first_weeks_have_nothing_to_compare_with() -> None:
    before = [week(100, 10)] * (LEAST_WEEKS - 1)
    assert codes(week(100, 60), before) == set()
    assert set(changes(week(100, 60), before).values()) == {Change.UNKNOWN}
    assert change_of_total(week(500), before) is Change.UNKNOWN
    assert codes(week(100, 60), [*before, week(100, 10)]) == {"L1"}


def test_a_raised_threshold_is_heeded() -> None:
    before = [week(100, 60, 0)] * WEEKS
    assert codes(week(100, 60, 11, k=11), before) == {"L2"}
    assert codes(week(100, 60, 11, k=12), before) == set()


@given(histories(), st.integers(5, 12))
def test_never_an_alarm_under_the_threshold(history: list[Counted], k: int) -> None:
    now = Counted(history[0].total, history[0].lines, k)
    for one in emerging(now, history[1:]):
        assert one.count >= k
        assert now.lines[one.code] == one.count


@given(histories(), st.randoms())
def test_the_order_of_lines_and_weeks_does_not_matter(history: list[Counted], random) -> None:
    def shuffled(one: Counted) -> Counted:
        lines = random.sample(list(one.lines.items()), len(one.lines))
        return Counted(one.total, dict(lines), one.k)

    now, *before = history
    other = [shuffled(one) for one in random.sample(before, len(before))]
    assert emerging(shuffled(now), other) == emerging(now, before)
    assert changes(shuffled(now), other) == changes(now, before)


@given(histories())
def test_what_is_emerging_has_an_arrow_and_what_is_hidden_has_none(history: list[Counted]) -> None:
    now, before = history[0], history[1:]
    arrows = changes(now, before)
    assert set(arrows) == set(now.lines)
    assert all(arrows[one.code] is Change.UP for one in emerging(now, before))
    assert all(arrows[code] is Change.UNKNOWN for code, n in now.lines.items() if n is None)


def test_an_arrow_goes_down_too() -> None:
    arrows = changes(week(100, 60, 5), [week(100, 60, 30)] * WEEKS)
    assert arrows == {"L0": Change.SAME, "L1": Change.SAME, "L2": Change.DOWN}


def test_a_month_is_compared_with_weeks_by_its_length() -> None:
    month = Counted(680, {"L0": 400, "L1": 240, "L2": 40}, K, weeks=4)
    before = [week(100, 60, 10)] * WEEKS
    assert set(changes(month, before).values()) == {Change.SAME}
    assert change_of_total(month, before) is Change.SAME
    grown = Counted(760, {"L0": 400, "L1": 240, "L2": 120}, K, weeks=4)
    assert [(one.code, one.usual) for one in emerging(grown, before)] == [("L2", 40)]


def test_the_total_moves_only_where_it_leaves_what_it_was_and_chance_does_not_explain_it() -> None:
    before = [week(n) for n in (190, 200, 210, 195, 205, 200, 198, 202)]
    assert change_of_total(week(300), before) is Change.UP
    assert change_of_total(week(100), before) is Change.DOWN
    assert change_of_total(week(212), before) is Change.SAME
    assert change_of_total(week(300), [*before[:7], week(301)]) is Change.SAME
    assert change_of_total(week(0), [week(0)] * WEEKS) is Change.SAME


def test_usual_is_the_middle_of_the_weeks_that_show_a_number() -> None:
    assert usual([10, None, 20, 12, None, 14]) == 13
    assert usual([10, 20, 12, None]) is None


def test_power_grows_with_the_volume_and_falls_with_liveliness() -> None:
    told = [power(total, lively=1.0, lines=13, k=K) for total in (0, 30, 60, 200, 800, 10**7)]
    assert [one.tripling for one in told] == sorted(one.tripling for one in told)
    assert [one.doubling for one in told] == sorted(one.doubling for one in told)
    assert all(0 <= one.doubling <= one.tripling <= 1 for one in told)
    assert (told[0].tripling, told[-1].doubling, told[-1].tripling) == (0, 1, 1)
    assert power(200, lively=2.0, lines=13, k=K).tripling < told[3].tripling
    assert power(200, lively=1.0, lines=13, k=20).tripling < told[3].tripling


def test_power_is_what_the_rule_does() -> None:
    rng = np.random.default_rng(7)
    shares = np.array([0.5, 0.3, 0.1, 0.05, 0.05])

    def numbers(grown: int) -> Counted:
        return week(*(int(n) for n in rng.poisson(200 * shares * [1, 1, 1, 1, grown])))

    for grown, foretold in ((2, "doubling"), (3, "tripling")):
        seen = [codes(numbers(grown), [numbers(1) for _ in range(WEEKS)]) for _ in range(300)]
        told = getattr(power(200, lively=1.0, lines=5, k=K), foretold)
        assert sum("L4" in one for one in seen) / 300 == pytest.approx(told, abs=0.1)
