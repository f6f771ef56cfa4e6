"""The list of what people need: its codes, their hierarchy, and how finely each may be printed.

The list comes with the program (categories.csv); a new version of it starts a new series of statistics.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from needs_assessment.errors import BadCodeList, UnknownCode

CODE_LIST = Path(__file__).parent / "categories.csv"
UNCODED = "OTH.UNC"
"""A request whose category nobody could tell."""
NEVER_COUNTED = frozenset({"FBK.SEA"})
"""Misconduct of aid staff goes to its own channel and into no statistics (STATISTICS, "Counting")."""


class ReleaseClass(StrEnum):
    """The finest period in which a code has a line of its own."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    NEVER = "never"


@dataclass(frozen=True)
class Category:
    """One code. `cluster` and `iom_area` say who works on it; `sensitive` codes need care also where allowed."""

    code: str
    parent: str | None
    name_en: str
    name_ru: str
    cluster: str
    iom_area: str
    release: ReleaseClass
    sensitive: bool


def load_categories(file: Path = CODE_LIST) -> Mapping[str, Category]:
    """The code list, in its own order. Raises BadCodeList."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = [_category(row) for row in csv.DictReader(lines)]
    except (OSError, KeyError, ValueError) as error:
        raise BadCodeList(f"{file.name} cannot be read: {type(error).__name__}") from error
    return MappingProxyType(_checked(rows))


@cache
def categories() -> Mapping[str, Category]:
    """The code list of this version."""
    return load_categories()


def known_codes() -> frozenset[str]:
    """Every code, of both levels."""
    return frozenset(categories())


def level1(code: str) -> str:
    """The broad category of a code. Raises UnknownCode."""
    return _known(code).parent or code


def weekly_code(code: str | None) -> str | None:
    """The line of the weekly table in which a code counts; None for what is never counted. Raises UnknownCode.

    The lines are disjoint: "could not be coded" is not contained in "other", so that its share can be followed.
    """
    if code is None:
        return UNCODED
    category = _known(code)
    if code in NEVER_COUNTED:
        return None
    return code if category.release is ReleaseClass.WEEKLY else level1(code)


def _known(code: str) -> Category:
    try:
        return categories()[code]
    except KeyError:
        raise UnknownCode("there is no such category; the known ones are in categories.csv") from None


def _category(row: Mapping[str, str]) -> Category:
    return Category(
        code=row["code"],
        parent=row["parent"] or None,
        name_en=row["name_en"],
        name_ru=row["name_ru"],
        cluster=row["cluster"],
        iom_area=row["iom_area"],
        release=ReleaseClass(row["release"]),
        sensitive={"0": False, "1": True}[row["sensitive"]],
    )


def _checked(rows: Iterable[Category]) -> dict[str, Category]:
    found: dict[str, Category] = {}
    for one in rows:
        if one.code in found:
            raise BadCodeList(f"the code {one.code} stands twice in the list")
        if one.parent is not None and (one.parent not in found or found[one.parent].parent is not None):
            raise BadCodeList(f"the code {one.code} does not follow a broad category of its own")
        found[one.code] = one
    return found
