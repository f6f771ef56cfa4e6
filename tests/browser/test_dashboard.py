"""The dashboard in a real browser: from the coordinators' chat of the demo, by keyboard, on a phone's width."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import web
from playwright.async_api import Browser, FrameLocator, Locator, Page, expect
from programs import free_port

from locales import Catalogs, visible_text

PICTURES = os.environ.get("HAMROH_PICTURES")
"""A folder to put pictures into."""
LANGUAGES = Catalogs.load()
SOON = 60_000
"""The hotline may learn its content first."""
WEEK = re.compile(r"\d{4}-W\d\d")


def said(language: str, text: str) -> str:
    return visible_text(LANGUAGES[language].t(text))


async def write(pane: Locator, text: str) -> None:
    await pane.get_by_test_id("composer").fill(text)
    await pane.get_by_test_id("send").click()


async def button_in(page: Page, language: str) -> Locator:
    """The button that the chat was given, in a language."""
    pane = page.get_by_test_id("coordinators")
    await write(pane, f"/coordinators {language}")
    bound = said(language, "This group now gets the weekly report, every Monday morning.")
    await expect(pane.get_by_test_id("messages").get_by_text(bound).last).to_be_visible(timeout=SOON)
    buttons = pane.get_by_test_id("messages").get_by_role("button", name="📊")
    before = await buttons.count()
    await write(pane, "/dashboard")
    await expect(buttons).to_have_count(before + 1, timeout=SOON)
    return buttons.last


@pytest.fixture
async def page(browser: Browser, demo: str) -> AsyncIterator[Page]:
    """The demo's page. A script's error, a word of the console (so a broken policy), or a foreign address fails."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900})
    faults: list[str] = []

    def watch(opened: Page) -> None:
        opened.on("pageerror", lambda error: faults.append(str(error)))
        opened.on("console", lambda word: faults.append(f"{word.type}: {word.text}") if word.type != "log" else None)
        opened.on("request", lambda one: None if _is_here(one.url) else faults.append(one.url))

    context.on("page", watch)
    opened = await context.new_page()
    await opened.goto(demo)
    yield opened
    assert faults == []
    await context.close()


def _is_here(url: str) -> bool:
    return url.startswith(("data:", "blob:")) or urlsplit(url).hostname == "127.0.0.1"


async def opened_in_chat(page: Page, language: str) -> FrameLocator:
    button = await button_in(page, language)
    await button.focus()
    await page.keyboard.press("Enter")
    frame = page.get_by_test_id("coordinators").frame_locator("[data-testid=mini-app-frame]")
    await expect(frame.get_by_role("combobox")).to_be_visible(timeout=SOON)
    return frame


async def address_of(page: Page, language: str) -> str:
    """The address with what Telegram gives along, without its colours: then the device's count."""
    button = await button_in(page, language)
    async with page.expect_response(lambda answer: answer.url.endswith("/apps")) as answered:
        await button.click()
    url = str((await (await answered.value).json())["url"])
    return re.sub(r"&tgWebAppThemeParams=[^&]*", "", url)


async def week_of(frame: FrameLocator | Page) -> str:
    chosen = await frame.get_by_role("combobox").input_value()
    assert WEEK.fullmatch(chosen)
    return chosen


async def test_a_coordinator_opens_it_from_the_chat_and_goes_through_the_weeks_by_keyboard(page: Page) -> None:
    frame = await opened_in_chat(page, "ru")
    await expect(frame.get_by_role("note")).to_contain_text(said("ru", "Example data: these numbers are invented."))
    newest = await week_of(frame)
    await expect(frame.get_by_role("status")).to_contain_text(newest)
    await frame.get_by_role("button", name=said("ru", "Earlier")).focus()
    await page.keyboard.press("ArrowLeft")
    before = await week_of(frame)
    assert before < newest
    await expect(frame.get_by_role("status")).to_contain_text(before)
    await page.keyboard.press("ArrowRight")
    assert await week_of(frame) == newest
    await page.keyboard.press("ArrowRight")
    assert await week_of(frame) == newest, "after the newest there is nothing"
    await page.keyboard.press("Home")
    assert await week_of(frame) < before
    await page.keyboard.press("End")
    assert await week_of(frame) == newest
    await frame.get_by_role("button", name=said("ru", "Earlier")).press("Enter")
    assert await week_of(frame) == before
    await page.keyboard.press("Escape")
    picked = page.get_by_test_id("mini-app-close")
    await picked.click()
    await expect(page.get_by_test_id("mini-app")).to_have_count(0)


async def test_every_chart_has_its_table_and_every_hidden_number_its_mark(page: Page) -> None:
    frame = await opened_in_chat(page, "en")
    for kind in ("Weeks", "Months", "Quarters"):
        await frame.get_by_role("button", name=kind).click()
        charts = await frame.get_by_role("img").all()
        assert charts
        for chart in charts:
            behind = await chart.get_attribute("aria-details")
            table = frame.locator(f"#{behind}")
            await expect(table.locator("summary")).to_be_visible()
            assert await table.locator("tbody tr").count() > 1
            assert await chart.get_attribute("aria-label")
            drawn = await chart.locator("canvas").evaluate(
                "one => one.getContext('2d').getImageData(0, 0, one.width, one.height).data.some(Boolean)"
            )
            assert drawn, "the canvas is not empty"
    await frame.get_by_role("button", name="Weeks").click()
    category = frame.locator("section", has=frame.get_by_role("heading", name="What it was about", exact=True))
    await category.locator("summary").press("Enter")
    await expect(category.get_by_role("table")).to_be_visible()
    numbers = await frame.locator("td").all_text_contents()
    assert any("∗" in one for one in numbers)
    assert not [one for one in numbers if one in ("1", "2", "3", "4")], "what is under five is hidden"


