"""The running simulator: both faces on one loopback port, in the event loop of whoever starts it."""

from __future__ import annotations

import asyncio
import random
import socket
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, Self

from aiohttp import web

from simulator.bot_api import BotApi
from simulator.clock import Clock
from simulator.cloud import Cloud
from simulator.files import LARGEST_UPLOAD
from simulator.mini_apps import register
from simulator.people import People
from simulator.webhook import WebhookSender

HOST = "127.0.0.1"
TOKEN = "1:demo"  # noqa: S105 - it opens nothing but this demo
_SHUTDOWN_SECONDS = 1.0
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Simulator:
    """A simulated Telegram with one bot; start it with `async with Simulator.start(port=0) as simulator`."""

    def __init__(self, cloud: Cloud, url: str) -> None:
        self.cloud = cloud
        self.url = url

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.cloud.token

    @property
    def clock(self) -> Clock:
        """The simulator's time; `simulator.clock.advance(seconds)` moves it."""
        return self.cloud.clock

    def register_app(self, name: str, url: str) -> None:
        """Make a Mini App of the bot known under a short name, or with "" as its main one."""
        register(self.cloud, name, url)

    @classmethod
    @asynccontextmanager
    async def start(
        cls,
        *,
        host: str = HOST,
        port: int = 0,
        token: str = TOKEN,
        limits: bool = True,
        topics: int | None = None,
        clock: Clock | None = None,
        seed: int = 0,
    ) -> AsyncIterator[Self]:
        """Serve until the block ends; port 0 takes a free one, `limits=False` switches the flood limits off.

        `topics`: so many fit into a forum.

        Raises:
            ValueError: a host that others could reach, or a malformed token.
            OSError: the port is taken.
        """
        _check(host, token)
        chance = random.Random(seed)  # noqa: S311 - reproducible ids, no secret
        cloud = Cloud(clock or Clock(time.time), token, limits=limits, chance=chance, topics=topics)
        api = BotApi(cloud)
        runner = web.AppRunner(_application(cloud, api), access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS)
        await runner.setup()
        sender = _Background()
        try:
            listener = _listener(host, port)
            await web.SockSite(runner, listener).start()
            await sender.start(WebhookSender(cloud, api).run())
            yield cls(cloud, f"http://{_in_url(host)}:{listener.getsockname()[1]}")
        finally:
            cloud.close()
            await sender.stop()
            await runner.cleanup()


class _Background:
    """One coroutine beside a block, ended with it; a failure in the block stays that failure."""

    def __init__(self) -> None:
        self._group = asyncio.TaskGroup()
        self._task: asyncio.Task[None] | None = None

    async def start(self, work: Coroutine[Any, Any, None]) -> None:
        await self._group.__aenter__()
        self._task = self._group.create_task(work)

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await self._group.__aexit__(None, None, None)


def _application(cloud: Cloud, api: BotApi) -> web.Application:
    # Telegram's 50 MB for uploads is more than a demo in memory should take; 20 MB is what a bot can download.
    application = web.Application(client_max_size=LARGEST_UPLOAD + 1024 * 1024)
    application.add_routes([*api.routes(), *People(cloud).routes()])
    return application


def _check(host: str, token: str) -> None:
    if host not in _LOOPBACK:
        raise ValueError("the simulator serves only this machine: host must be 127.0.0.1, localhost or ::1")
    number, colon, secret = token.partition(":")
    if not (number.isascii() and number.isdigit() and int(number) and colon and secret):
        raise ValueError('a token looks like "1:demo": the number of the bot, a colon, a secret')


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
