"""`hamroh db upgrade` and `hamroh purge`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import SystemRandom

import typer

from bot.secret import open_vault
from bot.settings import read_settings
from storage import Database, utc_now
from storage.migrate import migrate
from storage.retention import Keep

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
    """Close, erase and delete now what is past its time (the running hotline does it every minute)."""
    for what, number in asyncio.run(_tidied()).items():
        typer.echo(f"{what}: {number}")


async def _tidied() -> dict[str, int]:
    from bot.house import open_house
    from delivery import Outbox, Turn
    from handlers import tidy
    from operators import new_code

    settings = read_settings()
    async with opened() as database:
        vault = open_vault(settings, database)
        house = open_house(settings, vault, lambda: new_code(SystemRandom()))
        async with database.write() as tx:
            # What Telegram must hear of it (a topic to delete) waits in the outbox for the running hotline.
            turn = Turn(tx, utc_now(), Outbox(tx, vault, utc_now()))
            return await tidy(turn, house, Keep(person=house.rules.person_lives))
