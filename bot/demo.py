"""The demo: the hotline as it ships, against the simulator, on a database that is thrown away.

Its dashboard shows invented weeks: a demo has no finished week of its own.
"""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.dashboard import PREFIX, Stage
from bot.example import example_weeks
from bot.settings import Settings, read_settings

DESK, COORDINATORS = -1001000000001, -1001000000002
"""The simulated chats."""
APP = "charts"
"""The short name of the dashboard, as @BotFather would be told it."""


def demo_settings(address: str, token: str, folder: Path, listener: socket.socket) -> Settings:
    """The mission's settings with everything outside replaced; the running week may be looked at."""
    host, port = listener.getsockname()
    listen = f"{host}:{port}"
    return read_settings(
        bot_token=token,
        bot_api_url=address,
        proxy=None,
        webhook_url=None,
        database_url=f"sqlite:///{folder / 'demo.db'}",
        redis_url=None,
        secret_key=None,
        desk_chat_id=DESK,
        coordinators_chat_id=COORDINATORS,
        preview_running_week=True,
        dashboard_url=f"http://{listen}{PREFIX}/",
        dashboard_listen=listen,
        dashboard_app=APP,
    )


@asynccontextmanager
async def demo_stage(address: str, now: datetime, listener: socket.socket) -> AsyncIterator[Stage]:
    """The dashboard with invented weeks, in a frame of the simulator's page."""
    async with example_weeks(now.date()) as example:
        yield Stage(example, (address,), listener)


def greeting(address: str) -> str:
    """What the terminal says."""
    return "\n".join(
        [
            "",
            "  Hamroh runs against a simulated Telegram. Open this page in a browser:",
            "",
            f"      {address}/",
            "",
            "  Press Start on a phone, answer at the desk, write /week or /dashboard in the coordinators' chat.",
            "  Ctrl-C ends it.",
            "",
        ]
    )


def free_listener() -> socket.socket:
    """A socket on a free port of this computer, for the dashboard: held from now on, so that nobody else gets it."""
    return socket.create_server(("127.0.0.1", 0))
