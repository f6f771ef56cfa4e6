from __future__ import annotations

import pytest

from simulator import World

DESK = -1001000000001
COORDINATORS = -1001000000002


async def topic_of(bot, name: str = "K7M uz") -> int:
    return int((await bot.does("createForumTopic", chat_id=DESK, name=name))["message_thread_id"])


async def test_a_new_topic_is_seen_and_its_notice_comes_back_to_the_bot(bot, world: World) -> None:
    topic = await bot.does("createForumTopic", chat_id=DESK, name="K7M  uz", icon_color=16766590)
    aziza = await world.operator("Aziza")
    assert (await aziza.topic("K7M uz")).thread_id == topic["message_thread_id"] != 1
    [update] = await bot.hears()
    assert update["message"]["forum_topic_created"] == {"name": "K7M uz", "icon_color": 16766590}
    assert update["message"]["message_thread_id"] == update["message"]["message_id"] == topic["message_thread_id"]


async def test_what_is_written_in_a_topic_answers_the_message_that_opened_it(bot, world: World) -> None:
    thread = await topic_of(bot)
    aziza = await world.operator("Aziza")
    await bot.hears()
    await aziza.replies("hello", topic=await aziza.topic("K7M"))
    await aziza.writes("in General")
    in_topic, in_general = (update["message"] for update in await bot.hears())
    assert (in_topic["message_thread_id"], in_topic["is_topic_message"]) == (thread, True)
    assert in_topic["reply_to_message"]["message_id"] == thread
    assert "message_thread_id" not in in_general
    assert "reply_to_message" not in in_general


async def test_a_bot_writes_in_a_topic_by_its_number_or_by_answering_there(bot, world: World) -> None:
    thread = await topic_of(bot)
    first = await bot.says(DESK, "by number", message_thread_id=thread)
    sent = await bot.does("sendMessage", chat_id=DESK, text="by answer", reply_parameters={"message_id": first})
    assert sent["message_thread_id"] == thread
    topic = await (await world.operator("Aziza")).topic("K7M")
    assert [one.text for one in await topic.shows()][1:] == ["by number", "by answer"]


async def test_sending_where_no_topic_is(bot) -> None:
    for thread in (1, 77):
        refusal = await bot.fails("sendMessage", chat_id=DESK, text="a", message_thread_id=thread)
        assert refusal == "Bad Request: message thread not found"
    sent = await bot.does("sendMessage", chat_id=COORDINATORS, text="a", message_thread_id=77)
    assert "message_thread_id" not in sent, "a group without topics ignores the number"


async def test_a_deleted_topic_takes_its_messages_along_and_takes_no_more(bot, world: World) -> None:
    thread = await topic_of(bot)
    message_id = await bot.says(DESK, "card", message_thread_id=thread)
    aziza = await world.operator("Aziza")
    await aziza.deletes_topic(await aziza.topic("K7M"))
    say = {"chat_id": DESK, "text": "a"}
    assert await bot.fails("sendMessage", **say, message_thread_id=thread) == "Bad Request: message thread not found"
    copy = {"chat_id": DESK, "from_chat_id": DESK, "message_id": message_id}
    assert await bot.fails("copyMessage", **copy) == "Bad Request: message to copy not found"
    edit = say | {"message_id": message_id}
    assert await bot.fails("editMessageText", **edit) == "Bad Request: message to edit not found"
    for method in ("closeForumTopic", "reopenForumTopic", "deleteForumTopic"):
        assert await bot.fails(method, chat_id=DESK, message_thread_id=thread) == "Bad Request: TOPIC_ID_INVALID"


