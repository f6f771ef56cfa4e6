"""The lines of the category tables, each level of the code list as a whole whose parts add up.

A week prints the broad categories. A month splits each of them into the finer codes that may be printed monthly, and
one line for the rest: `HEA.OTHER`. A quarter splits that rest into the sensitive codes, and again the rest:
`HEA.OTHER.INF`, `HEA.OTHER.OTHER`; `PRO`, which has no monthly codes, into `PRO.DET` and so on. What is never printed
is in the last rest, together with what nobody could tell more finely. So in every period the lines are disjoint and
complete, and a program can see it from their names: a line is the sum of the lines whose names begin with it and a dot.
"""

from __future__ import annotations

from functools import cache

from needs_assessment.categories import UNCODED, Category, ReleaseClass, categories, level1

REST = "OTHER"
_OUTSIDE_THE_LIST = "OTH"
"""The broad category "other" without what could not be coded, which has a weekly line of its own."""


@cache
def week_lines() -> tuple[str, ...]:
    """The lines of a week, in the order of the code list."""
    return tuple(_week_line(one.code) for one in categories().values() if one.release is ReleaseClass.WEEKLY)


@cache
def month_lines() -> tuple[str, ...]:
    """The lines into which a month splits those of its weeks."""
    return _split(week_lines(), ReleaseClass.MONTHLY)


@cache
def quarter_lines() -> tuple[str, ...]:
    """The lines into which a quarter splits the rests of its months, and what no month has split."""
    rests = tuple(one for one in month_lines() if one.endswith(f".{REST}"))
    whole = tuple(one for one in week_lines() if not any(month.startswith(f"{one}.") for month in month_lines()))
    return _split((*rests, *whole), ReleaseClass.QUARTERLY)


@cache
def code_of(line: str) -> str | None:
    """The code of the list that a line stands for; None for a rest, which stands for several."""
    parts = line.split(".")
    if parts == _week_line(_OUTSIDE_THE_LIST).split("."):
        return _OUTSIDE_THE_LIST
    if parts[-1] == REST:
        return None
    return parts[0] if len(parts) == 1 else f"{parts[0]}.{parts[-1]}"


@cache
def parent_of(line: str) -> str | None:
    """The line of the next coarser table that contains this one; None for a line of the weekly table."""
    return None if line in week_lines() else line.rpartition(".")[0]


@cache
def week_line(code: str) -> str:
    """The weekly line in which a code counts. Raises UnknownCode."""
    return _week_line(code if code == UNCODED else level1(code))


@cache
def month_line(code: str) -> str | None:
    """The line in which a code counts in a month; None where its weekly line is not split. Raises UnknownCode."""
    return _finest(code, week_line(code), month_lines())


@cache
def quarter_line(code: str) -> str | None:
    """The line in which a code counts in a quarter; None where it has no finer one there. Raises UnknownCode."""
    return _finest(code, month_line(code) or week_line(code), quarter_lines())


def _finest(code: str, parent: str, lines: tuple[str, ...]) -> str | None:
    own = f"{parent}.{code.partition('.')[2]}"
    rest = f"{parent}.{REST}"
    return own if own in lines else rest if rest in lines else None


def _week_line(code: str) -> str:
    return f"{code}.{REST}" if code == _OUTSIDE_THE_LIST else code


def _split(parents: tuple[str, ...], finest: ReleaseClass) -> tuple[str, ...]:
    return tuple(line for parent in parents for line in _parts(parent, finest))


def _parts(parent: str, finest: ReleaseClass) -> list[str]:
    broad = parent.split(".")[0]
    children = [] if parent == UNCODED else [one for one in categories().values() if _belongs(one, broad, finest)]
    own = [f"{parent}.{one.code.partition('.')[2]}" for one in children]
    return [*own, f"{parent}.{REST}"] if own else []


def _belongs(one: Category, broad: str, finest: ReleaseClass) -> bool:
    return one.parent == broad and one.release is finest
