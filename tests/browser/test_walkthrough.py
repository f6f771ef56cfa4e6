"""What a visitor of the demo does, in a real browser, in Uzbek: from /start to an answer and the week's counts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from demo_here import demo_on
from playwright.async_api import Locator, Page, expect

from knowledge_base import CONTENT_FOLDER, label, load
from locales import Catalogs, visible_text

CODE = re.compile(r"[2-9A-Z]{3}-[2-9A-Z]{3}")
PICTURES = os.environ.get("HAMROH_PICTURES")
"""A folder to put the README's pictures into (`make pictures`)."""

catalogs, content = Catalogs.load(), load(CONTENT_FOLDER)
uzbek = catalogs["uz"]


def said(text: str) -> str:
    """An interface text in Uzbek, as it is seen."""
    return visible_text(uzbek.t(text))


def titled(text: str) -> str:
    """A title of the content in Uzbek."""
    return label(text, uzbek, catalogs["ru"])


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[str]:
    """A demo of one's own: nobody has written there yet."""
    with demo_on(tmp_path) as address:
        yield address


async def tap(pane: Locator, name: str) -> None:
    """Tap the newest inline button whose text contains the name."""
    await pane.get_by_test_id("messages").get_by_role("button", name=name).last.click()


async def write(pane: Locator, text: str) -> None:
    await pane.get_by_test_id("composer").fill(text)
    await pane.get_by_test_id("send").click()


async def sees(pane: Locator, text: str) -> Locator:
    found = pane.get_by_test_id("messages").get_by_text(text).last
    await expect(found).to_be_visible(timeout=20_000)
    return found


async def picture(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{name}.png")


async def test_a_visitor_walks_from_start_to_a_humans_answer_and_the_weeks_counts(page: Page) -> None:
    phone, desk, coordinators = (page.get_by_test_id(one) for one in ("phone-dilnoza", "desk", "coordinators"))
    await phone.get_by_test_id("start").click()
    await tap(phone, "Oʻzbekcha")
    await tap(phone, said("Open the menu"))
    topic, entry = content.topics["consular"], content.entries["passport-lost"]
    for _ in range(6):
        await tap(phone, titled(topic.title))
        await tap(phone, titled(entry.title))
        await sees(phone, titled(entry.first)[:30])
        await picture(page, "person")
        await tap(phone, said("Menu"))
    await tap(phone, titled(topic.title))
    await tap(phone, titled(entry.title))
    await sees(phone, titled(entry.first)[:30])
    await tap(phone, said("Talk to a person"))
    await sees(phone, said("<b>Write to an operator</b>"))
    await write(phone, "Pasportim vokzalda yoʻqoldi. Samarqandga qanday qaytaman?")
    before_code = visible_text(uzbek.t("Your message is with us. Your case code: <b>{code}</b>", code="|")).split("|")[
        0
    ]
    receipt = await sees(phone, before_code.strip())
    found = CODE.search(await receipt.inner_text())
    assert found

    await desk.get_by_test_id("topic").filter(has_text=found[0]).click()
    await sees(desk, entry.title)
    await sees(desk, "Samarqandga qanday qaytaman?")
    assert "Dilnoza" not in await desk.inner_text(), "the desk never learns who the person is"
    await tap(desk, "Claim")
    await sees(phone, found[0])
    await write(desk, "Assalomu alaykum! Avval politsiyaga boring, keyin konsulxonaga qoʻngʻiroq qiling.")
    await sees(phone, "Avval politsiyaga boring")
    await expect(desk.get_by_test_id("messages").get_by_text("👌").first).to_be_visible(timeout=20_000)
    await picture(page, "desk")

    await write(coordinators, "/week")
    await sees(coordinators, "Week 20")
    await sees(coordinators, "Consular")
    await picture(page, "week")


async def test_the_page_works_on_a_phone_and_by_keyboard(page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    phone = page.get_by_test_id("phone-dilnoza")
    await phone.get_by_test_id("start").focus()
    await page.keyboard.press("Enter")
    button = phone.get_by_test_id("messages").get_by_role("button", name="Oʻzbekcha").last
    await expect(button).to_be_visible(timeout=20_000)
    await button.focus()
    await page.keyboard.press("Enter")
    await sees(phone, said("In danger, call 112 now."))
    await phone.get_by_test_id("composer").focus()
    await page.keyboard.type("/emergency")
    await page.keyboard.press("Enter")
    await sees(phone, titled(content.topics["emergency"].title))
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360, "nothing is cut off at the side"
