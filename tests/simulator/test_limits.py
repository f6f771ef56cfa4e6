from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from simulator import Clock, Simulator, World
from simulator.limits import GROUP_PER_WINDOW, OVERALL_PER_SECOND, PRIVATE_BURST

DESK = -1001000000001


@pytest.fixture
async def simulator(clock: Clock) -> AsyncIterator[Simulator]:
    async with Simulator.start(limits=True, clock=clock) as running:
        yield running


async def sent(bot, chat_id: int, count: int) -> list[bool]:
    return [(await bot.tries("sendMessage", chat_id=chat_id, text=str(one)))["ok"] for one in range(count)]


async def test_a_person_gets_a_short_burst_then_one_message_a_second(bot, world: World, clock: Clock) -> None:
    person = await world.person("Dilnoza")
    await person.presses_start()
    assert await sent(bot, person.id, PRIVATE_BURST + 1) == [True] * PRIVATE_BURST + [False]
    answer = await bot.tries("sendMessage", chat_id=person.id, text="a")
    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    clock.advance(1)
    assert await sent(bot, person.id, 2) == [True, False]


async def test_a_group_takes_twenty_a_minute(bot, clock: Clock) -> None:
    await sent(bot, DESK, 1)
    clock.advance(20)
    assert GROUP_PER_WINDOW == 20
    assert await sent(bot, DESK, 20) == [True] * 19 + [False]
    answer = await bot.tries("createForumTopic", chat_id=DESK, name="a")
    assert answer["parameters"] == {"retry_after": 40}
    clock.advance(40)
    assert await sent(bot, DESK, 2) == [True, False]


async def test_all_chats_together_take_thirty_a_second(bot, world: World, clock: Clock) -> None:
    people = [await world.person(f"Person {number}") for number in range(OVERALL_PER_SECOND + 1)]
    for person in people:
        await person.presses_start()
    results = [(await sent(bot, person.id, 1))[0] for person in people]
    assert results == [True] * OVERALL_PER_SECOND + [False]
    clock.advance(1)
    assert await sent(bot, people[-1].id, 1) == [True]


async def test_edits_count_and_answers_reactions_and_deletions_do_not(bot, world: World, clock: Clock) -> None:
    person = await world.person("Dilnoza")
    await person.presses_start()
    message_id = await bot.says(person.id, "Choose")
    for number in range(PRIVATE_BURST - 1):
        await bot.does("editMessageText", chat_id=person.id, message_id=message_id, text=str(number))
    assert "retry after" in await bot.fails("editMessageText", chat_id=person.id, message_id=message_id, text="more")
    reaction = [{"type": "emoji", "emoji": "👌"}]
    await bot.does("setMessageReaction", chat_id=person.id, message_id=1, reaction=reaction)
    await bot.does("sendChatAction", chat_id=person.id, action="typing")
    await bot.does("deleteMessage", chat_id=person.id, message_id=message_id)


async def test_what_is_refused_for_another_reason_is_not_counted(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    await person.presses_start()
    for _ in range(2 * PRIVATE_BURST):
        await bot.fails("sendMessage", chat_id=person.id, text="<p>", parse_mode="HTML")
    assert await sent(bot, person.id, PRIVATE_BURST) == [True] * PRIVATE_BURST


async def test_an_album_counts_each_of_its_files(bot, world: World, clock: Clock) -> None:
    person = await world.person("Dilnoza")
    photo = (await person.sends_photo()).raw["photo"][-1]["file_id"]
    media = [{"type": "photo", "media": photo}] * PRIVATE_BURST
    await bot.does("sendMediaGroup", chat_id=person.id, media=media)
    assert await sent(bot, person.id, 1) == [False]


async def test_the_answer_has_the_header_too(bot, world: World) -> None:
    await sent(bot, DESK, GROUP_PER_WINDOW)
    async with aiohttp.ClientSession() as session:
        body = {"chat_id": DESK, "text": "a"}
        async with session.post(f"{bot.root}/sendMessage", json=body) as response:
            assert (response.status, response.headers["Retry-After"]) == (429, "60")