async def test_the_trend_is_chosen_by_keyboard_and_keeps_the_focus(page: Page) -> None:
    frame = await opened_in_chat(page, "en")
    trend = frame.locator("section", has=frame.get_by_role("heading", name="How the needs went"))
    longest = trend.get_by_role("button", name="52")
    await longest.focus()
    await page.keyboard.press("Space")
    await expect(longest).to_have_attribute("aria-pressed", "true")
    await expect(longest).to_be_focused()
    await trend.locator("details").last.locator("summary").press("Enter")
    assert await trend.locator("tbody tr").count() == 52
    lines = await trend.locator("thead th").count()
    await trend.locator(".others summary").press("Enter")
    await trend.locator(".others button").first.press("Enter")
    await expect(trend.locator("thead th")).to_have_count(lines + 1)


@pytest.mark.parametrize("language", ["ru", "uz"])
async def test_on_a_phone_nothing_is_cut_in_light_or_dark(page: Page, language: str) -> None:
    address = await address_of(page, language)
    await page.get_by_test_id("mini-app-close").click()
    for scheme in ("light", "dark"):
        phone = await page.context.new_page()
        await phone.set_viewport_size({"width": 360, "height": 740})
        await phone.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        await phone.goto(address)
        await expect(phone.get_by_role("combobox")).to_be_visible(timeout=SOON)
        assert "#" not in phone.url
        assert "tgWebApp" not in phone.url
        assert await phone.evaluate("document.documentElement.dataset.theme") == scheme
        assert await phone.evaluate("document.documentElement.lang") == language
        for at, kind in enumerate(["week", "month", "quarter"]):
            await phone.locator(f"button[data-kind={kind}]").click()
            assert await phone.evaluate("document.documentElement.scrollWidth") <= 360, "nothing is cut at the side"
            small = await phone.evaluate(
                "[...document.querySelectorAll('button, select, summary')]"
                ".filter(one => one.offsetParent && one.getBoundingClientRect().height < 36).length"
            )
            assert small == 0, "every control is large enough for a finger"
            if PICTURES:
                file = Path(PICTURES) / f"dashboard-{language}-{scheme}-{at}.png"
                await phone.screenshot(path=file, full_page=True)
        await phone.close()


async def test_telegrams_colours_are_taken_over(page: Page) -> None:
    address = await address_of(page, "en")
    await page.get_by_test_id("mini-app-close").click()
    phone = await page.context.new_page()
    colours = "%7B%22bg_color%22%3A%22%23101820%22%2C%22secondary_bg_color%22%3A%22%23000000%22%7D"
    await phone.emulate_media(color_scheme="light")
    await phone.goto(f"{address}&tgWebAppThemeParams={colours}")
    await expect(phone.get_by_role("combobox")).to_be_visible(timeout=SOON)
    assert await phone.evaluate("document.documentElement.dataset.theme") == "dark"
    assert await phone.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(0, 0, 0)"
    light = {"theme_params": {"bg_color": "#ffffff", "secondary_bg_color": "#777777"}}
    await phone.evaluate("data => window.Telegram.WebView.receiveEvent('theme_changed', data)", light)
    assert await phone.evaluate("document.documentElement.dataset.theme") == "light"
    back = await phone.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert back == "rgb(238, 241, 244)", "a background on which our letters cannot be read is not taken"
    await phone.close()


async def test_elsewhere_it_shows_nothing(page: Page) -> None:
    """Outside Telegram it says how to open it; and a page that may not frame it gets nothing."""
    address = await address_of(page, "en")
    await page.get_by_test_id("mini-app-close").click()
    stranger = await page.context.new_page()
    await stranger.goto(address.split("?")[0])
    await expect(stranger.get_by_role("alert")).to_contain_text("Open this page in Telegram")
    await stranger.close()
    assert page.context.browser is not None
    other = await page.context.browser.new_page()
    async with framing(address) as elsewhere:
        async with other.expect_response(lambda answer: "/dashboard/" in answer.url):
            await other.goto(elsewhere)
        await other.wait_for_load_state("networkidle")
        inside = [frame.url for frame in other.frames if frame is not other.main_frame]
        assert inside == ["chrome-error://chromewebdata/"], "the browser shows its own error in place of the page"
    await other.close()


@asynccontextmanager
async def framing(address: str) -> AsyncIterator[str]:
    """Somebody else's page on this machine, which shows the dashboard in a frame."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text=f'<iframe src="{address}"></iframe>', content_type="text/html")

    app, port = web.Application(), free_port()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        await runner.cleanup()
