"""One running hotline for all tests that do not disturb each other: each has persons, cases and topics of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio
from hotline_process import HotlineProcess, hotline_on

from simulator import Simulator, World


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator.start(port=0, limits=False) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def hotline(simulator: Simulator, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[HotlineProcess]:
    async with hotline_on(simulator, tmp_path_factory.mktemp("hotline")) as running:
        yield running


@pytest.fixture
def world(simulator: Simulator, hotline: HotlineProcess) -> World:
    return World(simulator.url)


@pytest.fixture
def failures(hotline: HotlineProcess) -> Callable[[], list[str]]:
    """What could not be handled: lines of the log, and updates that were set aside."""
    begun = len(hotline.lines)

    def look() -> list[str]:
        with closing(sqlite3.connect(Path(hotline.folder) / "hamroh.db")) as database:
            dead = database.execute("SELECT update_id, fault FROM inbox WHERE state = 'dead'").fetchall()
        lines = [line for line in hotline.lines[begun:] if "update_failed" in line or "update_set_aside" in line]
        return lines + [str(row) for row in dead]

    return look
