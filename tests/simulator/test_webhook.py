from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import web

from simulator import World

DESK = -1001000000001


class Hook:
    """A bot's webhook: notes what comes and answers as told."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[dict] = []
        self.headers: list[str | None] = []
        self.answer: Callable[[dict], web.Response] = lambda update: web.Response()
        self.gate = asyncio.Event()
        self.gate.set()
        self._arrived = asyncio.Condition()

    async def handle(self, request: web.Request) -> web.Response:
        update = await request.json()
        async with self._arrived:
            self.got.append(update)
            self.headers.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
            self._arrived.notify_all()
        await self.gate.wait()
        return self.answer(update)

    async def has(self, count: int) -> list[dict]:
        async with asyncio.timeout(5), self._arrived:
            await self._arrived.wait_for(lambda: len(self.got) >= count)
        return self.got

    def texts(self) -> list[str]:
        return [update["message"]["text"] if "message" in update else "press" for update in self.got]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    application = web.Application()
    application.router.add_post("/hook", hook.handle)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    hook.gate.set()
    await runner.cleanup()


async def test_updates_come_with_the_secret_and_are_confirmed_by_the_answer(bot, world: World, hook: Hook) -> None:
    await bot.does("setWebhook", url=hook.url, secret_token="s3cret_-A", max_connections=5)
    person = await world.person("Dilnoza")
    await person.sends("one")
    await hook.has(1)
    await person.sends("two")
    await hook.has(2)
    assert hook.texts() == ["one", "two"]
    assert hook.headers == ["s3cret_-A"] * 2
    await until(lambda: waiting(bot), 0)
    info = await bot.does("getWebhookInfo")
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (hook.url, 0, 5)


async def waiting(bot) -> int:
    return int((await bot.does("getWebhookInfo"))["pending_update_count"])


async def until(look, expected: object) -> None:
    async with asyncio.timeout(5):
        while await look() != expected:
            await asyncio.sleep(0.01)


async def test_what_waited_before_is_delivered_too_or_dropped(bot, world: World, hook: Hook, clock) -> None:
    person = await world.person("Dilnoza")
    await person.sends("dropped")
    await bot.does("setWebhook", url=hook.url, drop_pending_updates=True)
    await bot.does("deleteWebhook")
    await person.sends("kept")
    clock.advance(1)
    await bot.does("setWebhook", url=hook.url)
    await hook.has(1)
    assert hook.texts() == ["kept"]


async def test_the_next_of_a_chat_comes_after_the_last_was_answered(bot, world: World, hook: Hook) -> None:
    await bot.does("setWebhook", url=hook.url)
    hook.gate.clear()
    first, second = await world.person("Dilnoza"), await world.person("Rustam")
    await first.sends("one")
    await first.sends("two")
    await second.sends("another")
    await hook.has(2)
    await asyncio.sleep(0.1)
    assert sorted(hook.texts()) == ["another", "one"], "chats run side by side, within one it is one by one"
    hook.gate.set()
    await hook.has(3)
    assert hook.texts()[-1] == "two"


async def test_presses_and_messages_of_a_person_are_not_in_one_line(bot, world: World, hook: Hook) -> None:
    person = await world.person("Dilnoza")
    await person.presses_start()
    await bot.says(person.id, "Choose", reply_markup={"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]})
    await bot.hears()
    await bot.does("setWebhook", url=hook.url)
    hook.gate.clear()
    await person.sends("one")
    await person.taps("A")
    await hook.has(2)
    assert sorted(hook.texts()) == ["one", "press"]


async def test_a_refused_update_comes_again_with_growing_pauses(bot, world: World, hook: Hook, clock) -> None:
    await bot.does("setWebhook", url=hook.url)
    hook.answer = lambda update: web.Response(status=500)
    person = await world.person("Dilnoza")
    await person.sends("one")
    await hook.has(2)  # the first time again at once
    for count, pause in ((3, 2), (4, 4), (5, 8)):
        await asyncio.sleep(0.05)
        clock.advance(pause - 0.5)
        await asyncio.sleep(0.05)
        assert len(hook.got) == count - 1, f"not before {pause} seconds"
        clock.advance(0.5)
        await hook.has(count)
    info = await bot.does("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert info["pending_update_count"] == 1
    hook.answer = lambda update: web.Response()
    await asyncio.sleep(0.05)
    clock.advance(16)
    await hook.has(6)
    assert len({update["update_id"] for update in hook.got}) == 1


async def test_a_retry_after_is_kept(bot, world: World, hook: Hook, clock) -> None:
    await bot.does("setWebhook", url=hook.url)
    hook.answer = lambda update: web.Response(status=503, headers={"Retry-After": "30"})
    person = await world.person("Dilnoza")
    await person.sends("one")
    await hook.has(1)
    await asyncio.sleep(0.05)
    clock.advance(29)
    await asyncio.sleep(0.05)
    assert len(hook.got) == 1
    clock.advance(1)
    await hook.has(2)


async def test_an_update_a_day_old_is_given_up(bot, world: World, hook: Hook, clock) -> None:
    await bot.does("setWebhook", url=hook.url)
    hook.answer = lambda update: web.Response(status=500)
    person = await world.person("Dilnoza")
    await person.sends("old")
    await hook.has(2)
    await asyncio.sleep(0.05)
    hook.answer = lambda update: web.Response()
    clock.advance(86_401)
    await person.sends("new")
    await hook.has(3)
    assert hook.texts() == ["old", "old", "new"]


async def test_a_call_in_the_answer_is_carried_out(bot, world: World, hook: Hook) -> None:
    def reply(update: dict) -> web.Response:
        chat_id = update["message"]["chat"]["id"]
        return web.json_response({"method": "sendMessage", "chat_id": chat_id, "text": "from the answer"})

    hook.answer = reply
    await bot.does("setWebhook", url=hook.url)
    person = await world.person("Dilnoza")
    await person.sends("one")
    await person.sees("from the answer")


async def test_a_webhook_that_is_not_there_is_tried_again(bot, world: World, hook: Hook, clock) -> None:
    await bot.does("setWebhook", url="http://127.0.0.1:9/none")
    person = await world.person("Dilnoza")
    await person.sends("one")
    await until(lambda: error(bot), "Connection refused")
    clock.advance(1)
    await bot.does("setWebhook", url=hook.url)
    await hook.has(1)


async def error(bot) -> str | None:
    return (await bot.does("getWebhookInfo")).get("last_error_message")


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"url": "http://example.org/"}, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.org:444/"},
            "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ({"url": "https://nothost/"}, "Bad Request: invalid webhook URL specified"),
        (
            {"url": "https://example.org/", "secret_token": "a b"},
            "Bad Request: secret token contains unallowed characters",
        ),
        ({"url": "https://example.org/", "secret_token": "a" * 257}, "Bad Request: secret token is too long"),
    ],
)
async def test_webhooks_telegram_does_not_take(bot, asked: dict, refusal: str) -> None:
    assert await bot.fails("setWebhook", **asked) == refusal


async def test_a_webhook_can_be_set_once_a_second(bot, hook: Hook, clock) -> None:
    await bot.does("setWebhook", url=hook.url)
    assert await bot.fails("setWebhook", url=hook.url) == "Too Many Requests: retry after 1"
    clock.advance(1)
    await bot.does("setWebhook", url=hook.url)
