"""HTTP for the test client: calls of the People API and its events."""

from __future__ import annotations

import io
import json
from typing import Any

import aiohttp

from simulator.seen import Json

_TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=10)


class CantDo(AssertionError):
    """The simulator refused what a person tried; the text is its one line."""


class Api:
    """Each call has a connection of its own, so that nothing needs closing at the end of a test."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    async def get(self, path: str, **query: Any) -> Json:
        """Read something.

        Raises:
            CantDo: refused.
        """
        return await self._call("GET", path, params=query)

    async def post(self, path: str, body: Json) -> Json:
        """Do something.

        Raises:
            CantDo: refused.
        """
        return await self._call("POST", path, json={key: value for key, value in body.items() if value is not None})

    async def put(self, path: str, body: Json) -> Json:
        """Change a switch."""
        return await self._call("PUT", path, json=body)

    async def upload(self, path: str, data: bytes, name: str, fields: Json) -> Json:
        """Send a file."""
        form = aiohttp.FormData()
        for key, value in fields.items():
            if value is not None:
                form.add_field(key, str(value))
        form.add_field("file", io.BytesIO(data), filename=name)
        return await self._call("POST", path, data=form)

    async def _call(self, verb: str, path: str, **how: Any) -> Json:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT) as session,
            session.request(verb, self.url + path, **how) as response,
        ):
            answer: Json = await response.json()
            if not response.ok:
                raise CantDo(f"{path}: {answer.get('error')}")
            return answer

    async def event(self, after: int, **wanted: Any) -> Json:
        """Wait for the first event after a number whose fields are as wanted."""
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT) as session,
            session.get(f"{self.url}/people/stream", params={"after": after}) as response,
        ):
            while line := await _line(response):
                event: Json = json.loads(line)
                if all(event.get(name) == value for name, value in wanted.items()):
                    return event
        raise CantDo("the simulator has stopped")


async def _line(response: aiohttp.ClientResponse) -> bytes:
    """The next data of a stream of events; empty at its end."""
    while line := await response.content.readline():
        if line.startswith(b"data: "):
            return line.removeprefix(b"data: ")
    return b""
