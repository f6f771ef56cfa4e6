from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright
from programs import installed

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
ADDRESS = re.compile(r"http://[0-9.]+:\d+/")


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[str]:
    """`hamroh demo` as `make run` starts it; gives the address that it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HAMROH_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "demo",
        "--port",
        "0",
        cwd=tmp_path,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    printed = ""
    async with asyncio.timeout(60):
        while not (found := ADDRESS.search(printed)):
            line = await process.stdout.readline()
            assert line, f"the demo ended:\n{printed}"
            printed += line.decode()
    yield found[0]
    process.send_signal(signal.SIGINT)
    rest, _ = await process.communicate()
    assert process.returncode == 0
    assert "Traceback" not in rest.decode()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    program = installed("chromium", "chromium")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield running
        await running.close()


@pytest.fixture
async def page(browser: Browser, demo: str) -> AsyncIterator[Page]:
    """The page of the demo, on a computer's screen; a script error or a call to elsewhere fails the test."""
    opened = await browser.new_page(viewport={"width": 1440, "height": 900})
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on(
        "request",
        lambda request: None if request.url.startswith((demo, "data:", "blob:")) else faults.append(request.url),
    )
    await opened.goto(demo)
    yield opened
    assert faults == []
