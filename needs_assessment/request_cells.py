"""The cells in which one request counts, and the tables that are made of nothing but category, language and outcome.

Shared by what counts requests as they come, what reads the counts of an earlier hotline, and what is exchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from needs_assessment.lines import month_line, quarter_line, week_line
from needs_assessment.periods import Kind
from needs_assessment.tables import TableSpec, Universe, specs_of, table_specs

REQUEST_DIMS = ("category", "language", "outcome")


@cache
def request_tables() -> tuple[str, ...]:
    """The names of the tables that sum up requests by category, language and outcome alone; not by hour, say."""
    return tuple(spec.name for spec in table_specs().values() if _is_of_requests(spec))


@cache
def request_specs(kind: Kind) -> tuple[TableSpec, ...]:
    """Those of a kind of period."""
    return tuple(spec for spec in specs_of(kind) if _is_of_requests(spec))


@cache
def request_cells(code: str, language: str, outcome: str) -> Mapping[str, tuple[str, ...]]:
    """By table, the codes of the one cell in which a request counts. Raises UnknownCode for an unknown category."""
    line, finer, sensitive = week_line(code), month_line(code), quarter_line(code)
    cells: dict[str, tuple[str, ...]] = {
        "total": (),
        "category": (line,),
        "language": (language,),
        "outcome": (outcome,),
        "by_language": (line, language),
    }
    if finer is not None:
        cells["finer"] = (finer,)
    if sensitive is not None:
        cells["sensitive"] = (sensitive,)
    return MappingProxyType(cells)


def _is_of_requests(spec: TableSpec) -> bool:
    return spec.universe is Universe.REQUESTS and set(spec.dims) <= set(REQUEST_DIMS)
