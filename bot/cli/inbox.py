"""`hamroh inbox`: updates that could not be handled."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import typer

from bot.cli.database import opened
from bot.secret import open_vault
from bot.settings import read_settings
from storage import Database, utc_now

if TYPE_CHECKING:
    from delivery import Inbox

app = typer.Typer(help="Updates that wait or were set aside.", no_args_is_help=True)


@app.command()
def show() -> None:
    """Count what waits and what was set aside."""

    async def work() -> dict[str, int]:
        async with opened() as database:
            return await _inbox(database).depth()

    depth = asyncio.run(work())
    typer.echo(f"waiting: {depth.get('pending', 0)}\nset aside: {depth.get('dead', 0)}")


@app.command()
def retry() -> None:
    """Give what was set aside another chance; the running hotline takes it up within a second."""

    async def work() -> int:
        async with opened() as database:
            return await _inbox(database).revive()

    typer.echo(f"{asyncio.run(work())} set free")


def _inbox(database: Database) -> Inbox:
    from delivery import Inbox
    from handlers import is_urgent

    return Inbox(database, open_vault(read_settings(), database), utc_now, is_urgent)
