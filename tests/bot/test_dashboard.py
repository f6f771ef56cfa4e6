"""The dashboard over real HTTP: whom it lets in, what it says to the others, and what it lets a browser do."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from hotline_here import hotline_here
from hotline_process import COORDINATORS, DESK
from programs import free_port
from sqlalchemy import insert

from bot.dashboard import Door, Shown, Stage, listening, make_site
from bot.dashboard.files import static_files
from bot.example.releases import example_actions, example_releases
from bot.settings import read_settings
from bot.telegram import connect
from bot.webhook import webhook
from delivery import Inbox
from locales import Catalogs, visible_text
from needs_assessment import Kind, bind_chat, move_chat, period, previous_week, unbind_chat
from needs_assessment.reference import Reference, write_reference
from needs_assessment.release import release_json
from simulator import Simulator, Staff, World
from simulator.mini_apps import signed
from storage import Database, Vault, utc_now
from storage.migrate import migrate
from storage.tables import release, request_count

LANGUAGES = Catalogs.load()
FRAME = "http://127.0.0.1:8765"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; "
    f"frame-ancestors https://web.telegram.org https://*.telegram.org {FRAME}",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "accelerometer=(), camera=(), clipboard-read=(), geolocation=(), gyroscope=(), "
    "microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


TODAY = date(2026, 11, 27)


@cache
def nine_weeks() -> Shown:
    """Nine weeks of the demo, with their months and the quarter."""
    return Shown(example_releases(TODAY, 9), example_actions(TODAY, 9))


class Shelf:
    """A source that a test can add to."""

    def __init__(self, *, example: bool = False) -> None:
        self.example = example
        self.shown = nine_weeks()

    async def read(self, _tx: Any) -> Shown:
        return self.shown


@dataclass
class Dashboard:
    """A running dashboard, and who may look at it."""

    address: str
    simulator: Simulator
    database: Database
    vault: Vault
    source: Shelf
    marta: Staff
    link: str

    async def opened_by(self, who: Staff, link: str | None = None) -> str:
        """What Telegram says of somebody who opens the link."""
        address = await who.opens_app(link or self.link)
        return parse_qs(urlsplit(address).fragment)["tgWebAppData"][0]

    async def asks(self, opened: str | None, **headers: str) -> tuple[int, dict[str, Any]]:
        given = headers | ({} if opened is None else {"Authorization": f"tma {opened}"})
        async with aiohttp.ClientSession() as session, session.post(f"{self.address}data", headers=given) as answer:
            assert answer.headers["Cache-Control"] == "no-store"
            return answer.status, await answer.json()

    async def refuses(self, opened: str | None) -> tuple[int, str]:
        """The status and the reason; the answer holds nothing else but one line."""
        status, told = await self.asks(opened)
        assert set(told) == {"why", "line"}
        assert "\n" not in told["line"]
        return status, told["why"]

    async def gets(self, path: str, **headers: str) -> aiohttp.ClientResponse:
        async with aiohttp.ClientSession() as session:
            answer = await session.get(self.address + path, headers=headers, allow_redirects=False)
            await answer.read()
            return answer


@asynccontextmanager
async def site_on(simulator: Simulator, folder: Path, vault: Vault) -> AsyncIterator[Dashboard]:
    database = Database.at(f"sqlite:///{folder / 'test.db'}")
    await migrate(database)
    async with database.write() as tx:
        await bind_chat(tx, COORDINATORS, "ru", utc_now())
    bot = connect(read_settings(bot_token=simulator.token, bot_api_url=simulator.url))
    door = Door(bot, database, vault, lambda: datetime.fromtimestamp(simulator.clock.now(), UTC))
    source = Shelf()
    listen = f"127.0.0.1:{free_port()}"
    site = make_site(door, source, database, lambda: LANGUAGES, [FRAME])
    simulator.register_app("charts", f"http://{listen}/dashboard/")
    link = f"https://t.me/hamroh_demo_bot/charts?startapp={write_reference(vault, Reference(COORDINATORS))}"
    marta = await World(simulator.url).coordinator("Marta")
    async with listening(site, listen):
        yield Dashboard(f"http://{listen}/dashboard/", simulator, database, vault, source, marta, link)
    await bot.session.close()
    await database.close()


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator.start(port=0, limits=False, token="7654321:kanareyka-token_AAEC") as running:
        yield running


@pytest.fixture
async def world(simulator: Simulator) -> World:
    return World(simulator.url)


@pytest.fixture
async def dashboard(simulator: Simulator, tmp_path: Path, vault: Vault) -> AsyncIterator[Dashboard]:
    async with site_on(simulator, tmp_path, vault) as running:
        yield running


def changed(opened: str, **fields: str) -> str:
    """Fields changed behind the back of the signature."""
    return urlencode(dict(parse_qsl(opened)) | fields, quote_via=quote)


def signed_again(opened: str, token: str, **fields: str) -> str:
    """As Telegram would have signed it with other fields, or for another bot."""
    kept = {name: value for name, value in (dict(parse_qsl(opened)) | fields).items() if value and name != "hash"}
    return signed(kept, token)


async def test_a_coordinator_sees_what_was_released_in_the_language_of_their_chat(dashboard: Dashboard) -> None:
    status, told = await dashboard.asks(await dashboard.opened_by(dashboard.marta))
    assert status == 200
    assert told["language"] == "ru"
    assert [one["name"] for one in told["periods"]] == [one.period.name for one in dashboard.source.shown.releases]
    assert told["open"] == ""


async def test_no_number_but_the_released_ones_is_in_the_answer(dashboard: Dashboard) -> None:
    counter = {"table_name": "total", "period": "2026-W47", "code": "_T", "code2": "", "n": 987_654}
    async with dashboard.database.write() as tx:
        await tx.execute(insert(request_count).values(counter))
    _, told = await dashboard.asks(await dashboard.opened_by(dashboard.marta))
    assert "987654" not in json.dumps(told)
    hidden = 0
    for shown, one in zip(told["periods"], dashboard.source.shown.releases, strict=True):
        for name, table in one.tables.items():
            assert shown["tables"][name]["cells"] == [[*cell.codes, cell.count] for cell in table.cells]
            assert not any(0 < (row[-1] or 0) < one.k for row in shown["tables"][name]["cells"])
            hidden += table.hidden_cells
    assert hidden > 20, "there was something to hide"


async def test_a_new_release_is_seen_at_the_next_look(dashboard: Dashboard) -> None:
    opened = await dashboard.opened_by(dashboard.marta)
    before = (await dashboard.asks(opened))[1]["periods"]
    dashboard.source.shown = replace(dashboard.source.shown, releases=dashboard.source.shown.releases[:-1])
    assert (await dashboard.asks(opened))[1]["periods"] == before[:-1]


async def test_a_link_may_begin_with_a_week(dashboard: Dashboard) -> None:
    reference = write_reference(dashboard.vault, Reference(COORDINATORS, "2026-W45"))
    link = f"{dashboard.link.split('=')[0]}={reference}"
    assert "2026" not in link
    assert (await dashboard.asks(await dashboard.opened_by(dashboard.marta, link)))[1]["open"] == "2026-W45"


@pytest.mark.parametrize(
    "forge",
    [
        lambda opened: changed(opened, hash="0" * 64),
        lambda opened: changed(opened, hash="Ж"),
        lambda opened: changed(opened, user='{"id":1,"first_name":"Somebody else"}'),
        lambda opened: changed(opened, auth_date="1999999999"),
        lambda opened: changed(opened, chat_type="private"),
        lambda opened: opened.partition("&hash=")[0],
        lambda opened: signed_again(opened, "7654322:another-bots-token"),
        lambda opened: "",
        lambda opened: "{}",
        lambda opened: "x" * 6000,
        lambda opened: None,
    ],
    ids=["hash", "odd hash", "user", "date", "field", "no hash", "other bot", "empty", "junk", "long", "nothing"],
)
async def test_what_telegram_did_not_sign_for_this_bot_is_refused(dashboard: Dashboard, forge: Any) -> None:
    opened = await dashboard.opened_by(dashboard.marta)
    assert await dashboard.refuses(forge(opened)) == (401, "forged")


async def test_without_a_user_nobody_is_let_in(dashboard: Dashboard) -> None:
    opened = dict(parse_qsl(await dashboard.opened_by(dashboard.marta)))
    kept = {name: value for name, value in opened.items() if name not in ("user", "hash")}
    assert await dashboard.refuses(signed(kept, dashboard.simulator.token)) == (401, "forged")


async def test_another_scheme_is_no_pass(dashboard: Dashboard) -> None:
    opened = await dashboard.opened_by(dashboard.marta)
    assert (await dashboard.asks(None, Authorization=f"Bearer {opened}"))[0] == 401
    assert (await dashboard.asks(None, Authorization=f"TMA {opened}"))[0] == 200


async def test_a_pass_holds_for_an_hour(dashboard: Dashboard) -> None:
    opened = await dashboard.opened_by(dashboard.marta)
    dashboard.simulator.clock.advance(3590)
    assert (await dashboard.asks(opened))[0] == 200
    dashboard.simulator.clock.advance(20)
    assert await dashboard.refuses(opened) == (401, "stale")


async def test_a_pass_from_the_future_is_refused(dashboard: Dashboard) -> None:
    opened, now = await dashboard.opened_by(dashboard.marta), int(dashboard.simulator.clock.now())
    token = dashboard.simulator.token
    assert (await dashboard.asks(signed_again(opened, token, auth_date=str(now + 30))))[0] == 200
    assert await dashboard.refuses(signed_again(opened, token, auth_date=str(now + 90))) == (401, "future")


@pytest.mark.parametrize("reference", ["", "-1001000000002", "AAAA", "A" * 51, "A" * 512, "20260W47", "_" * 7])
async def test_a_reference_that_is_not_ours_opens_nothing(dashboard: Dashboard, reference: str) -> None:
    opened = await dashboard.opened_by(dashboard.marta)
    forged = signed_again(opened, dashboard.simulator.token, start_param=reference)
    assert await dashboard.refuses(forged) == (403, "link")


async def test_a_reference_of_another_hotline_or_with_another_week_opens_nothing(dashboard: Dashboard) -> None:
    opened = await dashboard.opened_by(dashboard.marta)
    foreign = write_reference(Vault(bytes(reversed(range(32)))), Reference(COORDINATORS))
    no_period = write_reference(dashboard.vault, Reference(COORDINATORS, "2026-W99"))
    mine = write_reference(dashboard.vault, Reference(COORDINATORS, "2026-W45"))
    other_week = mine[:-3] + ("AAA" if mine[-3:] != "AAA" else "BBB")
    for reference in (foreign, no_period, other_week):
        forged = signed_again(opened, dashboard.simulator.token, start_param=reference)
        assert await dashboard.refuses(forged) == (403, "link")


async def test_who_has_left_or_was_thrown_out_is_refused_at_once(dashboard: Dashboard, world: World) -> None:
    leaver, thrown = await world.coordinator("Olim"), await world.coordinator("Pulat")
    passes = [await dashboard.opened_by(one) for one in (leaver, thrown)]
    for one in passes:
        assert (await dashboard.asks(one))[0] == 200
    await leaver.changes_member("leave")
    await dashboard.marta.changes_member("kick", thrown)
    for one in passes:
        assert await dashboard.refuses(one) == (403, "left")


async def test_who_is_restricted_sees_it_as_long_as_they_are_a_member(dashboard: Dashboard, world: World) -> None:
    olim = await world.coordinator("Olim")
    opened = await dashboard.opened_by(olim)
    await dashboard.marta.changes_member("restrict", olim)
    assert (await dashboard.asks(opened))[0] == 200
    await olim.changes_member("leave")
    assert await dashboard.refuses(opened) == (403, "left")


async def test_a_member_of_another_group_gets_nothing_with_a_link_that_was_passed_on(
    dashboard: Dashboard, world: World
) -> None:
    aziza = await world.operator("Aziza")
    assert await dashboard.refuses(await dashboard.opened_by(aziza)) == (403, "left")


async def test_somebody_telegram_does_not_know_is_refused(dashboard: Dashboard) -> None:
    opened = await dashboard.opened_by(dashboard.marta)
    stranger = signed_again(opened, dashboard.simulator.token, user='{"id":77,"first_name":"N"}')
    assert await dashboard.refuses(stranger) == (403, "left")


async def test_a_chat_that_was_let_go_or_has_moved_is_refused(dashboard: Dashboard) -> None:
    opened = await dashboard.opened_by(dashboard.marta)
    async with dashboard.database.write() as tx:
        await move_chat(tx, COORDINATORS, -100777)
    assert await dashboard.refuses(opened) == (410, "unbound")
    async with dashboard.database.write() as tx:
        await move_chat(tx, -100777, COORDINATORS)
    assert (await dashboard.asks(opened))[0] == 200
    async with dashboard.database.write() as tx:
        await unbind_chat(tx, COORDINATORS)
    assert await dashboard.refuses(opened) == (410, "unbound")


async def test_a_chat_without_the_bot_is_refused(dashboard: Dashboard) -> None:
    opened = await dashboard.opened_by(dashboard.marta)
    await dashboard.marta.changes_chat("kick_bot")
    assert await dashboard.refuses(opened) == (410, "unbound")


async def test_a_desk_is_no_coordinators_chat(dashboard: Dashboard, world: World) -> None:
    link = f"{dashboard.link.split('=')[0]}={write_reference(dashboard.vault, Reference(DESK))}"
    aziza = await world.operator("Aziza")
    assert await dashboard.refuses(await dashboard.opened_by(aziza, link)) == (410, "unbound")


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ({"kind": "502"}, "away"),
        ({"kind": "429", "retry_after": 3}, "away"),
        ({"kind": "drop_before"}, "away"),
        (
            {"kind": "error", "error_code": 400, "description": "Bad Request: member list is inaccessible"},
            "unseen",
        ),
    ],
)
async def test_when_telegram_does_not_say_nobody_is_let_in(
    dashboard: Dashboard, world: World, fault: dict[str, Any], why: str
) -> None:
    opened = await dashboard.opened_by(dashboard.marta)
    await world.breaks({"method": "getChatMember", "times": 1} | fault)
    assert await dashboard.refuses(opened) == (503, why)
    await world.mends()
    assert (await dashboard.asks(opened))[0] == 200


async def test_membership_is_asked_of_telegram_at_each_request(dashboard: Dashboard, world: World) -> None:
    opened = await dashboard.opened_by(dashboard.marta)
    for _ in range(3):
        await dashboard.asks(opened)
    assert len(await world.calls("getChatMember")) == 3


async def test_one_reader_cannot_spend_the_bots_calls_nor_the_patience_with_others(
    dashboard: Dashboard, world: World
) -> None:
    opened = await dashboard.opened_by(dashboard.marta)
    answers = [(await dashboard.asks(opened))[0] for _ in range(21)]
    assert answers == [200] * 20 + [429]
    assert (await dashboard.refuses(opened)) == (429, "fast")
    assert (await dashboard.asks(await dashboard.opened_by(await world.coordinator("Olim"))))[0] == 200
    dashboard.simulator.clock.advance(61)
    assert (await dashboard.asks(opened))[0] == 200


async def test_why_is_said_in_the_language_of_the_browser(dashboard: Dashboard) -> None:
    for tag, code in (("ru-RU,ru;q=0.9", "ru"), ("uz-Cyrl", "uz_Cyrl"), ("ky", "ky"), ("en-US", "en")):
        _, told = await dashboard.asks("", **{"Accept-Language": tag})
        why = "Telegram did not open this page for this hotline. Open it with the button in the chat."
        assert told["line"] == visible_text(LANGUAGES[code].t(why))
        page = await (await dashboard.gets("", **{"Accept-Language": tag})).text()
        assert f'<html lang="{code.replace("_", "-")}">' in page


@pytest.mark.parametrize("path", ["", "main.js", "base.css", "vendor/chart-4.6.1.min.js", "nothing.js"])
async def test_every_answer_has_exactly_the_headers_that_bind_the_browser(dashboard: Dashboard, path: str) -> None:
    answer = await dashboard.gets(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "Set-Cookie" not in answer.headers


async def test_the_data_and_the_refusals_have_the_headers_too(dashboard: Dashboard) -> None:
    for opened in (await dashboard.opened_by(dashboard.marta), "forged"):
        async with aiohttp.ClientSession() as session:
            given = {"Authorization": f"tma {opened}"}
            async with session.post(f"{dashboard.address}data", headers=given) as answer:
                assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
                assert answer.headers["Cache-Control"] == "no-store"
                assert "Set-Cookie" not in answer.headers
                assert "Access-Control-Allow-Origin" not in answer.headers


async def test_the_page_holds_nothing_inline_and_nothing_foreign(dashboard: Dashboard) -> None:
    page = await (await dashboard.gets("")).text()
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r"<style|\bstyle=|\bon\w+=|javascript:", page) == []
    addresses = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert len(addresses) >= 6
    for address in addresses:
        assert not urlsplit(address).netloc
        assert (await dashboard.gets(address)).status == 200
    ours = [file.body.decode() for name, file in static_files().items() if not name.startswith("vendor/")]
    assert [
        line for text in ours for line in re.findall(r"eval\(|new Function|innerHTML|setAttribute\(.style", text)
    ] == []


async def test_files_are_asked_for_again_only_when_they_have_changed(dashboard: Dashboard) -> None:
    first = await dashboard.gets("main.js")
    assert first.headers["Cache-Control"] == "no-cache"
    again = await dashboard.gets("main.js", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, await again.read()) == (304, b"")
    vendor = await dashboard.gets("vendor/chart-4.6.1.min.js")
    assert vendor.headers["Cache-Control"] == "public, max-age=31536000, immutable"


async def test_only_the_files_of_the_page_can_be_had(dashboard: Dashboard) -> None:
    for path in ("index.html", "vendor/README.md", "%2e%2e/site.py", "..%2fsite.py", "vendor/../../site.py", "vendor/"):
        assert (await dashboard.gets(path)).status == 404
    assert (await dashboard.gets("data")).status in (404, 405)


async def test_an_address_without_its_slash_leads_on(dashboard: Dashboard) -> None:
    async with aiohttp.ClientSession() as session, session.get(dashboard.address.rstrip("/")) as answer:
        assert (answer.status, str(answer.url)) == (200, dashboard.address)


async def test_nothing_of_the_reader_is_logged(
    dashboard: Dashboard, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    olim = await world.coordinator("Kanarinaxon", last_name="Sayroqova", username="kanareyka_kuyladi")
    opened = await dashboard.opened_by(olim)
    assert (await dashboard.asks(opened))[0] == 200
    await dashboard.refuses(changed(opened, hash="0" * 64))
    await world.breaks({"method": "getChatMember", "kind": "502", "times": 1})
    await dashboard.refuses(opened)
    await dashboard.marta.changes_member("kick", olim)
    await dashboard.refuses(opened)
    start_param = dict(parse_qsl(opened))["start_param"]
    words = ["Kanarinaxon", "Sayroqova", "kanareyka", str(olim.id), str(COORDINATORS), start_param]
    rooms = [one.getMessage() for one in caplog.records if one.name.split(".")[0] in ("bot", "delivery", "aiohttp")]
    assert [line for line in rooms if any(word in line for word in words)] == []


async def test_the_button_in_the_chat_opens_the_dashboard(simulator: Simulator, tmp_path: Path) -> None:
    listen = f"127.0.0.1:{free_port()}"
    settings = {"DASHBOARD_URL": f"http://{listen}/dashboard/", "DASHBOARD_LISTEN": listen, "DASHBOARD_APP": "charts"}
    simulator.register_app("charts", settings["DASHBOARD_URL"])
    marta = await World(simulator.url).coordinator("Marta")
    async with hotline_here(simulator, tmp_path, stage=Stage(Shelf(example=True)), **settings):
        await marta.writes("/dashboard")
        link = await marta.taps("Open the charts")
        assert link is not None
        assert link.startswith("https://t.me/hamroh_demo_bot/charts?startapp=")
        assert str(COORDINATORS).strip("-") not in link
        opened = parse_qs(urlsplit(await marta.opens_app(link)).fragment)["tgWebAppData"][0]
        given = {"Authorization": f"tma {opened}"}
        call = f"http://{listen}/dashboard/data"
        async with aiohttp.ClientSession() as session, session.post(call, headers=given) as answer:
            assert answer.status == 200
            assert (await answer.json())["banner"], "invented numbers are marked"


async def test_a_week_in_the_chat_opens_the_dashboard_at_that_week(simulator: Simulator, tmp_path: Path) -> None:
    listen = f"127.0.0.1:{free_port()}"
    settings = {"DASHBOARD_URL": f"http://{listen}/dashboard/", "DASHBOARD_LISTEN": listen, "DASHBOARD_APP": "charts"}
    simulator.register_app("charts", settings["DASHBOARD_URL"])
    marta = await World(simulator.url).coordinator("Marta")
    kept = replace(nine_weeks().releases[-2], period=period(previous_week(utc_now(), ZoneInfo("Europe/Moscow"))))
    assert kept.period.kind is Kind.WEEK
    async with hotline_here(simulator, tmp_path, **settings) as file:
        database = Database.at(f"sqlite:///{file}")
        async with database.write() as tx:
            row = {"number": kept.number, "audience": "coordinators", "period": kept.period.name, "made_at": utc_now()}
            await tx.execute(insert(release).values(row | {"body": json.dumps(release_json(kept))}))
        await database.close()
        await marta.writes(f"/week {kept.period.name}")
        link = await marta.taps("Open the charts")
        assert link is not None
        opened = parse_qs(urlsplit(await marta.opens_app(link)).fragment)["tgWebAppData"][0]
        call, given = f"http://{listen}/dashboard/data", {"Authorization": f"tma {opened}"}
        async with aiohttp.ClientSession() as session, session.post(call, headers=given) as answer:
            told = await answer.json()
    assert told["open"] == kept.period.name
    assert [one["name"] for one in told["periods"]] == [kept.period.name]
    assert told["banner"] is None


async def test_without_a_dashboard_the_command_says_so(simulator: Simulator, tmp_path: Path) -> None:
    marta = await World(simulator.url).coordinator("Marta")
    async with hotline_here(simulator, tmp_path):
        await marta.writes("/dashboard")
        await marta.sees("There is no dashboard here")


async def test_the_server_of_a_webhook_serves_the_dashboard_too(
    dashboard: Dashboard, simulator: Simulator, vault: Vault
) -> None:
    listen = f"127.0.0.1:{free_port()}"
    settings = read_settings(
        bot_token=simulator.token,
        bot_api_url=simulator.url,
        webhook_url=f"http://{listen}/telegram",
        webhook_secret="a" * 20,
        webhook_listen=listen,
    )
    bot = connect(settings)
    door = Door(bot, dashboard.database, vault, utc_now)
    site = make_site(door, dashboard.source, dashboard.database, lambda: LANGUAGES)
    inbox = Inbox(dashboard.database, vault, utc_now, lambda _raw: False)
    async with (
        webhook(settings, bot, inbox, None, site),  # type: ignore[arg-type]  # no update comes
        aiohttp.ClientSession() as session,
    ):
        opened = await dashboard.opened_by(dashboard.marta)
        given = {"Authorization": f"tma {opened}"}
        async with session.post(f"http://{listen}/dashboard/data", headers=given) as answer:
            assert answer.status == 200
        async with session.get(f"http://{listen}/health") as answer:
            assert answer.status == 200
            assert "Content-Security-Policy" not in answer.headers
    await bot.session.close()
