"""A case between a person and the desk: what either side writes, changes, answers, deletes, and what becomes of it."""

from __future__ import annotations

import asyncio
import re

import pytest
from arrivals import CODE, arrives, closes, opens_case

from simulator import World

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_change_of_the_person_is_seen_at_the_desk(world: World) -> None:
    john = await arrives(world)
    topic, seen = await opens_case(world, john, "I am at the south station")
    mine = next(one for one in await john.shows() if one.text == "I am at the south station")
    await john.edits(mine, "I am at the north station")
    changed = await topic.sees("✏️ I am at the north station")
    assert changed.message_id == seen.message_id


async def test_a_change_of_the_operator_is_seen_by_the_person(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    said = await topic.sends("Room 14")
    heard = await john.sees("Room 14")
    await topic.edits(said, "Room 41")
    assert (await john.sees("✏️ Room 41")).message_id == heard.message_id


async def test_a_change_of_the_longest_text_keeps_its_end(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john, "Short")
    mine = next(one for one in await john.shows() if one.text == "Short")
    await john.edits(mine, "x" * 4092 + " end")
    assert (await topic.sees(" end")).text == "x" * 4092 + " end"


async def test_a_change_of_the_longest_caption_keeps_its_end(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    said = await topic.sends_photo(caption="Short")
    await john.sees_media("photo")
    await topic.edits(said, "x" * 1020 + " end")
    assert (await john.sees(" end")).text == "x" * 1020 + " end"


async def test_a_reply_of_the_operator_answers_the_same_message_at_the_person(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    mine = await john.sends("Which papers?")
    copied = await topic.sees("Which papers?")
    await topic.sends("Your passport", reply_to=copied)
    assert (await john.sees("Your passport")).reply_to == mine.message_id


async def test_a_reply_of_the_person_answers_the_same_message_at_the_desk(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    said = await topic.sends("Where are you?")
    heard = await john.sees("Where are you?")
    await topic.sees_reaction(said, "👌")
    await john.sends("At the station", reply_to=heard)
    assert (await topic.sees("At the station")).reply_to == said.message_id


async def test_a_note_stays_at_the_desk(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    await topic.sends("// she has asked before")
    await topic.sends("Good day")
    await john.sees("Good day")
    assert all("asked before" not in one.text for one in await john.shows())


async def test_a_contact_card_of_an_operator_is_not_passed_on(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    await topic.sends_contact("+992900112233", "Canary")
    await topic.sees("To protect you it was not passed on")
    await topic.sends("Good day")
    await john.sees("Good day")
    assert all("contact" not in one.raw for one in await john.shows())


async def test_an_unknown_command_of_an_operator_is_not_passed_on(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    await topic.sends("/ask where are you")
    await topic.sees("I do not know this command, so it was not passed on")
    assert all("where are you" not in one.text for one in await john.shows())


async def test_a_photo_of_an_operator_arrives_without_their_name(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    await topic.sends_photo(caption="The form")
    photo = await john.sees_media("photo")
    assert photo.text == "The form"
    assert "forward_origin" not in photo.raw
    assert photo.from_bot


async def test_what_is_written_in_a_closed_case_is_not_passed_on_and_said_so(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john)
    await closes(aziza, topic)
    await john.sees("is closed")
    await topic.waits_until_closed()
    await topic.sends("One thing more")
    await topic.sees("is closed: this was not passed on")
    assert all("One thing more" not in one.text for one in await john.shows())


async def test_the_person_ends_the_case_and_the_bot_answers_again(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    receipt = await john.sees("Your case code")
    await john.taps("I no longer need help")
    await john.sees("is closed")
    await topic.waits_until_closed()
    await john.taps_old(receipt, "I no longer need help")
    await john.sees("This case is closed already")
    await john.sends("lost my passport")
    await john.sees("Go to the nearest police station")


async def test_the_next_case_of_a_person_has_another_code_and_topic(world: World) -> None:
    john = await arrives(world)
    first, _ = await opens_case(world, john)
    await john.taps("I no longer need help")
    closed = await john.sees("is closed")
    await john.sends("/person")
    await john.sees("Write to an operator", after=closed)
    await john.sends("Me again")
    found = CODE.search((await john.sees("Your case code", after=closed)).text)
    assert found
    assert found[0] not in first.title
    second = await (await world.operator("Aziza")).topic(found[0])
    await second.sees("Me again")
    assert second.thread_id != first.thread_id


async def test_a_case_that_a_colleague_has_is_not_taken_away(world: World) -> None:
    john, aziza, timur = await arrives(world), await world.operator("Aziza"), await world.operator("Timur")
    topic, _ = await opens_case(world, john)
    card = await topic.sees("Write in this topic to answer")
    await aziza.taps("Claim", topic=topic)
    await aziza.sees_alert("is yours")
    hers = timur.at(topic)
    await hers.taps_old(card, "Claim")
    await hers.sees_alert("Aziza has the case")


async def test_a_person_who_blocks_the_bot_is_told_to_the_operator_and_why_nothing_arrives(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    await john.blocks()
    await topic.sees("The person has blocked the bot")
    said = await topic.sends("Are you there?")
    await topic.sees_reaction(said, "💔")
    reason = await topic.sees("Not delivered: the person has blocked the bot")
    assert reason.reply_to == said.message_id


async def test_a_second_message_within_a_second_arrives_after_the_first(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    for words in ("first part", "second part"):
        await john.sends(words)
    await topic.sees("second part")
    assert re.findall(r"\w+ part", "\n".join(one.text for one in await topic.shows())) == ["first part", "second part"]
    for words in ("first answer", "second answer"):
        await topic.sends(words)
    await john.sees("second answer")
    heard = re.findall(r"\w+ answer\b", "\n".join(one.text for one in await john.shows() if one.from_bot))
    assert heard[-2:] == ["first answer", "second answer"]


async def test_a_long_text_that_the_phone_splits_arrives_whole_and_in_order(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    text = " ".join(f"w{number:04}" for number in range(1500))
    await john.sends(text)
    await topic.sees("w1499")
    pieces = [one.text for one in await topic.shows() if "w0" in one.text or "w1" in one.text]
    assert len(pieces) > 1
    assert re.findall(r"w\d{4}", re.sub(r"\s", "", "".join(pieces))) == text.split()


async def test_two_first_messages_at_once_make_one_topic(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    await john.sends("/person")
    await john.sees("Write to an operator")
    await asyncio.gather(john.sends("one of two"), john.sends("two of two"))
    found = CODE.search((await john.sees("Your case code")).text)
    assert found
    topic = await aziza.topic(found[0])
    await topic.sees("one of two")
    await topic.sees("two of two")
    assert len([one for one in await john.shows() if "Your case code" in one.text]) == 1
    assert len([one for one in await aziza.topics() if found[0] in one.title]) == 1


async def test_a_voice_note_goes_both_ways(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    await john.sends_voice()
    assert "forward_origin" not in (await topic.sees_media("voice")).raw
    said = await topic.sends_voice()
    assert "forward_origin" not in (await john.sees_media("voice")).raw
    await topic.sees_reaction(said, "👌")


async def test_an_answer_during_a_429_arrives_once_and_before_the_next(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    await john.sees("Your case code")
    await world.breaks({"method": "sendMessage", "kind": "429", "times": 2, "retry_after": 1})
    first = await topic.sends("Come tomorrow")
    second = await topic.sends_photo(caption="with this form")
    await topic.sees_reaction(first, "👌")
    await topic.sees_reaction(second, "👌")
    heard = [one.text for one in await john.shows() if one.text in ("Come tomorrow", "with this form")]
    assert heard == ["Come tomorrow", "with this form"]


async def test_a_topic_closed_by_hand_takes_what_the_person_writes_and_opens_for_the_answer(world: World) -> None:
    john, aziza, timur = await arrives(world), await world.operator("Aziza"), await world.operator("Timur")
    topic, _ = await opens_case(world, john)
    await aziza.closes(topic)
    await john.sends("Are you there?")
    await topic.sees("Are you there?")
    async with asyncio.timeout(10):
        while (await topic.now() or {})["closed"]:
            await asyncio.sleep(0.1)
    await timur.writes("I am", topic=topic)
    await john.sees("I am")


async def test_what_follows_a_deleted_topic_comes_in_a_new_one(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john)
    await aziza.deletes_topic(topic)
    for number in range(3):
        await john.sends(f"still here {number}")
    again = await aziza.topic(topic.title.split()[1])
    await again.sees("still here 2")
    arrived = [one.text for one in await again.shows() if "still here" in one.text]
    assert arrived == ["still here 0", "still here 1", "still here 2"]
    assert again.thread_id != topic.thread_id
    await again.sends("I read you")
    await john.sees("I read you")


async def test_a_new_topic_begins_with_what_was_written_before_masked_as_it_was(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john)
    await john.sends("call me 8 926 123 45 67")
    await topic.sees("call me • ••• ••• •• 67")
    await topic.sends("Where are you?")
    heard = await john.sees("Where are you?")
    await john.sends_photo(caption="his card 4276 3800 1234 5670")
    await topic.sees_media("photo")
    plain = await john.sends("At home")
    await topic.sees("At home")
    await john.edits(plain, "At 8 926 765 43 21")
    await topic.sees("✏️ At • ••• ••• •• 21")
    for words in ("still here", "and here"):  # what was brought along once is brought along again
        await aziza.deletes_topic(topic)
        await john.sends(words)
        topic = await aziza.topic(topic.title.split()[1])
        await topic.sees(words)
    shown = [one.text for one in await topic.shows() if one.text and "card" not in one.text]
    card, head, *said = shown
    assert "Language: English" in card
    assert "What was written in this case so far" in head
    masked = ["call me • ••• ••• •• 67", "Where are you?", "At • ••• ••• •• 21"]
    assert said == ["I need help", *masked, "still here", "and here"]
    assert "card •••• •••• •••• ••70" in (await topic.sees_media("photo")).text
    assert all("926" not in one.text for one in await topic.shows())
    again = await topic.sees("Where are you?")
    await topic.taps_old(await topic.sees("•• 67"), "Show")
    await topic.sees("call me 8 926 123 45 67")
    await topic.sends("I asked you this", reply_to=again)
    assert (await john.sees("I asked you this")).reply_to == heard.message_id


async def test_what_cannot_be_brought_along_is_said(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john)
    mine = next(one for one in await john.shows() if one.text == "I need help")
    await john.deletes(mine)
    await aziza.deletes_topic(topic)
    await john.sends("still here")
    again = await aziza.topic(topic.title.split()[1])
    await again.sees("not on the person's phone")
    await again.sees("still here")


async def test_closing_a_case_whose_topic_was_deleted_reaches_the_person(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john)
    await aziza.deletes_topic(topic)
    await john.taps("I no longer need help")
    await john.sees("is closed")


async def test_a_case_of_a_forged_number_does_not_exist(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    for number in (0, 99999, 2**63, 10**30):
        await topic.taps_forged(f"case:claim:{number}")
        await topic.sees_alert()
    await topic.taps_forged("case:claim:99999")
    await topic.sees_alert("This case does not exist any more")
    await topic.taps_forged("older-version")
    await topic.sees_alert("This button does not work any more")


async def test_commands_outside_of_a_topic_say_where_to_write_them(world: World) -> None:
    aziza = await world.operator("Aziza")
    for command in ("/claim", "/close"):
        said = await aziza.writes(command)
        await aziza.sees("Write this in the topic of a case", after=said)
    said = await aziza.writes("/help")
    await aziza.sees("The desk", after=said)


async def test_what_operators_say_to_each_other_in_general_goes_nowhere(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john)
    await aziza.writes("Who takes the night?")
    await topic.sends("Good day")
    await john.sees("Good day")
    assert all("night" not in one.text for one in await john.shows())
