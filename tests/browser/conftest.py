from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from demo_here import demo_on
from playwright.async_api import Browser, Page, async_playwright
from programs import installed

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo that tests share: its start takes longer than most of them."""
    with demo_on(tmp_path_factory.mktemp("demo")) as address:
        yield address


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    program = installed("chromium")
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
