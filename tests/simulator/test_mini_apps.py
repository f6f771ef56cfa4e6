"""Mini Apps opened by a link, signed as Telegram signs them; and who is in a group."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from aiogram.utils.web_app import check_webapp_signature, safe_parse_webapp_init_data

from simulator import Simulator, World

COORDINATORS = -1001000000002
NOON = 1_800_000_000.0

LINK = "https://t.me/hamroh_demo_bot/charts?startapp=abc_-9"


@pytest.fixture(autouse=True)
async def _registered(world: World) -> None:
    await world.api.post("/people/apps", {"name": "charts", "url": "https://example.org/dashboard/"})


async def test_a_link_opens_the_app_with_who_where_and_when(simulator: Simulator, world: World) -> None:
    marta = await world.coordinator("Marta")
    address = urlsplit(await marta.opens_app(LINK, dark=True))
    assert (address.netloc, address.path, address.query) == ("example.org", "/dashboard/", "tgWebAppStartParam=abc_-9")
    given = parse_qs(address.fragment)
    opened = safe_parse_webapp_init_data(simulator.token, given["tgWebAppData"][0])
    assert opened.user is not None
    assert (opened.user.id, opened.user.first_name, opened.start_param) == (marta.id, "Marta", "abc_-9")
    assert (opened.auth_date.timestamp(), opened.chat_type) == (NOON, "supergroup")
    assert str(COORDINATORS) not in given["tgWebAppData"][0]
    assert json.loads(given["tgWebAppThemeParams"][0])["bg_color"] == "#212121"


async def test_the_signature_covers_every_field(simulator: Simulator, world: World) -> None:
    address = urlsplit(await (await world.coordinator("Marta")).opens_app(LINK))
    fields = dict(parse_qsl(parse_qs(address.fragment)["tgWebAppData"][0]))
    for name in fields:
        other = "&".join(f"{key}={'x' if key == name else value}" for key, value in fields.items())
        assert not check_webapp_signature(simulator.token, other)


@pytest.mark.parametrize(
    "link",
    [
        "https://t.me/hamroh_demo_bot/other?startapp=a",
        "https://t.me/hamroh_demo_bot?startapp=a",
        "https://t.me/another_bot/charts?startapp=a",
        "https://t.me/hamroh_demo_bot/charts",
        "https://t.me/hamroh_demo_bot/charts?startapp=a b",
        "https://t.me/hamroh_demo_bot/charts?startapp=" + "a" * 513,
        "https://example.org/hamroh_demo_bot/charts?startapp=a",
    ],
)
async def test_a_link_to_no_app_of_the_bot_opens_nothing(world: World, link: str) -> None:
    with pytest.raises(AssertionError, match=r"Mini App|start parameter"):
        await (await world.coordinator("Marta")).opens_app(link)


async def test_the_main_app_has_no_name(world: World) -> None:
    await world.api.post("/people/apps", {"name": "", "url": "https://example.org/main/"})
    address = await (await world.coordinator("Marta")).opens_app("https://t.me/hamroh_demo_bot?startapp=a")
    assert address.startswith("https://example.org/main/?")


async def test_who_leaves_is_thrown_out_or_restricted(world: World, bot: Any) -> None:
    marta, olim = await world.coordinator("Marta"), await world.coordinator("Olim")

    async def status() -> tuple[str, bool | None]:
        shown = await bot.does("getChatMember", chat_id=COORDINATORS, user_id=olim.id)
        return shown["status"], shown.get("is_member")

    assert await status() == ("member", None)
    await marta.changes_member("restrict", olim)
    assert await status() == ("restricted", True)
    await olim.changes_member("leave")
    assert await status() == ("restricted", False)
    await marta.changes_member("join", olim)
    assert await status() == ("member", None)
    await marta.changes_member("kick", olim)
    assert await status() == ("kicked", None)
    with pytest.raises(AssertionError, match="not in the chat"):
        await olim.opens_app(LINK)


async def test_only_an_administrator_removes_others(world: World) -> None:
    marta, olim = await world.coordinator("Marta"), await world.coordinator("Olim")
    for who, other, action in (
        (olim, marta, "kick"),
        (marta, olim, "leave"),
        (marta, marta, "kick"),
        (marta, olim, "x"),
    ):
        with pytest.raises(AssertionError, match=r"administrator|action"):
            await who.changes_member(action, other)
