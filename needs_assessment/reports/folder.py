"""A folder of releases: what has been printed, one file each, for making reports without the database.

What is planned to be printed next is proved against everything in it, so nothing in it is passed over in silence: a
file that is no release stops the reading. The files are readable to their owner only.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from needs_assessment.errors import BadReleases, NotProtected, StatisticsError
from needs_assessment.release import LEAST_K, Release, Table, release_from_json, release_json
from needs_assessment.tables import table_specs

_NO_RELEASE = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, StatisticsError)
"""What making a release of something else raises."""


def read_releases(folder: Path) -> list[Release]:
    """Every release of a folder, the earliest period first. Files whose names begin with a dot are not looked at.

    Raises BadReleases: the folder cannot be read, or a file in it is no release, or not as it was written.
    """
    try:
        files = sorted(one for one in folder.iterdir() if not one.name.startswith("."))
    except OSError as error:
        raise BadReleases(f"{folder} cannot be read: {error.strerror}") from None
    return sorted(map(_read, files), key=lambda one: (one.period.days[1], len(one.period.weeks), one.audience))


def keep_release(folder: Path, release: Release) -> Path:
    """Write a release into the folder, whole or not at all, and give its file. The same release again changes nothing.

    Raises BadReleases where another release of the period is there already, or the folder cannot be written to;
    NotProtected for a preview of a running week.
    """
    if release.running:
        raise NotProtected("a preview of a running week is not kept")
    file = folder / _name_of(release)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            _write(file, json.dumps(release_json(release), ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise BadReleases(f"{file} cannot be written: {error.strerror}") from None
    # Also after writing: another process may have been there first, and what is there now is what counts.
    if release_json(_read(file)) != release_json(release):
        raise BadReleases(
            f"{file} holds another release of {release.period}: what was printed stays; move it away first"
        )
    return file


def _name_of(release: Release) -> str:
    return f"{release.audience}-{release.period}.json"


def _write(file: Path, text: str) -> None:
    """Put a new file in its place at once, or leave the one that has come there meanwhile."""
    with NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, prefix=".", suffix=".tmp", delete=False) as written:
        temporary = Path(written.name)
        try:
            written.write(text)
            written.flush()
            os.fsync(written.fileno())
            _move(temporary, file)
        finally:
            temporary.unlink(missing_ok=True)
    _sync_folder(file.parent)


def _move(temporary: Path, file: Path) -> None:
    """A rename that does not overwrite."""
    try:
        file.hardlink_to(temporary)
    except OSError:  # it is there by now; or no hard links are: a memory stick, some network folders
        if not file.exists():
            temporary.rename(file)


def _sync_folder(folder: Path) -> None:
    """So that the name outlives a power cut as well; where a folder cannot be opened, its system sees to that."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _read(file: Path) -> Release:
    """The release in a file. Raises BadReleases."""
    try:
        kept = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise BadReleases(f"{file} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise BadReleases(f"{file} is no release: not JSON; move it out of the folder") from None
    release = _release_in(file, kept)
    if file.name != _name_of(release):
        raise BadReleases(f"{file} holds the release that belongs into {_name_of(release)}: rename it or move it away")
    return release


def _release_in(file: Path, kept: Any) -> Release:
    try:
        release = release_from_json(kept)
        unchanged = release_json(release) == kept
    except NotProtected:
        raise BadReleases(
            f"{file} shows a number that must be hidden: do not use it, and find out who changed it"
        ) from None
    except _NO_RELEASE as error:
        raise BadReleases(f"{file} is no release ({type(error).__name__}); move it out of the folder") from None
    if not unchanged or not _is_sound(release, kept):
        raise BadReleases(f"{file} is not as a release is written: it was changed, or is of another version")
    return release


def _is_sound(release: Release, kept: Mapping[str, Any]) -> bool:
    """What making a release does not check: two types, the threshold, the shape of the tables, numbers that can be."""
    typed = isinstance(kept["series"], str) and isinstance(kept["kappa"], float | int | None)
    agrees = typed and (release.kappa is None or -1 <= release.kappa <= 1)
    return agrees and release.k >= LEAST_K[release.audience] and all(map(_is_shaped, release.tables.values()))


def _is_shaped(table: Table) -> bool:
    spec = table_specs().get(table.name)  # None: of an earlier list
    codes = [cell.codes for cell in table.cells]
    return (
        (spec is None or spec.dims == table.dims)
        and len(set(codes)) == len(codes)
        and all(len(one) == len(table.dims) for one in codes)
        and all(cell.count is None or cell.count >= 0 for cell in table.cells)
    )
