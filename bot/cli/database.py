"""`hamroh db upgrade` and `hamroh purge`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import typer

from bot.settings import read_settings
from storage import Database, utc_now
from storage.migrate import migrate
from storage.retention import Keep, expire

app = typer.Typer(help="The database.", no_args_is_help=True)


def register(root: typer.Typer) -> None:
    """Add `purge` to the commands."""
    root.command("purge")(purge)


@asynccontextmanager
async def opened() -> AsyncIterator[Database]:
    """The database of the settings, migrated."""
    database = Database.at(read_settings().database_url.get_secret_value())
    try:
        await migrate(database)
        yield database
    finally:
        await database.close()


@app.command()
def upgrade() -> None:
    """Bring the tables to the newest version; `hamroh run` does it too."""

    async def work() -> None:
        async with opened():
            typer.echo("The database is up to date.")

    asyncio.run(work())


def purge() -> None:
    """Delete now what is past its time (the running hotline does it every minute)."""

    async def work() -> dict[str, int]:
        settings = read_settings()
        async with opened() as database, database.write() as tx:
            keep = Keep(person=timedelta(days=settings.keep_person_days))
            return await expire(tx, utc_now(), keep)

    for table, rows in asyncio.run(work()).items():
        typer.echo(f"{table}: {rows} deleted")
