"""An intruder with a model and a solver of their own goes through everything that was printed in a quarter."""

from __future__ import annotations

import pytest
from intruder import attack, long_csv, read
from small_hotline import invented, publish

from needs_assessment.protect.start import small_cells, strictest
from needs_assessment.release import Audience

KS = {Audience.COORDINATORS: 5, Audience.OUTSIDE: 10}


@pytest.mark.parametrize(("rate", "seed"), [(12, 1), (40, 3)])
def test_the_intruder_learns_nothing_from_either_audience_nor_from_both(rate, seed):
    releases = publish(invented(rate, seed), KS)
    inside, outside = releases[Audience.COORDINATORS], releases[Audience.OUTSIDE]

    assert attack(read(long_csv(inside)), 5) == []
    assert attack(read(long_csv(outside)), 10) == []
    assert attack(read(long_csv([*inside, *outside])), 5) == []


def test_the_intruder_finds_small_numbers_when_only_they_are_hidden():
    def only_small(tables, readers, watch):
        return frozenset(small_cells(tables, strictest(readers))), ()

    releases = publish(invented(25, 2), {Audience.COORDINATORS: 5}, choose=only_small)

    found = attack(read(long_csv(releases[Audience.COORDINATORS][:5])), 5)  # four weeks and their month

    assert len(found) > 5
    assert {one.why for one in found} >= {"hidden, and worked out"}


def test_the_intruder_sees_a_small_number_that_is_printed():
    assert [one.why for one in attack(read("period,category,language,outcome,count\n2026-W01,A,_T,_T,3\n"), 5)] == [
        "small and printed"
    ]
