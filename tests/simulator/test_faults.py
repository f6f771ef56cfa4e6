from __future__ import annotations

import asyncio

import aiohttp
import pytest

from simulator import World


@pytest.fixture
async def person(world: World):
    dilnoza = await world.person("Dilnoza")
    await dilnoza.presses_start()
    return dilnoza


async def test_answers_of_a_server_in_trouble(bot, world: World, person) -> None:
    say = {"chat_id": person.id, "text": "a"}
    await world.breaks({"method": "sendMessage", "kind": "429", "retry_after": 7, "times": 1})
    assert (await bot.tries("sendMessage", **say))["parameters"] == {"retry_after": 7}
    await world.breaks({"method": "sendMessage", "kind": "500", "times": 1})
    assert (await bot.tries("sendMessage", **say))["error_code"] == 500
    await bot.does("sendMessage", **say)
    await world.breaks({"method": "*", "kind": "502", "times": 1})
    async with bot.session.post(f"{bot.root}/sendMessage", json=say) as response:
        assert (response.status, response.content_type) == (502, "text/html")
    await world.breaks({"kind": "error", "error_code": 400, "description": "Bad Request: TOPIC_DELETED", "times": 1})
    assert await bot.fails("sendMessage", **say) == "Bad Request: TOPIC_DELETED"
    assert len(await person.shows()) == 2


async def test_a_connection_lost_before_does_nothing_and_one_lost_after_does(bot, world: World, person) -> None:
    for kind, count in (("drop_before", 1), ("drop_after", 2)):
        await world.breaks({"method": "sendMessage", "kind": kind, "times": 1})
        with pytest.raises(aiohttp.ClientError):
            await bot.tries("sendMessage", chat_id=person.id, text=kind)
        assert len(await person.shows()) == count
    assert [call["description"] for call in await world.calls("sendMessage")] == ["drop_before", None]


async def test_slow_answers_take_effect_at_once_and_a_time_out_never(bot, world: World, person) -> None:
    for kind, count in (("slow", 2), ("timeout", 2)):
        await world.breaks({"method": "sendMessage", "kind": kind, "seconds": 30, "times": 1})
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await bot.tries("sendMessage", chat_id=person.id, text=kind)
        assert len(await person.shows()) == count


async def test_chance_is_the_same_for_the_same_seed(bot, world: World, person) -> None:
    async def struck(seed: int) -> list[bool]:
        await world.breaks({"method": "getMe", "kind": "500", "chance": 0.5}, seed=seed)
        return [(await bot.tries("getMe"))["ok"] for _ in range(20)]

    first = await struck(1)
    assert len(set(first)) == 2
    assert await struck(1) == first
    assert await struck(2) != first
    await world.mends()
    await bot.does("getMe")


async def test_a_rule_nobody_knows_is_refused(world: World) -> None:
    with pytest.raises(AssertionError, match="kind must be one of"):
        await world.breaks({"kind": "meteor"})
    with pytest.raises(AssertionError, match="unknown field methud"):
        await world.breaks({"kind": "500", "methud": "getMe"})
