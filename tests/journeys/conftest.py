from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hotline_process import HotlineProcess, hotline_on

from simulator import Simulator, World


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator.start(port=0, limits=False) as running:
        yield running


@pytest.fixture
def world(simulator: Simulator) -> World:
    return World(simulator.url)


@pytest.fixture
async def hotline(simulator: Simulator, tmp_path: Path) -> AsyncIterator[HotlineProcess]:
    async with hotline_on(simulator, tmp_path) as running:
        yield running
