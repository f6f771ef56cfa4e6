"""Answers as the phone shows them: in eight languages without a cut button, and the nearest consulate to a place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from knowledge_base import CONTENT_FOLDER, label, load
from locales import Catalogs, visible_text

PICTURES = os.environ.get("HAMROH_PICTURES")
catalogs, content = Catalogs.load(), load(CONTENT_FOLDER)


async def begins(phone: Locator) -> None:
    """Press Start, unless another test has."""
    start = phone.get_by_test_id("start")
    await expect(start.or_(phone.get_by_test_id("composer"))).to_be_visible()
    if await start.is_visible():
        await start.click()


async def write(phone: Locator, text: str) -> None:
    await phone.get_by_test_id("composer").fill(text)
    await phone.get_by_test_id("send").click()


async def cut_buttons(phone: Locator) -> list[str]:
    """Labels of which the phone does not show the whole."""
    script = (
        "keys => keys.filter(key => key.scrollWidth > key.clientWidth + 1 || key.scrollHeight > key.clientHeight + 1)"
    )
    return list(await phone.locator(".key-label").evaluate_all(script + ".map(key => key.textContent)"))


@pytest.mark.parametrize("code", catalogs.languages)
async def test_an_answer_in_each_language_has_no_cut_button(page: Page, code: str) -> None:
    phone, speech = page.get_by_test_id("phone-dilnoza"), catalogs[code]
    await begins(phone)
    for entry_id in ("passport-lost", "patent-pay"):
        entry = content.entries[entry_id]
        await write(phone, f"/start {code}_{entry_id}")
        title = phone.get_by_test_id("messages").get_by_text(label(entry.title, speech, speech), exact=True).last
        await expect(title).to_be_visible(timeout=20_000)
        await expect(phone.get_by_role("button", name=visible_text(speech.t("Helpful"))).first).to_be_visible()
        assert await cut_buttons(phone) == []
        if PICTURES and entry_id == "passport-lost":
            await phone.screenshot(path=Path(PICTURES) / f"answer-{code}.png")


async def test_one_tap_shares_the_place_and_shows_the_nearest_consulates(page: Page) -> None:
    phone, speech = page.get_by_test_id("phone-dilnoza"), catalogs["uz"]
    messages = phone.get_by_test_id("messages")
    await begins(phone)
    await write(phone, "/start uz_embassy-uz")
    await messages.get_by_role("button", name=visible_text(speech.t("Nearest to me"))).click(timeout=20_000)
    await phone.get_by_role("button", name=visible_text(speech.t("Share my location"))).click(timeout=20_000)
    await page.get_by_role("button", name="Send location").click()
    await expect(messages.get_by_text(visible_text(speech.t("Nearest consulates"))).last).to_be_visible(timeout=20_000)
    await expect(phone.get_by_role("button", name=visible_text(speech.t("Share my location")))).to_have_count(0)
    if PICTURES:
        await phone.screenshot(path=Path(PICTURES) / "nearest.png")


async def test_an_emergency_inside_a_long_story_shows_the_numbers_first(page: Page) -> None:
    phone, speech = page.get_by_test_id("phone-dilnoza"), catalogs["uz"]
    messages = phone.get_by_test_id("messages")
    await begins(phone)
    await write(phone, "/start uz")
    story = "Assalomu alaykum, yanvarda keldim, qurilishda ishladim, pul bermadi. " * 5
    await write(phone, f"{story}Hozir akam hushidan ketdi, nima qilay? {story}")
    alarm = visible_text(speech.t("<b>Is somebody in danger? Then do this first:</b>"))
    await expect(messages.get_by_text(alarm).last).to_be_visible(timeout=20_000)
    await expect(messages.get_by_text("103").last).to_be_visible()
    await expect(messages.get_by_role("button", name=visible_text(speech.t("Write to a person now")))).to_be_visible()
    assert await cut_buttons(phone) == []
    if PICTURES:
        await phone.screenshot(path=Path(PICTURES) / "alarm.png")


@pytest.mark.parametrize(
    ("code", "typed", "entry_id"),
    [
        ("uz", "pasportmni yoqotb qoydm nma qilay", "passport-lost"),
        ("tg", "хочаин маошамро намедихад", "wages-unpaid"),
        ("uz", "brat patent srogi tugadi nima boladi", "patent-late"),
    ],
)
async def test_what_people_type_gets_its_answer(page: Page, code: str, typed: str, entry_id: str) -> None:
    phone, speech = page.get_by_test_id("phone-dilnoza"), catalogs[code]
    await begins(phone)
    await write(phone, f"/start {code}")
    await write(phone, typed)
    title = label(content.entries[entry_id].title, speech, speech)
    await expect(phone.get_by_test_id("messages").get_by_text(title).last).to_be_visible(timeout=20_000)


async def test_what_is_none_of_our_matters_gets_an_honest_none(page: Page) -> None:
    phone, speech = page.get_by_test_id("phone-dilnoza"), catalogs["ru"]
    messages = phone.get_by_test_id("messages")
    await begins(phone)
    await write(phone, "/start ru")
    await write(phone, "кто выиграет матч")
    await expect(messages.get_by_text(visible_text(speech.t("Or choose a topic:"))).last).to_be_visible(timeout=20_000)
    assert await cut_buttons(phone) == []
    if PICTURES:
        await phone.screenshot(path=Path(PICTURES) / "nothing-found.png")
