"""The hotline as it ships, in a process of its own, for tests to start, stop and kill."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from simulator import Simulator

DESK, COORDINATORS = -1001000000001, -1001000000002
SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


class HotlineProcess:
    """One installation; `settings` are given without their HAMROH_ prefix."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self.folder = folder
        self.settings = settings
        self.lines: list[str] = []
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None

    @property
    def log(self) -> str:
        """Everything it has logged so far."""
        return "\n".join(self.lines)

    async def start(self) -> None:
        """Start it and wait until it takes updates."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HAMROH_")}
        environment |= {f"HAMROH_{name}": value for name, value in self.settings.items()}
        begun = len(self.lines)
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            cwd=self.folder,
            env=environment,
            stderr=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
        )
        self._reader = asyncio.get_running_loop().create_task(self._read())
        async with asyncio.timeout(60):
            while not any("hotline_open" in line for line in self.lines[begun:]):
                if self._process.returncode is not None:
                    raise AssertionError(f"the hotline did not start:\n{self.log}")
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is written."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM, as a service manager does; returns the exit status."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        process, self._process = self._process, None
        if process.returncode is None:
            process.send_signal(how)
        async with asyncio.timeout(30):
            code = await process.wait()
        if self._reader is not None:
            await self._reader
        return code

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stderr is not None
        async for line in self._process.stderr:
            self.lines.append(line.decode().rstrip())


@asynccontextmanager
async def hotline_on(simulator: Simulator, folder: Path, **settings: str) -> AsyncIterator[HotlineProcess]:
    """A hotline bound to the simulator's desk and coordinators, stopped at the end."""
    process = HotlineProcess(
        folder,
        {
            "BOT_TOKEN": simulator.token,
            "BOT_API_URL": simulator.url,
            "DATABASE_URL": f"sqlite:///{folder / 'hamroh.db'}",
            "SECRET_KEY": SECRET,
            "DESK_CHAT_ID": str(DESK),
            "COORDINATORS_CHAT_ID": str(COORDINATORS),
            "PREVIEW_RUNNING_WEEK": "true",
            **settings,
        },
    )
    await process.start()
    try:
        yield process
    finally:
        await process.stop()
