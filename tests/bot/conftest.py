"""Installations of Hamroh, healthy and fresh, for the command line to be run in."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hotline_process import COORDINATORS, DESK, hotline_on
from installation import Installation, Telegram

from simulator import Simulator


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    running = Telegram()
    yield running
    running.close()


@pytest.fixture(scope="session")
def started_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of an installation whose hotline ran, bound its chats and was stopped."""
    folder = tmp_path_factory.mktemp("installation")

    async def work() -> None:
        async with Simulator.start(port=0, limits=False) as simulator, hotline_on(simulator, folder, SECRET_KEY=""):
            pass

    asyncio.run(work())
    return folder


@pytest.fixture
def healthy(started_once: Path, telegram: Telegram, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Installation:
    """An installation in which everything but, perhaps, the content is as it should be."""
    folder = tmp_path / "healthy"
    shutil.copytree(started_once, folder)
    return Installation(folder, _settings(folder, telegram.url, telegram.token), capsys)


@pytest.fixture
def fresh(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Installation:
    """An installation before its first start, with no Telegram."""
    folder = tmp_path / "fresh"
    folder.mkdir()
    return Installation(folder, {"DATABASE_URL": f"sqlite:///{folder / 'hamroh.db'}"}, capsys)


def _settings(folder: Path, url: str, token: str) -> dict[str, str]:
    return {
        "BOT_TOKEN": token,
        "BOT_API_URL": url,
        "DATABASE_URL": f"sqlite:///{folder / 'hamroh.db'}",
        "DESK_CHAT_ID": str(DESK),
        "COORDINATORS_CHAT_ID": str(COORDINATORS),
    }


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """Commands that run the hotline set up logging for a whole process: not for the tests after them."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)
