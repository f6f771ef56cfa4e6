"""`hamroh report --from`: the counts of an earlier hotline, protected and released like our own."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import typer

from bot.errors import StartError
from bot.settings import Settings
from needs_assessment import Audience, Kind, Period, Release, period
from needs_assessment.archive_counts import ArchivedCounts, read_counts
from needs_assessment.counters import Counted, periods_of
from needs_assessment.make import make_release
from needs_assessment.periods import quarter_of
from needs_assessment.reports import Summary, keep_release, read_releases, summarise
from needs_assessment.wanted import wanted_period
from needs_assessment.week import CLOSING, week_end


def released_from_archive(
    settings: Settings, file: Path, folder: Path | None, audience: Audience, asked: tuple[Kind, str]
) -> tuple[Summary, list[Release]]:
    """A period of archived counts. What was released before stays as it is; a new release is kept in the folder."""
    archived = read_counts(file)
    kind, name = asked
    wanted = wanted_period(name, kind, _end(archived, settings), settings.timezone)
    archived.tables(wanted)  # raises where a week of it is missing
    before = read_releases(folder) if folder is not None and folder.exists() else []
    if folder is None:
        typer.echo("hamroh: nothing released before is taken into account: give --releases FOLDER", err=True)
    known = next((one for one in before if (one.audience, one.period) == (audience, wanted)), None)
    if known is None:
        _tell_of_order(wanted, [one.period for one in before if one.audience is audience])
    release = known or _make(settings, archived, wanted, audience, before)
    if known is None:
        before.append(release)
        if folder is not None:
            _keep(folder, release)
    printed = [one for one in before if one.audience is audience]
    return summarise(release, printed, ()), printed


def _tell_of_order(wanted: Period, released: list[Period]) -> None:
    """What comes late is as safe as the rest, but what was said of the usual in later reports did not know it."""
    if later := [one for one in released if _place(one) > _place(wanted)]:
        typer.echo(
            f"hamroh: {wanted} comes after {later[0]}, whose report did not know it: better release in the order of "
            "time, weeks, then the month they make, then the quarter",
            err=True,
        )


def _place(one: Period) -> tuple[date, int]:
    return one.days[1], len(one.weeks)


def _keep(folder: Path, release: Release) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StartError(f"{folder} cannot be made ({error.strerror}): give another folder with --releases") from error
    keep_release(folder, release)


def _make(
    settings: Settings, archived: ArchivedCounts, wanted: Period, audience: Audience, before: list[Release]
) -> Release:
    made_on = _end(archived, settings).date()
    return make_release(
        _counted(archived, wanted), wanted, audience, before, settings.thresholds, made_on=made_on
    ).release()


def _counted(archived: ArchivedCounts, wanted: Period) -> Counted:
    """All that hangs together with the period."""
    weeks = [week for name in {quarter_of(week) for week in wanted.weeks} for week in period(name).weeks]
    whole = [name for name in periods_of(weeks) if not archived.missing(period(name))]
    return {(table, name): counts for name in whole for table, counts in archived.tables(period(name)).items()}


def _end(archived: ArchivedCounts, settings: Settings) -> datetime:
    """The archive knows no later moment than the end of its last week."""
    return week_end(max(archived.weeks), settings.timezone) + 2 * CLOSING
