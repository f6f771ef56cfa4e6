"""Which tables a reader will have, old and new, and the lines in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from needs_assessment.lines import month_lines, week_lines
from needs_assessment.periods import Kind, month_of, period
from needs_assessment.protect.cells import Codes


@dataclass(frozen=True)
class InPlay:
    """The tables that a reader will have: name and period → the codes of its cells."""

    tables: Mapping[tuple[str, str], tuple[Codes, ...]]

    def has(self, table: str, name: str) -> bool:
        """Whether a table of a period is among them."""
        return (table, name) in self.tables

    def lines(self, table: str, dim: int = 0) -> tuple[str, ...]:
        """The codes of one dimension, of all periods."""
        found = (one[dim] for (name, _), cells in self.tables.items() if name == table for one in cells)
        return tuple(dict.fromkeys(found))

    @cached_property
    def weeks(self) -> tuple[str, ...]:
        """Every week of every period."""
        return tuple(sorted({week for _, name in self.tables for week in period(name).weeks}))

    @cached_property
    def quarters(self) -> tuple[str, ...]:
        """The quarters that have tables."""
        return tuple(sorted({name for _, name in self.tables if period(name).kind is Kind.QUARTER}))

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The months that have tables, or a quarter that has."""
        own = {name for _, name in self.tables if period(name).kind is Kind.MONTH}
        return tuple(sorted(own | {month_of(week) for name in self.quarters for week in period(name).weeks}))

    @cached_property
    def broad(self) -> tuple[str, ...]:
        """The lines of a week; those of the list where only finer ones are printed."""
        tables = ("category", "by_language", "unmet", "by_region")
        fine = self.lines("finer") or self.lines("sensitive")
        return next((lines for table in tables if (lines := self.lines(table))), week_lines() if fine else ())

    @cached_property
    def fine(self) -> tuple[str, ...]:
        """The lines of a month."""
        return self.lines("finer") or (month_lines() if self.lines("sensitive") else ())

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages."""
        return self.lines("language") or self.lines("by_language", 1)

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes."""
        return self.lines("outcome")
