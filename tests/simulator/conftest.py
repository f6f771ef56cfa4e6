"""A simulator for each test, its people, and a bot that is nothing but HTTP calls."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from simulator import Clock, Simulator, World

DESK = -1001000000001
COORDINATORS = -1001000000002
NOON = 1_800_000_000.0


class RawBot:
    """The Bot API by hand: what a client library would hide is seen."""

    def __init__(self, simulator: Simulator, session: aiohttp.ClientSession) -> None:
        self.simulator = simulator
        self.session = session
        self.root = f"{simulator.url}/bot{simulator.token}"
        self.offset = 0

    async def tries(self, method: str, **parameters: Any) -> dict[str, Any]:
        async with self.session.post(f"{self.root}/{method}", json=parameters) as response:
            answer: dict[str, Any] = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    async def does(self, method: str, **parameters: Any) -> Any:
        answer = await self.tries(method, **parameters)
        assert answer["ok"], answer
        return answer["result"]

    async def fails(self, method: str, **parameters: Any) -> str:
        answer = await self.tries(method, **parameters)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def says(self, chat_id: int, text: str, **parameters: Any) -> int:
        return int((await self.does("sendMessage", chat_id=chat_id, text=text, **parameters))["message_id"])

    async def hears(self, **parameters: Any) -> list[dict[str, Any]]:
        """Take and confirm everything that waits."""
        updates: list[dict[str, Any]] = await self.does("getUpdates", offset=self.offset, **parameters)
        if updates:
            self.offset = updates[-1]["update_id"] + 1
            await self.does("getUpdates", offset=self.offset)
        return updates


@pytest.fixture
def clock() -> Clock:
    """It stands still until a test moves it."""
    return Clock(lambda: NOON)


@pytest.fixture
async def simulator(clock: Clock) -> AsyncIterator[Simulator]:
    async with Simulator.start(limits=False, clock=clock) as running:
        yield running


@pytest.fixture
def world(simulator: Simulator) -> World:
    return World(simulator.url)


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[RawBot]:
    async with aiohttp.ClientSession() as session:
        yield RawBot(simulator, session)