async def test_closing_twice_is_refused_and_each_change_leaves_a_notice(bot, world: World) -> None:
    here = {"chat_id": DESK, "message_thread_id": await topic_of(bot)}
    await bot.does("closeForumTopic", **here)
    assert await bot.fails("closeForumTopic", **here) == "Bad Request: TOPIC_NOT_MODIFIED"
    await bot.does("reopenForumTopic", **here)
    assert await bot.fails("reopenForumTopic", **here) == "Bad Request: TOPIC_NOT_MODIFIED"
    await bot.does("editForumTopic", **here, name="K7M closed", icon_custom_emoji_id="5237699328843200968")
    assert await bot.fails("editForumTopic", **here, name="K7M closed") == "Bad Request: TOPIC_NOT_MODIFIED"
    await bot.does("deleteForumTopic", **here)
    notices = [set(update["message"]) & NOTICES for update in await bot.hears()]
    assert notices == [{name} for name in ("forum_topic_created", *sorted_notices())]


NOTICES = {"forum_topic_created", "forum_topic_closed", "forum_topic_reopened", "forum_topic_edited"}


def sorted_notices() -> tuple[str, ...]:
    return ("forum_topic_closed", "forum_topic_reopened", "forum_topic_edited")


async def test_in_a_closed_topic_only_those_write_who_manage_topics(bot, world: World) -> None:
    thread = await topic_of(bot)
    aziza, timur = await world.operator("Aziza"), await world.operator("Timur")
    topic = await aziza.topic("K7M")
    await aziza.closes(topic)
    await bot.says(DESK, "still here", message_thread_id=thread)
    await aziza.replies("me too", topic=topic)
    with pytest.raises(AssertionError, match="the topic is closed"):
        await timur.replies("and me?", topic=topic)


async def test_a_closed_topic_of_another_refuses_a_bot_without_the_right(bot, world: World, simulator) -> None:
    aziza = await world.operator("Aziza")
    where = {"chat_id": DESK, "action": "create", "name": "by hand"}
    thread = (await world.api.post(f"/people/{aziza.id}/topics", where))["thread_id"]
    own = await topic_of(bot)
    for topic in await aziza.topics():
        await aziza.closes(topic)
    await aziza.changes_chat("demote_bot")
    assert (
        await bot.fails("sendMessage", chat_id=DESK, text="a", message_thread_id=thread) == "Bad Request: TOPIC_CLOSED"
    )
    await bot.says(DESK, "my own topic", message_thread_id=own)


async def test_rights_and_names_are_checked(bot, world: World) -> None:
    assert await bot.fails("createForumTopic", chat_id=COORDINATORS, name="a") == "Bad Request: the chat is not a forum"
    assert await bot.fails("createForumTopic", chat_id=DESK, name="  ") == "Bad Request: name must be non-empty"
    long = await bot.does("createForumTopic", chat_id=DESK, name="a" * 200)
    assert len(long["name"]) == 128
    await (await world.operator("Aziza")).changes_chat("demote_bot")
    refusal = await bot.fails("createForumTopic", chat_id=DESK, name="a")
    assert refusal == "Bad Request: not enough rights to create a topic"


async def test_general_can_be_renamed_and_icons_are_listed(bot, world: World) -> None:
    await bot.does("editGeneralForumTopic", chat_id=DESK, name="Talk")
    refusal = await bot.fails("editGeneralForumTopic", chat_id=DESK, name="Talk")
    assert refusal == "Bad Request: TOPIC_NOT_MODIFIED"
    view = await (await world.operator("Aziza")).view()
    assert (view["topics"][0]["thread_id"], view["topics"][0]["name"]) == (0, "Talk")
    icons = await bot.does("getForumTopicIconStickers")
    await bot.does("createForumTopic", chat_id=DESK, name="a", icon_custom_emoji_id=icons[0]["custom_emoji_id"])


async def test_a_full_forum_opens_no_more_topics_until_one_is_deleted(bot, simulator) -> None:
    simulator.cloud.limits.topics = 1
    thread = await topic_of(bot)
    assert await bot.fails("createForumTopic", chat_id=DESK, name="a") == "Bad Request: TOPICS_TOO_MUCH"
    await bot.does("deleteForumTopic", chat_id=DESK, message_thread_id=thread)
    await bot.does("createForumTopic", chat_id=DESK, name="a")
