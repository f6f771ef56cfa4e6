"""Edits, deletions, copies, forwards, pins, reactions."""

from __future__ import annotations

import pytest

from simulator import World

DESK = -1001000000001
HOURS = 3600


@pytest.fixture
async def person(world: World):
    dilnoza = await world.person("Dilnoza")
    await dilnoza.presses_start()
    return dilnoza


async def test_an_edit_that_changes_nothing_is_refused(bot, person) -> None:
    message = {"chat_id": person.id, "message_id": await bot.says(person.id, "one")}
    same = (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    )
    assert await bot.fails("editMessageText", **message, text="one") == same
    assert await bot.fails("editMessageText", **message, text=" <i></i>one ", parse_mode="HTML") == same
    assert await bot.fails("editMessageReplyMarkup", **message) == same
    edited = await bot.does("editMessageText", **message, text="two")
    assert (edited["text"], "edit_date" in edited) == ("two", True)


async def test_an_edit_without_a_keyboard_takes_it_away(bot, person) -> None:
    markup = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    message = {"chat_id": person.id, "message_id": await bot.says(person.id, "one", reply_markup=markup)}
    assert "reply_markup" not in await bot.does("editMessageReplyMarkup", **message)


async def test_what_cannot_be_edited(bot, person) -> None:
    here = {"chat_id": person.id, "text": "new"}
    assert await bot.fails("editMessageText", **here, message_id=99) == "Bad Request: message to edit not found"
    assert await bot.fails("editMessageText", **here, message_id=1) == "Bad Request: message can't be edited"
    place = await bot.does("sendLocation", chat_id=person.id, latitude=1, longitude=2)
    refusal = await bot.fails("editMessageText", **here, message_id=place["message_id"])
    assert refusal == "Bad Request: there is no text in the message to edit"
    caption = await bot.fails("editMessageCaption", chat_id=person.id, message_id=place["message_id"], caption="a")
    assert caption == "Bad Request: there is no caption in the message to edit"


async def test_a_bot_deletes_in_a_private_chat_for_48_hours(bot, person, clock) -> None:
    gone = await bot.says(person.id, "gone")
    old = await bot.says(person.id, "old")
    seen = await person.sees("gone")
    await bot.does("deleteMessage", chat_id=person.id, message_id=gone)
    await person.waits_until_gone(seen)
    refusal = await bot.fails("deleteMessage", chat_id=person.id, message_id=gone)
    assert refusal == "Bad Request: message to delete not found"
    clock.advance(48 * HOURS + 1)
    refusal = await bot.fails("deleteMessage", chat_id=person.id, message_id=old)
    assert refusal == "Bad Request: message can't be deleted for everyone"
    assert await bot.fails("deleteMessages", chat_id=person.id, message_ids=[old, gone]) == refusal


async def test_several_are_deleted_at_once_and_missing_ones_skipped(bot, person) -> None:
    ids = [await bot.says(person.id, text) for text in ("one", "two")]
    assert await bot.does("deleteMessages", chat_id=person.id, message_ids=[1, *ids, 9999]) is True
    assert await person.shows() == []
    refusal = await bot.fails("deleteMessages", chat_id=person.id, message_ids=list(range(1, 102)))
    assert refusal == "Bad Request: too many message identifiers specified"


async def test_in_a_group_a_bot_needs_the_right_to_delete(bot, world: World) -> None:
    aziza = await world.operator("Aziza")
    said = await aziza.writes("a word")
    own = await bot.says(DESK, "mine")
    topic = await bot.does("createForumTopic", chat_id=DESK, name="a")
    opening = {"chat_id": DESK, "message_id": topic["message_thread_id"]}
    assert await bot.fails("deleteMessage", **opening) == "Bad Request: message can't be deleted"
    await aziza.changes_chat("demote_bot")
    refusal = await bot.fails("deleteMessage", chat_id=DESK, message_id=said.message_id)
    assert refusal == "Bad Request: message can't be deleted"
    await bot.does("deleteMessage", chat_id=DESK, message_id=own)


async def test_a_copy_says_nothing_of_its_sender(bot, person, world: World) -> None:
    photo = await person.sends_photo(caption="my passport")
    copied = await bot.does("copyMessage", chat_id=DESK, from_chat_id=person.id, message_id=photo.message_id)
    assert list(copied) == ["message_id"]
    aziza = await world.operator("Aziza")
    seen = await aziza.sees("my passport")
    assert "forward_origin" not in seen.raw
    assert seen.sender == "Hamroh"
    async with bot.session.get(bot.simulator.url + seen.raw["file_url"]) as response:
        assert response.content_type == "image/png"


