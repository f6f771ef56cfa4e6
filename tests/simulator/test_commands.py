from __future__ import annotations

import pytest

from simulator import World

DESK = -1001000000001


def listed(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": name.title()} for name in names]


async def test_a_person_sees_the_nearest_scope_in_their_language(bot, world: World) -> None:
    uzbek, tajik = await world.person("Dilnoza"), await world.person("Rustam")
    await bot.does("setMyCommands", commands=listed("help"))
    await bot.does("setMyCommands", commands=listed("menu"), scope={"type": "all_private_chats"})
    await bot.does("setMyCommands", commands=listed("menyu"), scope={"type": "all_private_chats"}, language_code="uz")
    assert await uzbek.commands() == ["menyu"]
    assert await tajik.commands() == ["menu"]
    await bot.does("deleteMyCommands", scope={"type": "all_private_chats"})
    assert await tajik.commands() == ["help"]


async def test_administrators_of_a_group_see_their_own(bot, world: World) -> None:
    aziza, timur = await world.operator("Aziza"), await world.operator("Timur")
    await bot.does("setMyCommands", commands=listed("queue"), scope={"type": "chat", "chat_id": DESK})
    admins = {"type": "chat_administrators", "chat_id": DESK}
    await bot.does("setMyCommands", commands=listed("ban"), scope=admins)
    shown = [[one["command"] for one in (await who.view())["commands"]] for who in (aziza, timur)]
    assert shown == [["ban"], ["queue"]]
    await bot.does(
        "setMyCommands", commands=listed("mine"), scope={"type": "chat_member", "chat_id": DESK, "user_id": timur.id}
    )
    assert [one["command"] for one in (await timur.view())["commands"]] == ["mine"]
    assert await bot.does("getMyCommands", scope=admins) == listed("ban")
    assert await bot.does("getMyCommands") == []


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"commands": listed("Menu")}, "Bad Request: BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "menu", "description": ""}]}, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": listed(*["a"] * 101)}, "Bad Request: BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [], "language_code": "uz-Cyrl"}, "Bad Request: invalid language code specified"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 7}}, "Bad Request: chat not found"),
        (
            {"commands": [], "scope": {"type": "all"}},
            "Bad Request: can't parse BotCommandScope: unsupported type specified",
        ),
        ({"commands": [{"command": "a"}]}, 'Bad Request: can\'t find field "description"'),
    ],
)
async def test_lists_telegram_does_not_take(bot, asked: dict, refusal: str) -> None:
    assert await bot.fails("setMyCommands", **asked) == refusal


async def test_the_profile_has_texts_by_language(bot) -> None:
    await bot.does("setMyDescription", description="Help for migrants")
    await bot.does("setMyDescription", description="Yordam", language_code="uz")
    assert await bot.does("getMyDescription", language_code="uz") == {"description": "Yordam"}
    assert await bot.does("getMyDescription", language_code="tg") == {"description": "Help for migrants"}
    await bot.does("setMyShortDescription", short_description="Help")
    assert await bot.does("getMyShortDescription") == {"short_description": "Help"}
    assert await bot.does("getMyName") == {"name": "Hamroh"}
    await bot.does("setChatMenuButton", menu_button={"type": "commands"})
    assert "too long" in await bot.fails("setMyShortDescription", short_description="a" * 121)
