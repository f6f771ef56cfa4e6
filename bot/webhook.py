"""The webhook: an update is committed, then answered with 200; Telegram repeats what got anything else."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.methods import SetWebhook
from aiohttp import web
from sqlalchemy.exc import DBAPIError

from bot.dashboard import PREFIX
from bot.errors import StartError
from bot.health import health_report
from bot.settings import Settings
from bot.telegram import ALLOWED
from delivery import Inbox, Kind, Lanes, fault_of

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
LARGEST_UPDATE = 4 * 1024**2
CONNECTIONS = 40


@asynccontextmanager
async def webhook(
    settings: Settings, bot: Bot, inbox: Inbox, lanes: Lanes, dashboard: web.Application | None = None
) -> AsyncIterator[None]:
    """Listen, tell Telegram where, and stop listening at the end, when the last request has been answered.

    The same server serves the dashboard, where there is one.
    """
    assert settings.webhook_url is not None
    assert settings.webhook_secret is not None
    secret = settings.webhook_secret.get_secret_value()
    app = web.Application(client_max_size=LARGEST_UPDATE)
    path = urlsplit(str(settings.webhook_url)).path or "/"
    app.router.add_post(path, _Receiver(secret, inbox, lanes).receive)
    app.router.add_get("/health", _health(inbox))
    if dashboard is not None:
        app.add_subapp(PREFIX, dashboard)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=10)
    await runner.setup()
    host, _, port = settings.webhook_listen.rpartition(":")
    try:
        await _listen(web.TCPSite(runner, host, int(port)))
        await _announce(
            bot,
            SetWebhook(
                url=str(settings.webhook_url),
                secret_token=secret,
                allowed_updates=ALLOWED,
                max_connections=CONNECTIONS,
                drop_pending_updates=False,
            ),
        )
        yield
    finally:
        await runner.cleanup()


async def _listen(site: web.TCPSite) -> None:
    try:
        await site.start()
    except OSError as error:
        raise StartError(f"HAMROH_WEBHOOK_LISTEN cannot be used ({error.strerror}): choose another port") from error


async def _announce(bot: Bot, call: SetWebhook) -> None:
    pause = 1.0
    while True:
        try:
            await bot(call)
            return
        except Exception as error:  # named by fault_of; the network may come back
            fault = fault_of(error)
        if fault.kind is Kind.REFUSED:
            raise StartError("Telegram refuses HAMROH_WEBHOOK_URL: it needs https and a certificate that is trusted")
        log.warning("webhook_not_set kind=%s", fault.kind)
        await asyncio.sleep(max(pause, fault.seconds))
        pause = min(30.0, pause * 2)


class _Receiver:
    """Takes updates from Telegram, and from nobody else."""

    def __init__(self, secret: str, inbox: Inbox, lanes: Lanes) -> None:
        self._secret = secret.encode()
        self._inbox = inbox
        self._lanes = lanes

    async def receive(self, request: web.Request) -> web.Response:
        """Store one update. 403 without the secret, 400 for what is no update, 503 while the database is away."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)
        update = await _update_in(request)
        if update is None:
            return web.Response(status=400)
        try:
            self._lanes.wake(await self._inbox.store([update]))
        except DBAPIError as error:
            log.error("intake_database_failed fault=%s", type(error.orig).__name__)
            return web.Response(status=503)
        return web.Response()


async def _update_in(request: web.Request) -> dict[str, Any] | None:
    try:
        update = await request.json()
    except ValueError:
        return None
    known = isinstance(update, dict) and isinstance(update.get("update_id"), int)
    return update if known else None


def _health(inbox: Inbox) -> Any:
    async def answer(_request: web.Request) -> web.Response:
        report = await health_report(inbox)
        return web.json_response(report, status=200 if report["ok"] else 503)

    return answer
