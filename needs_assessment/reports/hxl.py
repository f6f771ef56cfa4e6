"""Exchange files (HXL) for other organisations and programs, made of releases: one long table, a few small ones.

A file is UTF-8 without a mark, lines end in LF, the first row names the columns, the second tags them for HXL. The
order is that of the periods and of the fixed list of tables: the same releases give the same bytes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from needs_assessment.errors import BadReleases, NotProtected
from needs_assessment.release import Release
from needs_assessment.reports.hxl_codes import code_sheet
from needs_assessment.reports.hxl_readme import readme
from needs_assessment.reports.hxl_sheets import Sheet, release_sheet, table_sheets
from needs_assessment.tables import VERSION

SCHEMA = Path(__file__).parent / "hxl_schema.csv"
"""What `requests.csv` must be, in the words of libhxl: `hxlvalidate --schema requests-schema.csv requests.csv`."""
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_ORDINARY_FILE = 0o644 << 16


def hxl_files(releases: Sequence[Release]) -> Mapping[str, bytes]:
    """The files by their names. Raises BadReleases where the releases do not belong into one set of files."""
    chosen = _in_order(releases)
    sheets = [*table_sheets(chosen), release_sheet(chosen), code_sheet()]
    files = {sheet.name: _csv(sheet) for sheet in sheets}
    return MappingProxyType({"README.md": readme(chosen).encode(), **files, "requests-schema.csv": SCHEMA.read_bytes()})


def hxl_zip(releases: Sequence[Release]) -> bytes:
    """The same files in one, with no date and no owner in it. Raises BadReleases."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in hxl_files(releases).items():
            entry = ZipInfo(name, _FIXED_DATE)
            entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, _ORDINARY_FILE, 3
            archive.writestr(entry, content)
    return packed.getvalue()


def _in_order(releases: Iterable[Release]) -> tuple[Release, ...]:
    """Each period once, the earliest first, the weeks of a month before the month."""
    chosen = sorted(releases, key=lambda one: (one.period.days[1], len(one.period.weeks)))
    if not chosen:
        raise BadReleases("there is no release to make files of")
    _check_together(chosen)
    return tuple(chosen)


def _check_together(releases: Sequence[Release]) -> None:
    if any(one.running for one in releases):
        raise NotProtected("a preview of a running week does not leave the hotline")
    if len({one.audience for one in releases}) > 1:
        raise BadReleases(
            "releases for coordinators and for outside do not go into the same files: choose one audience"
        )
    if {one.series for one in releases} != {VERSION}:
        raise BadReleases(f"only releases of series {VERSION}, whose codes this version knows, can be exchanged")
    for before, after in pairwise(releases):
        if before.period == after.period:
            raise BadReleases(f"there are two releases of {after.period}: give one")


def _csv(sheet: Sheet) -> bytes:
    written = StringIO()
    # RFC 4180 but for the ends of lines: what reads CRLF reads LF, and LF is what diff and awk expect.
    writer = csv.writer(written, lineterminator="\n")
    writer.writerows([sheet.columns.keys(), sheet.columns.values(), *sheet.rows])
    return written.getvalue().encode()