async def test_a_copy_can_have_another_caption(bot, person) -> None:
    photo = await person.sends_photo(caption="old")
    copy = {"chat_id": person.id, "from_chat_id": person.id, "message_id": photo.message_id}
    await bot.does("copyMessage", **copy, caption="<b>new</b>", parse_mode="HTML")
    assert (await person.sees("new")).html == "<b>new</b>"


async def test_what_cannot_be_copied(bot, person, world: World) -> None:
    copy = {"chat_id": DESK, "from_chat_id": person.id}
    assert await bot.fails("copyMessage", **copy, message_id=99) == "Bad Request: message to copy not found"
    dice = await person.sends_other("dice")
    refusal = await bot.fails("copyMessage", **copy, message_id=dice.message_id)
    assert refusal == "Bad Request: the message can't be copied"
    quiz = await person.sends_other("quiz")
    assert refusal == await bot.fails("copyMessage", **copy, message_id=quiz.message_id)
    poll = await person.sends_other("poll")
    await bot.does("copyMessage", **copy, message_id=poll.message_id)
    assert (
        await bot.fails("copyMessage", chat_id=DESK, message_id=1)
        == 'Bad Request: parameter "from_chat_id" is required'
    )


async def test_an_album_copied_stays_an_album(bot, person, world: World) -> None:
    sent = [await person.sends_photo(album="one") for _ in range(3)]
    ids = [one.message_id for one in sent]
    copies = await bot.does("copyMessages", chat_id=DESK, from_chat_id=person.id, message_ids=[*ids, 9999])
    assert len(copies) == 3
    albums = {one.raw["media_group_id"] for one in await (await world.operator("Aziza")).shows()}
    assert len(albums) == 1
    assert albums != {"one"}


async def test_a_forward_names_its_sender(bot, person) -> None:
    forwarded = await bot.does("forwardMessage", chat_id=DESK, from_chat_id=person.id, message_id=1)
    assert forwarded["forward_origin"]["sender_user"]["first_name"] == "Dilnoza"


async def test_a_pin_is_seen_and_noticed(bot, person) -> None:
    message_id = await bot.says(person.id, "important")
    await bot.does("pinChatMessage", chat_id=person.id, message_id=message_id)
    assert (await person.view())["pinned"] == message_id
    assert (await bot.hears())[-1]["message"]["pinned_message"]["message_id"] == message_id
    assert (await bot.does("getChat", chat_id=person.id))["pinned_message"]["message_id"] == message_id
    await bot.does("unpinAllChatMessages", chat_id=person.id)
    assert (await person.view())["pinned"] is None
    refusal = await bot.fails("pinChatMessage", chat_id=person.id, message_id=99)
    assert refusal == "Bad Request: message to pin not found"


async def test_a_bot_reacts_with_telegrams_emoji_only(bot, person) -> None:
    word = await person.sends("thank you")
    react = {"chat_id": person.id, "message_id": word.message_id}
    await bot.does("setMessageReaction", **react, reaction=[{"type": "emoji", "emoji": "❤️"}])
    await person.sees_reaction(word, "❤")
    refusal = await bot.fails("setMessageReaction", **react, reaction=[{"type": "emoji", "emoji": "✅"}])
    assert refusal == "Bad Request: REACTION_INVALID"
    both = [{"type": "emoji", "emoji": one} for one in "👍👌"]
    assert await bot.fails("setMessageReaction", **react, reaction=both) == "Bad Request: REACTIONS_TOO_MANY"
    await bot.does("setMessageReaction", **react, reaction=[])
    assert (await person.shows())[-1].reactions == []


async def test_answering_a_message_that_is_gone(bot, person) -> None:
    say = {"chat_id": person.id, "text": "a"}
    refusal = await bot.fails("sendMessage", **say, reply_parameters={"message_id": 99})
    assert refusal == "Bad Request: message to be replied not found"
    lenient = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await bot.does("sendMessage", **say, reply_parameters=lenient)
    sent = await bot.does("sendMessage", **say, reply_parameters={"message_id": 1})
    assert sent["reply_to_message"]["text"] == "/start"


async def test_an_edit_of_a_person_is_an_update_and_a_deletion_is_none(bot, person) -> None:
    word = await person.sends("helo")
    await person.edits(word, "hello")
    await person.deletes(word)
    kinds = [sorted(set(update) - {"update_id"}) for update in await bot.hears()]
    assert kinds == [["message"], ["message"], ["edited_message"]]
