"""The lines of each level are disjoint and complete: a program sees it from their names."""

from __future__ import annotations

import pytest

from needs_assessment.categories import NEVER_COUNTED, ReleaseClass, categories
from needs_assessment.lines import (
    code_of,
    month_line,
    month_lines,
    parent_of,
    quarter_line,
    quarter_lines,
    week_line,
    week_lines,
)

LEVELS = (week_lines(), month_lines(), quarter_lines())


def test_no_line_stands_twice_and_each_has_a_parent_in_a_coarser_table() -> None:
    lines = [line for level in LEVELS for line in level]
    assert len(set(lines)) == len(lines)
    for line in (*month_lines(), *quarter_lines()):
        assert parent_of(line) in {*week_lines(), *month_lines()}
    assert {parent_of(line) for line in week_lines()} == {None}


@pytest.mark.parametrize("code", sorted(set(categories()) - NEVER_COUNTED))
def test_every_code_counts_in_one_line_of_each_level_that_is_split_there(code: str) -> None:
    week, month, quarter = week_line(code), month_line(code), quarter_line(code)
    assert week in week_lines()
    if month is not None:
        assert parent_of(month) == week
    else:
        assert not any(parent_of(line) == week for line in month_lines())
    if quarter is not None:
        assert parent_of(quarter) == (month or week)


@pytest.mark.parametrize("code", [code for code, one in categories().items() if one.release is ReleaseClass.NEVER])
def test_a_code_that_is_never_printed_is_in_a_rest_with_others(code: str) -> None:
    if code not in NEVER_COUNTED:
        finest = [line for line in (week_line(code), month_line(code), quarter_line(code)) if line is not None][-1]
        assert code_of(finest) is None, finest


@pytest.mark.parametrize("level", LEVELS)
def test_no_line_is_named_by_a_code_that_must_not_be_printed_there(level: tuple[str, ...]) -> None:
    allowed = {
        week_lines(): {ReleaseClass.WEEKLY},
        month_lines(): {ReleaseClass.MONTHLY},
        quarter_lines(): {ReleaseClass.QUARTERLY},
    }[level]
    named = {categories()[code].release for line in level if (code := code_of(line)) is not None}
    assert named <= allowed
