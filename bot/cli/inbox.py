"""`hamroh inbox`: updates that could not be handled."""

from __future__ import annotations

import asyncio

import typer

from bot.cli.database import opened
from bot.secret import open_vault
from bot.settings import read_settings
from delivery import Inbox
from handlers import is_urgent
from storage import utc_now

app = typer.Typer(help="Updates that wait or were set aside.", no_args_is_help=True)


@app.command()
def show() -> None:
    """Count what waits and what was set aside."""

    async def work() -> dict[str, int]:
        async with opened() as database:
            return await Inbox(database, open_vault(read_settings(), database), utc_now, is_urgent).depth()

    depth = asyncio.run(work())
    typer.echo(f"waiting: {depth.get('pending', 0)}\nset aside: {depth.get('dead', 0)}")


@app.command()
def retry() -> None:
    """Give what was set aside another chance; the running hotline takes it up within a second."""

    async def work() -> int:
        async with opened() as database:
            return await Inbox(database, open_vault(read_settings(), database), utc_now, is_urgent).revive()

    typer.echo(f"{asyncio.run(work())} set free")
