from __future__ import annotations

import asyncio

from simulator import World


async def test_an_update_comes_again_until_it_is_confirmed(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    await person.sends("one")
    await person.sends("two")
    first = await bot.does("getUpdates")
    assert [update["message"]["text"] for update in first] == ["one", "two"]
    assert await bot.does("getUpdates") == first
    assert await bot.does("getUpdates", offset=first[0]["update_id"] + 1) == first[1:]
    assert await bot.does("getUpdates") == first[1:]
    assert await bot.does("getUpdates", offset=-1) == first[1:]
    assert await bot.does("getUpdates", offset=first[1]["update_id"] + 1) == []


async def test_a_long_poll_ends_with_the_first_update(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(bot.does("getUpdates", timeout=30))
        await asyncio.sleep(0.05)
        await person.sends("hello")
    assert [update["message"]["text"] for update in poll.result()] == ["hello"]


async def test_the_limit_cuts_the_answer(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    for text in ("one", "two", "three"):
        await person.sends(text)
    assert len(await bot.does("getUpdates", limit=2)) == 2


async def test_a_second_poller_ends_the_first(bot, world: World) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(bot.tries("getUpdates", timeout=30))
        await asyncio.sleep(0.05)
        second = group.create_task(bot.tries("getUpdates", timeout=1))
    assert first.result()["error_code"] == 409
    assert first.result()["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    assert second.result() == {"ok": True, "result": []}


async def test_a_webhook_forbids_polling(bot) -> None:
    await bot.does("setWebhook", url="http://127.0.0.1:9/")
    assert await bot.fails("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await bot.does("deleteWebhook")
    assert await bot.does("getUpdates") == []


async def test_a_webhook_ends_a_poll_under_way(bot) -> None:
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(bot.fails("getUpdates", timeout=30))
        await asyncio.sleep(0.05)
        group.create_task(bot.does("setWebhook", url="http://127.0.0.1:9/"))
    assert poll.result() == "Conflict: terminated by setWebhook request"


async def test_messages_are_kept_a_day_and_presses_150_seconds(bot, world: World, clock) -> None:
    person = await world.person("Dilnoza")
    await person.presses_start()
    await bot.says(person.id, "Choose", reply_markup={"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]})
    await person.taps("A")
    clock.advance(149)
    assert [min(update) for update in await bot.does("getUpdates")] == ["message", "callback_query"]
    clock.advance(2)
    assert ["message" in update for update in await bot.does("getUpdates")] == [True]
    clock.advance(86_400)
    assert await bot.does("getUpdates") == []


async def test_only_the_kinds_asked_for_are_kept(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    first = await person.sends("hello")
    await person.reacts(first, "👍")
    assert len(await bot.hears()) == 1, "reactions are not among the default kinds"
    await bot.does("getUpdates", allowed_updates=["message_reaction"])
    await person.reacts(first, "🔥")
    await person.sends("not asked for")
    [update] = await bot.hears()
    assert update["message_reaction"]["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "🔥"}]


async def test_tokens_and_methods_that_do_not_exist(bot) -> None:
    for path, code, description in (
        ("bot1:wrong/getMe", 401, "Unauthorized"),
        ("botwrong/getMe", 404, "Not Found"),
        ("bot1:demo/getNothing", 404, "Not Found: method not found"),
        ("bot1:demo", 404, "Not Found"),
    ):
        async with bot.session.get(f"{bot.simulator.url}/{path}") as response:
            assert response.status == code
            assert await response.json() == {"ok": False, "error_code": code, "description": description}
    assert (await bot.does("GETME"))["username"] == "hamroh_demo_bot"
