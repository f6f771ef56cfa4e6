"""Delivering updates to the bot's webhook as Telegram's server does (WebhookActor.cpp).

Of each lane (messages of a chat, button presses of a user) one update is under way; the next goes out when the last was
answered with a 2xx. A refusal is retried: at once, then after 2, 4, 8 … seconds, up to one or two minutes, or after
what a Retry-After header says, until the update is too old. A call in the answer's body is carried out.
"""

from __future__ import annotations

import asyncio
import json

import aiohttp

from simulator.bot_api import BotApi
from simulator.cloud import Cloud
from simulator.errors import Json
from simulator.updates import Update

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - its name, not a secret
ANSWER_SECONDS = 60.0
LONGEST_PAUSE_SECONDS = 60
LONGEST_RETRY_AFTER = 3600
_NOT_FROM_WEBHOOK = ("deletewebhook", "setwebhook", "close", "logout")
_TIMEOUT = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
_NO_ANSWER = (aiohttp.ClientError, TimeoutError, OSError)


class WebhookSender:
    """Sends the waiting updates while a webhook is set."""

    def __init__(self, cloud: Cloud, api: BotApi) -> None:
        self._cloud = cloud
        self._api = api
        self._busy: set[tuple[int, str]] = set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session, asyncio.TaskGroup() as group:
            while True:
                self._start_lanes(session, group)
                await self._cloud.updates.pulse.wait(None)

    def _start_lanes(self, session: aiohttp.ClientSession, group: asyncio.TaskGroup) -> None:
        webhook = self._cloud.webhook
        if not webhook.url:
            return
        for update in self._cloud.updates.waiting():
            key = (webhook.generation, update.lane)
            in_use = sum(generation == webhook.generation for generation, _ in self._busy)
            if key not in self._busy and in_use < webhook.max_connections:
                self._busy.add(key)
                group.create_task(self._run_lane(session, *key))

    async def _run_lane(self, session: aiohttp.ClientSession, generation: int, lane: str) -> None:
        while update := self._next(generation, lane):
            await self._deliver(session, generation, update)
        self._busy.discard((generation, lane))
        self._cloud.updates.pulse.beat()  # a connection is free for another lane

    def _next(self, generation: int, lane: str) -> Update | None:
        if generation != self._cloud.webhook.generation:
            return None
        return next((update for update in self._cloud.updates.waiting() if update.lane == lane), None)

    async def _deliver(self, session: aiohttp.ClientSession, generation: int, update: Update) -> None:
        failures, pause = 0, 1
        while generation == self._cloud.webhook.generation and self._cloud.updates.holds(update):
            retry_after = await self._send(session, update)
            if retry_after is None:
                self._cloud.updates.forget(update)
                return
            if failures and not retry_after:
                most = self._cloud.chance.randint(LONGEST_PAUSE_SECONDS, 2 * LONGEST_PAUSE_SECONDS)
                pause = min(most, 2 * pause)
            failures += 1
            await self._cloud.clock.sleep(retry_after or (pause if failures > 1 else 0))

    async def _send(self, session: aiohttp.ClientSession, update: Update) -> int | None:
        """None when the bot took it, else the seconds it asked to wait."""
        webhook = self._cloud.webhook
        headers = {SECRET_HEADER: webhook.secret_token} if webhook.secret_token else {}
        call: Json = {}
        try:
            where = session.post(webhook.url, json=update.shown(), headers=headers, allow_redirects=False, ssl=False)
            async with where as response:
                if not 200 <= response.status <= 299:
                    return self._failed(f"{response.status} {response.reason}", response.headers.get("Retry-After"))
                call = await _call_in(response)
        except _NO_ANSWER as error:
            webhook.fail(
                self._cloud.clock.date(), "Connection refused" if _is_refused(error) else "Read timeout expired"
            )
            return 0
        await self._carry_out(call)
        return None

    def _failed(self, said: str, retry_after: str | None) -> int:
        self._cloud.webhook.fail(self._cloud.clock.date(), f"Wrong response from the webhook: {said}")
        return min(int(retry_after), LONGEST_RETRY_AFTER) if retry_after and retry_after.isdigit() else 0

    async def _carry_out(self, call: Json) -> None:
        name = str(call.get("method", "")).lower()
        if name and name not in _NOT_FROM_WEBHOOK and not name.startswith("get"):
            await self._api.run_from_webhook(call)


def _is_refused(error: Exception) -> bool:
    return isinstance(error, aiohttp.ClientConnectorError)


async def _call_in(response: aiohttp.ClientResponse) -> Json:
    """The method call in an answer's body (JSON or multipart), or nothing."""
    if response.content_type == "multipart/form-data":
        return await _parts_of(response)
    try:
        body = json.loads(await response.read() or b"{}")
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


async def _parts_of(response: aiohttp.ClientResponse) -> Json:
    call: Json = {}
    async for part in aiohttp.MultipartReader.from_response(response):
        if isinstance(part, aiohttp.BodyPartReader) and part.name and part.filename is None:
            call[part.name] = (await part.read()).decode("utf-8", "replace")
    return call
