"""The ways in which a target can be shown: which tables to look for."""

from __future__ import annotations

from needs_assessment.protect.part import Goal
from needs_assessment.protect.targets import Kind, Target
from needs_assessment.protect.view import View

Step = tuple[int, Goal]
"""A part and what a table of it should show."""


def ways_to_show(view: View, target: Target) -> list[list[Step]]:
    """What has to be shown one after the other, each in one of several ways."""
    if target.kind is Kind.SMALL:
        return [down_to(view, target, 0) if view.low(target) > 0 else [], up_to(view, target, view.k)]
    if target.kind is Kind.ALIKE:
        return [down_to(view, target, max(0, (target.value or 0) - view.k))]
    if target.kind is Kind.OTHER:
        up = up_to(view, target, view.low(target) + view.k)
        return [[*up, *down_to(view, target, view.high(target) - view.k)]]
    ups = up_to(view, target, view.k) if target.high >= view.k else []
    return [[*down_to(view, target, 0), *(ups if len(ups) == 1 else [])]]


def down_to(view: View, target: Target, most: int) -> list[Step]:
    """How the number can become so small: in any one of its parts, with the others as small as seen so far."""
    lows = [(part, view.tallies[part], entry) for part, entry in target.where]
    together = target.low + sum(int(tally.low[entry]) for _, tally, entry in lows)
    return [
        (part, Goal(tally.sums[entry], most - together + int(tally.low[entry])))
        for part, tally, entry in lows
        if tally.sums[entry]
    ]


def up_to(view: View, target: Target, least: int) -> list[Step]:
    """How the number can become so great: in each of its parts where it was not seen so far."""
    tallies = [(part, view.tallies[part], entry) for part, entry in target.where]
    return [
        (part, Goal(each=tally.eaches[entry], least=least))
        for part, tally, entry in tallies
        if tally.eaches[entry] and tally.high[entry] < least
    ]
