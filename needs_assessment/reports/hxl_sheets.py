"""The tables of releases as sheets of exchange files: which table stands in which, and how a cell becomes a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from needs_assessment.release import WHOLE, Cell, Release, Table
from needs_assessment.request_cells import REQUEST_DIMS, request_tables

SHOWN, CONFIDENTIAL = "A", "C"
"""Observation status as SDMX codes it: a normal value, a confidential one."""
SERVICE = ("cases", "waits", "handling", "help", "further")
PEOPLE = ("origin", "gender", "age")
_PERIOD = {"period": "#date+week+v_iso"}
_CATEGORY = {"category": "#sector+code+v_hotline"}
_REQUESTS = {"count": "#indicator+requests+num", "status": "#status+cell+code"}
_CASES = {"count": "#indicator+cases+num", "status": "#status+cell+code"}
_EVENTS = {"count": "#indicator+num", "status": "#status+cell+code"}
_DIMS = {**_CATEGORY, "language": "#meta+language+code", "outcome": "#status+code"}

Row = tuple[str | int, ...]


@dataclass(frozen=True)
class Sheet:
    """A file of rows: the names of its columns with their HXL tags."""

    name: str
    columns: Mapping[str, str]
    rows: tuple[Row, ...]


def table_sheets(releases: Sequence[Release]) -> tuple[Sheet, ...]:
    """Every table of the releases, each cell once; a sheet has its head also where no release has its tables."""
    hours, people = {"band": "#meta+hours+code"}, {"question": "#meta+question+code", "code": "#meta+answer+code"}
    service = {"measure": "#meta+measure+code", "code": "#meta+value+code"}
    places = {**_CATEGORY, "region": "#region+code+v_hotline"}
    return (
        Sheet("requests.csv", {**_PERIOD, **_DIMS, **_REQUESTS}, tuple(_request_rows(releases))),
        Sheet("hours.csv", {**_PERIOD, **hours, **_REQUESTS}, tuple(_rows(releases, "hours"))),
        Sheet("service.csv", {**_PERIOD, **service, **_EVENTS}, tuple(_named_rows(releases, SERVICE))),
        Sheet("people.csv", {**_PERIOD, **people, **_CASES}, tuple(_named_rows(releases, PEOPLE))),
        Sheet("places.csv", {**_PERIOD, **places, **_CASES}, tuple(_rows(releases, "by_region"))),
        Sheet("unmet.csv", {**_PERIOD, **_CATEGORY, **_CASES}, tuple(_rows(releases, "unmet"))),
    )


def release_sheet(releases: Sequence[Release]) -> Sheet:
    """What is known of each release itself."""
    columns = {
        **_PERIOD,
        "start": "#date+start",
        "end": "#date+end",
        "audience": "#meta+audience+code",
        "number": "#meta+release+num",
        "k": "#meta+threshold+num",
        "series": "#meta+series+code",
        "made_on": "#date+made",
        "dropped": "#meta+dropped+list",
        "downtime": "#meta+downtime+minutes+num",
        "kappa": "#meta+agreement+num",
        "pairs": "#meta+agreement+pairs+num",
    }
    return Sheet("releases.csv", columns, tuple(_release_row(one) for one in releases))


def _release_row(release: Release) -> Row:
    start, end = release.period.days
    return (
        release.period.span,
        start.isoformat(),
        end.isoformat(),
        str(release.audience),
        release.number,
        release.k,
        release.series,
        release.made_on.isoformat(),
        " ".join(release.dropped),
        release.downtime,
        "" if release.kappa is None else f"{release.kappa:.2f}",
        "" if release.pairs is None else release.pairs,
    )


def _request_rows(releases: Sequence[Release]) -> Iterator[Row]:
    """A column for each of category, language and outcome; what a table does not split is `_T` in all of its cells."""
    for release, table, cell in _cells(releases, request_tables()):
        codes = dict(zip(table.dims, cell.codes, strict=True))
        yield release.period.span, *(codes.get(dim, WHOLE) for dim in REQUEST_DIMS), *_value(cell)


def _named_rows(releases: Sequence[Release], names: Sequence[str]) -> Iterator[Row]:
    """The name of the table in a column of its own."""
    for release, table, cell in _cells(releases, names):
        yield release.period.span, table.name, *cell.codes, *_value(cell)


def _rows(releases: Sequence[Release], name: str) -> Iterator[Row]:
    for release, _, cell in _cells(releases, [name]):
        yield release.period.span, *cell.codes, *_value(cell)


def _cells(releases: Sequence[Release], names: Sequence[str]) -> Iterator[tuple[Release, Table, Cell]]:
    for release in releases:
        for table in (release.tables[name] for name in names if name in release.tables):
            yield from ((release, table, cell) for cell in table.cells)


def _value(cell: Cell) -> tuple[str | int, str]:
    """A hidden number is empty, not a sign: the column stays one of numbers."""
    return ("", CONFIDENTIAL) if cell.count is None else (cell.count, SHOWN)
