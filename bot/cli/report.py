"""`hamroh report`: the protected numbers of a week, month or quarter, on the screen or as files."""

from __future__ import annotations

import asyncio
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.archived import released_from_archive
from bot.cli.database import opened
from bot.content import read_content
from bot.errors import StartError
from bot.settings import Settings, read_settings
from locales import Html, Speech, visible_text
from needs_assessment import Audience, Kind, Period, Release, wanted_period
from needs_assessment.archive import make_due_release, make_wanted_release, report_of
from needs_assessment.errors import PeriodProblem, PeriodUnavailable
from needs_assessment.reports import (
    FORMS,
    Form,
    Summary,
    drawn,
    hxl_files,
    month_text,
    parts_of,
    summary_json,
    week_text,
)
from needs_assessment.wanted import last_period
from storage import utc_now

MAIN_TABLE = "requests.csv"
"""Of the exchange files: the one that has the requests themselves, and that goes to the screen."""


class Format(StrEnum):
    """What the command writes."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"
    HXL = "hxl"
    PNG = "png"
    PDF = "pdf"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report")(report)


def report(
    week: Annotated[str | None, typer.Option(help="For instance 2026-W47; the last finished week by default.")] = None,
    month: Annotated[
        str | None, typer.Option(help="For instance 2026-11: whole weeks, see docs/statistics.md.")
    ] = None,
    quarter: Annotated[str | None, typer.Option(help="For instance 2026-Q4.")] = None,
    audience: Annotated[Audience, typer.Option(help="Who will read it.")] = Audience.COORDINATORS,
    form: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="A folder for the files; by default text goes to the screen.")
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of the text.")] = "en",
    counts: Annotated[
        Path | None,
        typer.Option("--from", help="Archived counts (week,category,language,outcome,n), not the database."),
    ] = None,
    kept: Annotated[
        Path | None, typer.Option("--releases", help="With --from: the folder of what was released before.")
    ] = None,
) -> None:
    """What people asked for: counts, with small ones hidden, jointly over everything that was released before."""
    settings = read_settings()
    speech = _speech(settings, lang)
    asked = _asked(week, month, quarter)
    if counts is None and kept is not None:
        raise StartError("--releases belongs to --from: what the hotline itself released is kept in its database")
    if counts is not None:
        summary, printed = released_from_archive(settings, counts, kept, audience, asked)
    else:
        summary, printed = asyncio.run(_released(settings, audience, asked))
    _write(Format.JSON if as_json else form, summary, printed, speech, out)


Asked = tuple[Kind, str]
"""A kind of period, and its name as it was written; an empty one for the last."""


def _asked(week: str | None, month: str | None, quarter: str | None) -> Asked:
    given = [(Kind.WEEK, week), (Kind.MONTH, month), (Kind.QUARTER, quarter)]
    named = [(kind, name) for kind, name in given if name is not None]
    if len(named) > 1:
        raise StartError("give one of --week, --month and --quarter")
    return named[0] if named else (Kind.WEEK, "")


def _speech(settings: Settings, lang: str) -> Speech:
    catalogs, _ = read_content(settings)
    if lang not in catalogs.languages:
        raise StartError(f"there is no language {lang}; known are {' '.join(catalogs.languages)}")
    return catalogs[lang]


async def _released(settings: Settings, audience: Audience, asked: Asked) -> tuple[Summary, list[Release]]:
    """From the database; what is over and was not released yet is released now, in its order."""
    now, zone = utc_now(), settings.timezone
    kind, name = asked
    wanted = wanted_period(name, kind, now, zone)
    async with opened() as database:
        while await make_due_release(database, now, zone, settings.thresholds):
            pass
        await make_wanted_release(database, now, zone, settings.thresholds, audience, wanted)
        async with database.read() as tx:
            found = await report_of(tx, audience, wanted.name)
        if found is None:
            raise PeriodUnavailable(PeriodProblem.NOT_RELEASED, last_period(kind, now, zone).name, kind)
        return found


def _write(form: Format, summary: Summary, printed: list[Release], speech: Speech, out: Path | None) -> None:
    wanted = summary.release.period
    name = f"hamroh-{summary.release.audience}-{wanted.name}"
    if form is Format.TEXT:
        _put(out, f"{name}.txt", visible_text(_text(summary, speech)) + "\n")
    elif form is Format.JSON:
        _put(out, f"{name}.json", json.dumps(summary_json(summary), ensure_ascii=False) + "\n")
    elif form is Format.HXL:
        _put_exchange(out, name, parts_of(summary.release, printed))
    else:
        _require(form, wanted, out)
        _put(out, f"{name}.{form}", drawn(Form(form), summary, printed, speech))


def _text(summary: Summary, speech: Speech) -> Html:
    return (week_text if summary.release.period.kind is Kind.WEEK else month_text)(summary, speech)


def _require(form: Format, wanted: Period, out: Path | None) -> None:
    if Form(form) not in FORMS[wanted.kind]:
        forms = " ".join(("text", "json", *FORMS[wanted.kind]))
        raise StartError(f"there is no {form} of a {wanted.kind}; there is: {forms}")
    if out is None:
        raise StartError(f"--out is missing: a {form} goes into a folder, for instance --out reports")


def _put_exchange(out: Path | None, name: str, printed: list[Release]) -> None:
    """The requests stand beside the other reports, what explains them in a folder of its own."""
    files = hxl_files(printed)
    if out is None:
        sys.stdout.write(files[MAIN_TABLE].decode())
        return
    _put(out, f"{name}.csv", files[MAIN_TABLE])
    for file, content in files.items():
        if file != MAIN_TABLE:
            _put(out / name, file, content)


def _put(out: Path | None, file: str, content: str | bytes) -> None:
    if out is None:
        assert isinstance(content, str)
        sys.stdout.write(content)
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / file).write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise StartError(
            f"{out / file} cannot be written ({error.strerror}): give another folder with --out"
        ) from error
    typer.echo(str(out / file))
