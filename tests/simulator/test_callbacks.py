from __future__ import annotations

import pytest

from simulator import World
from simulator.callbacks import ANSWER_SECONDS

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def keyboard(*data: str) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": one.upper(), "callback_data": one}] for one in data]}


async def pressed(bot) -> dict:
    return (await bot.hears())[-1]["callback_query"]


async def test_a_press_reaches_the_bot_and_its_answer_the_person(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    await person.presses_start()
    message_id = await bot.says(person.id, "Choose", reply_markup=keyboard("a", "b"))
    await person.taps("B")
    query = await pressed(bot)
    assert (query["data"], query["message"]["message_id"], query["from"]["id"]) == ("b", message_id, person.id)
    await bot.does("answerCallbackQuery", callback_query_id=query["id"], text="Good", show_alert=True)
    assert await person.sees_alert("Goo") == "Good"


async def test_an_answer_that_comes_too_late_is_refused(bot, world: World, clock) -> None:
    person = await world.person("Dilnoza")
    await person.presses_start()
    await bot.says(person.id, "Choose", reply_markup=keyboard("a"))
    await person.taps("A")
    query = await pressed(bot)
    clock.advance(ANSWER_SECONDS + 1)
    assert await bot.fails("answerCallbackQuery", callback_query_id=query["id"]) == TOO_OLD
    assert await bot.fails("answerCallbackQuery", callback_query_id="12345") == TOO_OLD


async def test_presses_of_old_and_forged_buttons_reach_the_bot_too(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    await person.presses_start()
    message_id = await bot.says(person.id, "Choose", reply_markup=keyboard("old"))
    before = await person.sees("Choose")
    await bot.does(
        "editMessageText", chat_id=person.id, message_id=message_id, text="New", reply_markup=keyboard("new")
    )
    await person.sees("New", after=before)
    await person.taps_old(before, "OLD")
    await person.taps_forged("n:unknown")
    assert [update["callback_query"]["data"] for update in (await bot.hears())[-2:]] == ["old", "n:unknown"]


async def test_a_link_button_opens_and_tells_the_bot_nothing(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    await person.presses_start()
    link = {"inline_keyboard": [[{"text": "Site", "url": "https://Example.org"}]]}
    await bot.says(person.id, "Read", reply_markup=link)
    assert await person.taps("Site") == "https://example.org/"
    assert not any("callback_query" in update for update in await bot.hears())


async def test_a_test_that_waits_for_a_missing_button_says_what_is_there(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    await person.presses_start()
    await bot.says(person.id, "Choose", reply_markup=keyboard("a"))
    with pytest.raises(AssertionError, match=r"Hamroh: Choose\n      \[A\]"):
        await person.taps("nothing", seconds=0.1)


@pytest.mark.parametrize(
    ("button", "refusal"),
    [
        ({"text": "A", "callback_data": "x" * 65}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"text": "A", "callback_data": "ҳ" * 33}, "Bad Request: BUTTON_DATA_INVALID"),
        (
            {"text": "A", "callback_data": ""},
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "A"},
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": " ", "callback_data": "a"}, "Bad Request: inline keyboard button text must be non-empty"),
        (
            {"text": "A", "url": "tel:+992372210000"},
            (
                "Bad Request: inline keyboard button URL 'tel:+992372210000' is invalid: "
                "Wrong port number specified in the URL"
            ),
        ),
        (
            {"text": "A", "url": "http://localhost"},
            "Bad Request: inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "A", "web_app": {"url": "http://example.org"}},
            (
                "Bad Request: inline keyboard button Web App URL 'http://example.org' is invalid: "
                "Only HTTPS links are allowed"
            ),
        ),
        (
            {"text": "A", "style": "pink", "callback_data": "a"},
            "Bad Request: can't parse inline keyboard button: invalid button style specified",
        ),
        ("A", "Bad Request: can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
    ],
)
async def test_a_button_telegram_does_not_take_is_refused(bot, world: World, button: object, refusal: str) -> None:
    person = await world.person("Dilnoza")
    markup = {"inline_keyboard": [[button]]}
    assert await bot.fails("sendMessage", chat_id=person.id, text="a", reply_markup=markup) == refusal


async def test_too_many_buttons_are_refused(bot, world: World) -> None:
    person = await world.person("Dilnoza")
    button = {"text": "A", "callback_data": "x" * 64}
    much = {"inline_keyboard": [[button]] * 101}
    assert (
        await bot.fails("sendMessage", chat_id=person.id, text="a", reply_markup=much)
        == "Bad Request: reply markup is too long"
    )
    wide = {"inline_keyboard": [[button] * 9]}
    assert "8 buttons in a row" in await bot.fails("sendMessage", chat_id=person.id, text="a", reply_markup=wide)
    await person.presses_start()
    await bot.says(person.id, "a", reply_markup={"inline_keyboard": [[button] * 8] * 12})
    await bot.says(person.id, "none", reply_markup={"inline_keyboard": []})
