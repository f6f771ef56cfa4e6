"""The hotline in this process, wired as `bot.app` wires it, but unhurried by Telegram's limits.

A desk takes twenty messages a minute: a module of tests that share one would wait for most of its time. The limits are
tested where they are kept, in delivery/, and with a whole process in journeys/.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import SystemRandom

from hotline_process import COORDINATORS, DESK, SECRET

from bot.app import Hotline
from bot.dashboard import Stage
from bot.house import open_house
from bot.secret import open_vault
from bot.settings import read_settings
from bot.telegram import connect
from delivery import Pacer
from operators import new_code
from simulator import Simulator
from storage import Database
from storage.migrate import migrate


class Unhurried:
    """A pacer that grants everything."""

    async def take(self, pace: str | None, rank: int = 0) -> float:
        return 0.0

    async def hold(self, pace: str | None, seconds: float) -> None:
        return None


@asynccontextmanager
async def hotline_here(
    simulator: Simulator,
    folder: Path,
    pacer: Pacer | None = None,
    stage: Stage | None = None,
    **settings: str | None,
) -> AsyncIterator[Path]:
    """A hotline on the simulator until the block ends; gives its database file. `settings` as in `HotlineProcess`."""
    file = folder / "hamroh.db"
    given = {
        "bot_token": simulator.token,
        "bot_api_url": simulator.url,
        "database_url": f"sqlite:///{file}",
        "secret_key": SECRET,
        "desk_chat_id": str(DESK),
        "coordinators_chat_id": str(COORDINATORS),
        "preview_running_week": "true",
    }
    read = read_settings(**given | {name.lower(): value for name, value in settings.items()})
    database = Database.at(read.database_url.get_secret_value())
    await migrate(database)
    vault = open_vault(read, database)
    house = open_house(read, vault, lambda: new_code(SystemRandom()))
    bot, stop = connect(read), asyncio.Event()
    try:
        async with asyncio.TaskGroup() as nursery:
            nursery.create_task(Hotline(read, database, vault, bot, house, pacer or Unhurried(), stage).run(stop))
            try:
                yield file
            finally:
                stop.set()
    finally:
        await bot.session.close()
        await database.close()
