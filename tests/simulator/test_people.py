from __future__ import annotations

import asyncio
import json

import pytest

from simulator import World

DESK = -1001000000001


async def test_the_world_at_the_start(world: World) -> None:
    shown = await world.api.get("/people/world")
    assert shown["bot"]["username"] == "hamroh_demo_bot"
    assert [(user["first_name"], user["role"]) for user in shown["users"]] == [
        ("Dilnoza", "person"),
        ("Rustam", "person"),
        ("Aziza", "operator"),
        ("Timur", "operator"),
        ("Marta", "coordinator"),
    ]
    groups = {chat["id"]: chat["is_forum"] for chat in shown["chats"] if chat["type"] != "private"}
    assert groups == {DESK: True, -1001000000002: False}
    private = [chat["id"] for chat in shown["chats"] if chat["type"] == "private"]
    assert set(private) == {user["id"] for user in shown["users"]}


async def test_new_people_join_their_chats(world: World) -> None:
    malika = await world.person("Malika", language_code="uz")
    assert (malika.user["language_code"], malika.user["role"]) == ("uz", "person")
    sardor = await world.operator("Sardor")
    assert sardor.chat_id == DESK
    await sardor.writes("hello")
    with pytest.raises(AssertionError, match="first_name must have"):
        await world.person(" ")


async def test_nobody_looks_or_acts_where_they_are_not(world: World) -> None:
    dilnoza, rustam = await world.person("Dilnoza"), await world.person("Rustam")
    for chat_id in (DESK, rustam.id):
        dilnoza.chat_id = chat_id
        with pytest.raises(AssertionError, match="this user is not in the chat"):
            await dilnoza.view()
        with pytest.raises(AssertionError, match="this user is not in the chat"):
            await dilnoza.sends("hello")


async def test_the_stream_is_live_and_replays_from_any_number(world: World, bot) -> None:
    dilnoza = await world.person("Dilnoza")
    before = (await dilnoza.view())["sequence"]
    async with asyncio.TaskGroup() as group:
        live = group.create_task(world.api.event(before, type="message"))
        await asyncio.sleep(0.05)
        await dilnoza.sends("hello")
    assert live.result()["message"]["text"] == "hello"
    assert await world.api.event(before, type="message") == live.result()
    async with bot.session.get(f"{world.api.url}/people/stream", headers={"Last-Event-ID": str(before)}) as response:
        assert response.content_type == "text/event-stream"
        await response.content.readuntil(b"\n\n")
        block = (await response.content.readuntil(b"\n\n")).decode()
    number, data = block.strip().split("\n")
    assert number == f"id: {before + 1}"
    assert json.loads(data.removeprefix("data: "))["sequence"] == before + 1


async def test_a_long_text_comes_in_pieces(world: World, bot) -> None:
    dilnoza = await world.person("Dilnoza")
    await dilnoza.sends("a" * 5000)
    assert [len(update["message"]["text"]) for update in await bot.hears()] == [4096, 904]


async def test_everything_people_send_reaches_the_bot(world: World, bot) -> None:
    dilnoza = await world.person("Dilnoza")
    await dilnoza.sends_photo(caption="look")
    await dilnoza.sends_voice()
    await dilnoza.sends_sticker()
    await dilnoza.sends_document()
    await dilnoza.sends_location()
    await dilnoza.sends_contact()
    for kind in ("poll", "dice", "venue"):
        await dilnoza.sends_other(kind)
    messages = [update["message"] for update in await bot.hears()]
    kinds = ["photo", "voice", "sticker", "document", "location", "contact", "poll", "dice", "venue"]
    assert [kind for kind, message in zip(kinds, messages, strict=True) if kind in message] == kinds
    assert messages[0]["caption"] == "look"


async def test_people_refused_get_one_line(world: World) -> None:
    dilnoza = await world.person("Dilnoza")
    word = await dilnoza.sends("hello")
    for attempt, line in (
        (dilnoza.sends("  "), "the text is empty"),
        (dilnoza.reacts(word, "✅"), "Telegram has no such reaction"),
        (dilnoza.taps_forged("a", word), ""),
        (dilnoza.follows_link("a" * 65), "a payload has at most 64"),
        (dilnoza.sends_other("story"), "kind must be poll, quiz, dice or venue"),
    ):
        if line:
            with pytest.raises(AssertionError, match=line):
                await attempt
        else:
            await attempt
    await dilnoza.blocks()
    with pytest.raises(AssertionError, match="you have blocked the bot"):
        await dilnoza.sends("hello?")
    timur = await world.operator("Timur")
    with pytest.raises(AssertionError, match="only an administrator"):
        await timur.changes_chat("kick_bot")


async def test_the_journal_tells_what_the_bot_called(world: World, bot) -> None:
    await bot.does("getMe")
    await bot.fails("sendMessage", chat_id=7, text="a")
    calls = await world.calls()
    assert [(call["n"], call["method"], call["ok"]) for call in calls] == [
        (1, "getMe", True),
        (2, "sendMessage", False),
    ]
    assert calls[1]["params"] == {"chat_id": 7, "text": "a"}
    assert (calls[1]["error_code"], calls[1]["description"]) == (400, "Bad Request: chat not found")
    assert await world.calls(after=1) == calls[1:]
    assert await world.calls("getMe") == calls[:1]


async def test_never_sees_and_sees_say_what_is_there(world: World, bot) -> None:
    dilnoza = await world.person("Dilnoza")
    await dilnoza.presses_start()
    await bot.says(dilnoza.id, "hello")
    with pytest.raises(AssertionError, match="saw what nobody should"):
        await dilnoza.never_sees("hello", within=0.1)
    await dilnoza.never_sees("good bye", within=0.05)
    with pytest.raises(AssertionError, match=r"(?s)waited 0.1 s for 'good bye'; the chat shows:.*Hamroh: hello"):
        await dilnoza.sees("good bye", seconds=0.1)
    async with asyncio.TaskGroup() as group:
        late = group.create_task(dilnoza.sees("later"))
        await asyncio.sleep(0.05)
        await bot.says(dilnoza.id, "later")
    assert late.result().text == "later"


async def test_the_page_and_nothing_beside_it_is_served(bot) -> None:
    async with bot.session.get(bot.simulator.url) as response:
        assert (response.status, response.content_type) == (200, "text/html")
    for path in ("/static/../server.py", "/static/%2e%2e%2fserver.py", "/static/none.js", "/server.py"):
        async with bot.session.get(bot.simulator.url + path) as response:
            assert response.status == 404
