"""`hamroh report`: the protected numbers of a week."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated

import typer

from bot.cli.database import opened
from bot.content import read_content
from bot.errors import StartError
from bot.settings import Settings, read_settings
from locales import visible_text
from needs_assessment import (
    ProtectedWeek,
    WeekInvalid,
    parse_week,
    previous_week,
    read_week,
    week_fault_text,
    week_json,
    week_text,
)
from storage import utc_now


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report")(report)


def report(
    week: Annotated[str | None, typer.Option(help="For instance 2026-W47; the last finished week by default.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON, for other programs.")] = False,
    lang: Annotated[str, typer.Option(help="Language of the text.")] = "en",
) -> None:
    """What people asked for in a week: counts, with small ones hidden."""
    settings = read_settings()
    catalogs, _ = read_content(settings)
    if lang not in catalogs.languages:
        raise StartError(f"there is no language {lang}; known are {' '.join(catalogs.languages)}")
    try:
        protected = asyncio.run(_read(settings, week))
    except WeekInvalid as fault:
        raise StartError(visible_text(week_fault_text(fault, catalogs[lang]))) from fault
    if as_json:
        typer.echo(json.dumps(week_json(protected), ensure_ascii=False))
    else:
        typer.echo(visible_text(week_text(protected, catalogs[lang])))


async def _read(settings: Settings, week: str | None) -> ProtectedWeek:
    now, zone = utc_now(), settings.timezone
    wanted = previous_week(now, zone) if week is None else parse_week(week, now, zone)
    async with opened() as database, database.read() as tx:
        return await read_week(tx, wanted, k=settings.report_threshold)
