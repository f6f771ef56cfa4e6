"""One running hotline for all tests that do not disturb each other: each has persons, cases and topics of its own."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio
from hotline_here import hotline_here

from simulator import Simulator, World


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator.start(port=0, limits=False) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def database(simulator: Simulator, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Path]:
    """The database file of the running hotline."""
    async with hotline_here(simulator, tmp_path_factory.mktemp("hotline")) as file:
        yield file


@pytest.fixture
def world(simulator: Simulator, database: Path) -> World:
    return World(simulator.url)


@pytest.fixture
def failures(database: Path, caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """What could not be handled: lines of the log, and updates that were set aside."""
    caplog.set_level(logging.ERROR)

    def look() -> list[str]:
        with closing(sqlite3.connect(database)) as opened:
            dead = opened.execute("SELECT fault FROM inbox WHERE state = 'dead'").fetchall()
        return [record.getMessage() for record in caplog.records] + [str(row) for row in dead]

    return look


@pytest.fixture(autouse=True)
def _nothing_failed(failures: Callable[[], list[str]]) -> Iterator[None]:
    """Whatever a test does, no update may fail."""
    yield
    assert failures() == []
