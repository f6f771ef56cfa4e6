"""What the command line draws and writes, looked at in a browser: the tree as a picture, the pages for offline days."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect
from programs import installed

from knowledge_base import CONTENT_FOLDER, label, load
from locales import Catalogs

PICTURES = os.environ.get("HAMROH_PICTURES")
catalogs, content = Catalogs.load(), load(CONTENT_FOLDER)


async def hamroh(folder: Path, *words: str) -> None:
    """Run the command line as its user does."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, cwd=folder, stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    _, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()


async def test_the_graph_names_every_answer_in_its_colour(browser: Browser, tmp_path: Path) -> None:
    installed("dot")
    speech = catalogs["tg"]
    await hamroh(tmp_path, "kb", "graph", "--out", str(tmp_path), "--lang", "tg")
    page = await browser.new_page(viewport={"width": 1200, "height": 2400})
    await page.goto((tmp_path / "tree.svg").as_uri())
    drawn = "\n".join(await page.locator("svg g.node text").all_text_contents())
    assert [one.id for one in content.entries.values() if label(one.title, speech, speech) not in drawn] == []
    assert await page.locator("svg g.node").count() >= len(content.entries) + len(content.topics)
    picture = await page.evaluate("document.documentElement.getBoundingClientRect().width")
    assert picture > 300
    await page.goto((tmp_path / "tree.png").as_uri())
    assert await page.evaluate("document.images[0].naturalWidth") > 300
    if PICTURES:
        await page.goto((tmp_path / "tree.svg").as_uri())
        await page.screenshot(path=Path(PICTURES) / "tree.png")


@pytest.mark.parametrize("code", ["uz_Cyrl", "tk"])
async def test_the_pages_are_read_without_a_network(browser: Browser, tmp_path: Path, code: str) -> None:
    await hamroh(tmp_path, "kb", "export", "--html", str(tmp_path / "pages"))
    context = await browser.new_context(offline=True)
    page = await context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: None if request.url.startswith("file:") else asked.append(request.url))
    await page.goto((tmp_path / "pages" / "index.html").as_uri())
    await page.get_by_role("link", name=f"🌐 {catalogs[code].own_name}", exact=True).click()
    title = label(content.entries["passport-lost"].title, catalogs[code], catalogs[code])
    await page.get_by_role("link", name=title).first.click()
    await expect(page.get_by_text(title).first).to_be_visible()
    assert asked == []
    await context.close()
