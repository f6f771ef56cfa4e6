"""What the codes in the exchange files mean, in English and Russian."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import unescape
from types import MappingProxyType

from babel import Locale

from locales import ENGLISH, Catalogs, Speech, later
from needs_assessment.categories import NEVER_COUNTED, Category, ReleaseClass, categories
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
from needs_assessment.names import AGE_NAMES, GENDER_NAMES, REGION_NAMES, name_of
from needs_assessment.outcome import Outcome
from needs_assessment.people import AGES, COUNTRIES, GENDERS, REGIONS
from needs_assessment.reports.hxl_sheets import Row, Sheet
from needs_assessment.tables import languages

_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "dimension": "#meta+dimension+code",
        "code": "#meta+code",
        "name_en": "#meta+name+i_en",
        "name_ru": "#meta+name+i_ru",
        "parent": "#meta+parent+code",
        "list_code": "#meta+list+code",
        "cluster": "#sector+cluster+name",
        "iom_area": "#sector+area+name",
        "release": "#meta+finest+code",
    }
)
_Name = Callable[[str, Speech], str]


@cache
def code_sheet() -> Sheet:
    """Every line of the category tables, every code of the list, and the other codes that have a name."""
    russian = Catalogs.load()["ru"]
    never = (one for one in categories().values() if one.release is ReleaseClass.NEVER)
    rows = (*_line_rows(russian), *map(_never_row, never), *_other_rows(russian))
    return Sheet("codes.csv", _COLUMNS, rows)


def _line_rows(russian: Speech) -> Iterator[Row]:
    by_release = (
        (ReleaseClass.WEEKLY, week_lines()),
        (ReleaseClass.MONTHLY, month_lines()),
        (ReleaseClass.QUARTERLY, quarter_lines()),
    )
    for release, lines in by_release:
        for line in lines:
            code = code_of(line) or ""
            like = categories()[code or line.split(".")[0]]
            names = (like.name_en, like.name_ru) if code else _names_of_rest(like, russian)
            yield "category", line, *names, parent_of(line) or "", code, like.cluster, like.iom_area, str(release)


def _names_of_rest(broad: Category, russian: Speech) -> tuple[str, str]:
    text = later("{category}: other or not said")
    names = ENGLISH.t(text, category=broad.name_en), russian.t(text, category=broad.name_ru)
    return unescape(names[0]), unescape(names[1])


def _never_row(one: Category) -> Row:
    names = one.name_en, one.name_ru
    return "category", one.code, *names, _counted_in(one.code), one.code, one.cluster, one.iom_area, str(one.release)


def _counted_in(code: str) -> str:
    """The finest line that contains a code without a line of its own; empty for what is not counted."""
    return "" if code in NEVER_COUNTED else quarter_line(code) or month_line(code) or week_line(code)


def _other_rows(russian: Speech) -> Iterator[Row]:
    groups: tuple[tuple[str, tuple[str, ...], _Name, ReleaseClass], ...] = (
        ("language", languages(), name_of, ReleaseClass.WEEKLY),
        ("outcome", tuple(str(one) for one in Outcome), name_of, ReleaseClass.WEEKLY),
        ("region", REGIONS, lambda code, speech: speech.t(REGION_NAMES[code]), ReleaseClass.MONTHLY),
        ("country", COUNTRIES, _country_name, ReleaseClass.MONTHLY),
        ("gender", GENDERS, lambda code, speech: speech.t(GENDER_NAMES[code]), ReleaseClass.MONTHLY),
        ("age", AGES, lambda code, speech: speech.t(AGE_NAMES[code]), ReleaseClass.MONTHLY),
    )
    for dimension, codes, name, release in groups:
        for code in codes:
            names = (unescape(name(code, speech)) for speech in (ENGLISH, russian))
            yield dimension, code, *names, "", "", "", "", str(release)


def _country_name(code: str, speech: Speech) -> str:
    other = later("Other")
    return Locale(speech.locale.language).territories.get(code.upper()) or speech.t(other)
