"""Who can be reached: persons who blocked or never started, groups that removed the bot, privacy in groups."""

from __future__ import annotations

import pytest

from simulator import World

DESK = -1001000000001
COORDINATORS = -1001000000002


async def test_who_never_wrote_is_not_found(bot, world: World) -> None:
    person = await world.person("Rustam")
    assert await bot.fails("sendMessage", chat_id=person.id, text="a") == "Bad Request: chat not found"
    assert await bot.fails("sendMessage", chat_id=42, text="a") == "Bad Request: chat not found"
    assert await bot.fails("sendMessage", chat_id="@nobody", text="a") == "Bad Request: chat not found"
    assert await bot.fails("sendMessage", text="a") == "Bad Request: chat_id is empty"


async def test_who_shares_only_a_group_cannot_be_written_to(bot, world: World) -> None:
    aziza = await world.operator("Aziza")
    refusal = await bot.fails("sendMessage", chat_id=aziza.id, text="a")
    assert refusal == "Forbidden: bot can't initiate conversation with a user"


async def test_a_person_who_blocked_gets_nothing_until_they_come_back(bot, world: World) -> None:
    person = await world.person("Rustam")
    await person.presses_start()
    message_id = await bot.says(person.id, "hello")
    await bot.hears()
    await person.blocks()
    refusal = "Forbidden: bot was blocked by the user"
    assert await bot.fails("sendMessage", chat_id=person.id, text="a") == refusal
    assert await bot.fails("copyMessage", chat_id=person.id, from_chat_id=person.id, message_id=message_id) == refusal
    assert await bot.fails("sendChatAction", chat_id=person.id, action="typing") == refusal
    await person.presses_start()
    await bot.says(person.id, "welcome back")
    blocked, back, start = await bot.hears()
    assert [change["my_chat_member"]["new_chat_member"]["status"] for change in (blocked, back)] == ["kicked", "member"]
    assert start["message"]["text"] == "/start"


async def test_a_deleted_account_is_refused(bot, world: World, simulator) -> None:
    person = await world.person("Rustam")
    await person.presses_start()
    simulator.cloud.users[person.id].deactivated = True
    assert await bot.fails("sendMessage", chat_id=person.id, text="a") == "Forbidden: user is deactivated"


async def test_a_group_that_removed_the_bot_refuses_it(bot, world: World) -> None:
    aziza = await world.operator("Aziza")
    await aziza.changes_chat("kick_bot")
    refusal = "Forbidden: bot was kicked from the supergroup chat"
    assert await bot.fails("sendMessage", chat_id=DESK, text="a") == refusal
    assert await bot.fails("getChat", chat_id=DESK) == refusal
    [update] = await bot.hears()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    await aziza.writes("does it hear us?")
    assert await bot.hears() == []
    await aziza.changes_chat("add_bot")
    await bot.says(DESK, "again")


async def test_a_group_left_is_refused_in_other_words(bot) -> None:
    await bot.does("leaveChat", chat_id=COORDINATORS)
    refusal = await bot.fails("sendMessage", chat_id=COORDINATORS, text="a")
    assert refusal == "Forbidden: bot is not a member of the supergroup chat"


async def test_a_group_that_became_another_names_it(bot, world: World) -> None:
    aziza = await world.operator("Aziza")
    new_id = await aziza.changes_chat("migrate")
    answer = await bot.tries("sendMessage", chat_id=DESK, text="a")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": new_id}
    old, new = await bot.hears()
    assert (old["message"]["chat"]["id"], old["message"]["migrate_to_chat_id"]) == (DESK, new_id)
    assert (new["message"]["chat"]["id"], new["message"]["migrate_from_chat_id"]) == (new_id, DESK)
    await bot.does("createForumTopic", chat_id=new_id, name="moved")
    assert (await aziza.topic("moved")).chat_id == new_id


async def test_without_admin_rights_a_bot_hears_only_what_is_meant_for_it(bot, world: World) -> None:
    aziza = await world.operator("Aziza")
    mine = await bot.says(DESK, "a card")
    await aziza.changes_chat("demote_bot")
    await bot.hears()
    card = await aziza.sees("a card")
    assert card.message_id == mine
    await aziza.writes("among ourselves")
    await aziza.writes("/queue")
    await aziza.writes("/queue@other_bot")
    await aziza.writes("/queue@Hamroh_Demo_Bot")
    await aziza.writes("to you", reply_to=card)
    heard = [update["message"]["text"] for update in await bot.hears()]
    assert heard == ["/queue", "/queue@Hamroh_Demo_Bot", "to you"]
    await aziza.changes_chat("promote_bot")
    await bot.hears()
    await aziza.writes("heard now")
    assert [update["message"]["text"] for update in await bot.hears()] == ["heard now"]


async def test_members_and_rights_are_told(bot, world: World) -> None:
    aziza, timur = await world.operator("Aziza"), await world.operator("Timur")
    own = await bot.does("getChatMember", chat_id=DESK, user_id=1)
    assert (own["status"], own["can_manage_topics"], own["can_pin_messages"]) == ("administrator", True, True)
    statuses = [(await bot.does("getChatMember", chat_id=DESK, user_id=one.id))["status"] for one in (aziza, timur)]
    assert statuses == ["creator", "member"]
    person = await world.person("Dilnoza")
    assert (await bot.does("getChatMember", chat_id=DESK, user_id=person.id))["status"] == "left"
    admins = await bot.does("getChatAdministrators", chat_id=DESK)
    assert [one["user"]["first_name"] for one in admins] == ["Aziza", "Hamroh"]
    assert await bot.does("getChatMemberCount", chat_id=DESK) == 3
    assert await bot.fails("getChatMember", chat_id=DESK, user_id=7) == "Bad Request: PARTICIPANT_ID_INVALID"


async def test_private_chats_share_one_count_of_messages_and_supergroups_have_their_own(bot, world: World) -> None:
    first, second = await world.person("Dilnoza"), await world.person("Rustam")
    assert ((await first.sends("a")).message_id, (await second.sends("b")).message_id) == (1, 2)
    assert await bot.says(DESK, "c") == 2
    assert await bot.says(first.id, "d") == 3


async def test_who_leaves_or_is_removed_is_told_to_a_bot_that_asked_for_it(bot, world: World) -> None:
    aziza, timur = await world.operator("Aziza"), await world.operator("Timur")
    await bot.hears(allowed_updates=["chat_member"])
    with pytest.raises(AssertionError, match="only an administrator"):
        await timur.removes(aziza)
    await aziza.removes(timur)
    await aziza.leaves()
    changes = [update["chat_member"] for update in await bot.hears()]
    shown = [(one["new_chat_member"]["user"]["first_name"], one["new_chat_member"]["status"]) for one in changes]
    assert shown == [("Timur", "kicked"), ("Aziza", "left")]
    assert [one["old_chat_member"]["status"] for one in changes] == ["member", "administrator"]
    assert (await bot.does("getChatMember", chat_id=DESK, user_id=timur.id))["status"] == "kicked"
