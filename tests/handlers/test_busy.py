"""Where a group's minute is spent, whoever taps is told that the answer will take a while."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from arrivals import arrives, opens_case
from hotline_here import hotline_here

from simulator import Simulator, World

LONG_ENOUGH = 3.5
"""Seconds after which what waits is known to wait for the next minute."""


class Spending:
    """A pacer whose groups have spent their minute when it is said so."""

    spent = False

    async def take(self, pace: str | None, rank: int = 0) -> float:
        return 0.2 if self.spent and (pace or "").startswith("g:") else 0.0

    async def hold(self, pace: str | None, seconds: float) -> None:
        return None


@pytest.fixture
def pacer() -> Spending:
    return Spending()


@pytest.fixture
async def here(pacer: Spending, tmp_path: Path) -> AsyncIterator[World]:
    async with Simulator.start(port=0, limits=False) as simulator, hotline_here(simulator, tmp_path, pacer):
        yield World(simulator.url)


async def test_an_operator_who_has_to_wait_is_told_so(here: World, pacer: Spending) -> None:
    john, aziza = await arrives(here), await here.operator("Aziza")
    topic, _ = await opens_case(here, john)
    await topic.sends("/ban 2 insults")
    await topic.sees("cannot write to operators until")
    await aziza.writes("/language ru")
    await aziza.sees("Русский")
    await aziza.writes("/bans")
    listed = await aziza.sees("Кто не может писать")
    await aziza.taps("1")
    assert await aziza.sees_alert() == ""
    await aziza.sees("Обращение", after=listed)
    pacer.spent = True
    await aziza.taps("Назад")
    await asyncio.sleep(LONG_ENOUGH)
    await aziza.taps_old(listed, "1")
    await aziza.sees_alert("Сейчас много сообщений")
    await aziza.taps("Почему?")
    await aziza.sees_alert("insults")
    pacer.spent = False
    await asyncio.sleep(1)
    await aziza.taps_old(listed, "1")
    assert await aziza.sees_alert() == ""
