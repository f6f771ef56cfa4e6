"""An installation of Hamroh, and the command line run in it, in this process or in one of its own.

Starting `python -m bot` costs seconds of imports: what is a matter of processes (signals, the lock, one real `doctor`)
has a process, all else calls the same `main`.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main
from simulator import Simulator, Staff, World


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return [line for line in (self.out + self.err).splitlines() if line]


class Telegram:
    """A simulated Telegram in a thread of its own, so that a test may run commands that have a loop of their own."""

    def __init__(self) -> None:
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        self._thread.start()
        self._ready.wait()

    async def _serve(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        async with Simulator.start(port=0, limits=False) as simulator:
            self.url, self.token = simulator.url, simulator.token
            self._ready.set()
            await self._end.wait()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    def calls(self, method: str, **fields: str) -> None:
        """A call as the bot."""
        body = json.dumps(fields).encode()
        call = urllib.request.Request(
            f"{self.url}/bot{self.token}/{method}", body, {"Content-Type": "application/json"}
        )
        urllib.request.urlopen(call).close()

    def administrator(self, act: Callable[[Staff], Awaitable[object]]) -> None:
        """Let the desk's administrator do something."""

        async def work() -> None:
            await act(await World(self.url).operator("Aziza"))

        asyncio.run(work())

    def coordinator(self, act: Callable[[Staff], Awaitable[object]]) -> None:
        """Let the administrator of the coordinators' chat do something."""

        async def work() -> None:
            await act(await World(self.url).coordinator("Marta"))

        asyncio.run(work())


class Installation:
    """A folder with a database, a key and settings; commands are run in it."""

    def __init__(self, folder: Path, settings: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.settings = settings
        self._capsys = capsys

    @property
    def database(self) -> Path:
        return self.folder / "hamroh.db"

    @property
    def key_file(self) -> Path:
        return self.folder / "hamroh.key"

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HAMROH_")}
        return kept | {f"HAMROH_{name}": value for name, value in self.settings.items()}

    def hamroh(self, *arguments: str, **settings: str) -> Ran:
        """A command in this process; `settings` are added to those of the installation."""
        self.settings |= settings
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            patch.setattr(sys, "argv", ["hamroh", *arguments])
            for name in [name for name in os.environ if name.startswith("HAMROH_")]:
                patch.delenv(name)
            for name, value in self.settings.items():
                patch.setenv(f"HAMROH_{name}", value)
            return self._ran()

    def _ran(self) -> Ran:
        self._capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = self._capsys.readouterr()
        return Ran(code, said.out, said.err)

    def process(self, *arguments: str) -> Ran:
        """The same in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=60,
        )
        return Ran(done.returncode, done.stdout, done.stderr)


@asynccontextmanager
async def hotline_program(*arguments: str, folder: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`hamroh …` as a process that goes on until it is ended; killed at the end of the block if it still runs."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HAMROH_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env=environment | {f"HAMROH_{name}": value for name, value in settings.items()} | {"PYTHONUNBUFFERED": "1"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()
