"""The web server of the dashboard, where there is none of a webhook to serve it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from socket import socket

from aiohttp import web

from bot.errors import StartError

PREFIX = "/dashboard"
"""Where it is, whatever server it is part of. The page itself knows only addresses relative to its own."""


@asynccontextmanager
async def listening(site: web.Application | None, address: str, listener: socket | None = None) -> AsyncIterator[None]:
    """Serve the dashboard, if there is one, at `host:port` or on a socket until the block ends. Raises StartError."""
    if site is None:
        yield
        return
    app = web.Application()
    app.add_subapp(PREFIX, site)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=10)
    await runner.setup()
    host, _, port = address.rpartition(":")
    try:
        await _listen(web.SockSite(runner, listener) if listener else web.TCPSite(runner, host, int(port)))
        yield
    finally:
        await runner.cleanup()


async def _listen(server: web.BaseSite) -> None:
    try:
        await server.start()
    except OSError as error:
        raise StartError(f"HAMROH_DASHBOARD_LISTEN cannot be used ({error.strerror}): choose another port") from error
