"""The weekly tables: a fixed list, because a table added later can give away what earlier ones hid.

Monthly and quarterly tables (STATISTICS, "Counting") are further names here; each has its own rows in `request_count`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from locales.catalogs import HERE
from locales.po import language_codes
from needs_assessment.categories import weekly_codes
from needs_assessment.outcome import Outcome

TOTAL = "week_total"
CATEGORY, LANGUAGE, OUTCOME = "week_category", "week_language", "week_outcome"
WHOLE = "_T"
"""The code of the one row of a table of totals."""

PRINTED = MappingProxyType({CATEGORY: "category", LANGUAGE: "language", OUTCOME: "outcome"})
"""What a table of parts is called in reports."""


@cache
def languages() -> tuple[str, ...]:
    """The languages there are catalogs for."""
    return language_codes(HERE)


def lines() -> Mapping[str, tuple[str, ...]]:
    """The codes of every table of parts, in the order in which they are printed."""
    return {CATEGORY: weekly_codes(), LANGUAGE: languages(), OUTCOME: tuple(str(one) for one in Outcome)}
