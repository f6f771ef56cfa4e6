"""Desks: which takes what, a case that goes from one to another with what was written in it, and the board."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from arrivals import CODE, arrives, opens_case
from hotline_here import hotline_here

from simulator import Person, Simulator, Staff, World


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator.start(port=0, limits=False) as running:
        yield running


@pytest.fixture
async def database(simulator: Simulator, tmp_path: Path) -> AsyncIterator[Path]:
    async with hotline_here(simulator, tmp_path) as file:
        yield file


async def night_desk(world: World, command: str = "/desk") -> Staff:
    nodira = await world.another_desk("Night desk", "Nodira")
    said = await nodira.writes(command)
    await nodira.sees("This group is now a desk", after=said)
    return nodira


async def test_a_case_goes_to_another_desk_with_its_messages_and_a_note(world: World) -> None:
    nodira, john, aziza = await night_desk(world, "/desk ru"), await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john, "My boss has my bag")
    await topic.sends("What is in it?")
    await john.sees("What is in it?")
    await john.sends("My papers, call 8 926 123 45 67")
    await topic.sees("My papers")
    await aziza.taps("Transfer", topic=topic)
    await aziza.taps("Night desk", topic=topic)
    asked = await topic.sees("Answer this message with a note")
    await topic.sends("Ask about the labour inspection", reply_to=asked)
    await topic.sees("was handed over")
    await john.sees("A colleague takes over your case")

    there = await nodira.topic(topic.title.split()[1])
    await there.sees("Ask about the labour inspection")
    await there.sees("My papers, call • ••• ••• •• 67")
    arrived = [one.text for one in await there.shows()]
    brought = [text for text in arrived if text in ("My boss has my bag", "What is in it?") or "My papers" in text]
    assert brought == ["My boss has my bag", "What is in it?", "My papers, call • ••• ••• •• 67"]
    assert all("926" not in text for text in arrived)
    await aziza.at(topic).waits_until_closed()
    assert await topic.now() is None, "what was written stays nowhere without a case"

    await there.sends("Nodira here")
    await john.sees("Nodira here")
    await john.sends("Thank you")
    await there.sees("Thank you")
    reply = await there.sees("My boss has my bag")
    await there.sends("This one?", reply_to=reply)
    mine = next(one for one in await john.shows() if one.text == "My boss has my bag")
    assert (await john.sees("This one?")).reply_to == mine.message_id


@pytest.mark.parametrize("how", ["unbound", "removed"])
async def test_the_desk_that_takes_over_from_one_that_is_gone_reads_what_was_written(how: str, world: World) -> None:
    nodira, john, aziza = await night_desk(world, "/desk ru"), await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john, "My boss has my bag")
    await topic.sends("What is in it?")
    await john.sees("What is in it?")
    await john.sends("My papers, call 8 926 123 45 67")
    await topic.sees("My papers")
    if how == "unbound":
        await aziza.writes("/desk off")
    else:
        await aziza.changes_chat("kick_bot")
    there = await nodira.topic(topic.title.split()[1])
    await there.sees("My papers, call • ••• ••• •• 67")
    card, _, *said = [one.text for one in await there.shows() if one.text]
    assert "Language: English" in card
    assert said == ["My boss has my bag", "What is in it?", "My papers, call • ••• ••• •• 67"]
    await there.sends("Nodira here")
    await john.sees("Nodira here")


async def test_a_group_turned_supergroup_goes_on_in_new_topics_with_what_was_written(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john, "My boss has my bag")
    await aziza.changes_chat("migrate")
    await john.sends("Are you there?")
    there = await aziza.topic(topic.title.split()[1])
    await there.sees("Are you there?")
    card, _, *said = [one.text for one in await there.shows() if one.text]
    assert "Language: English" in card
    assert said == ["My boss has my bag", "Are you there?"]


async def test_a_case_goes_where_its_language_is_spoken_and_its_topic_is_known(world: World) -> None:
    nodira = await night_desk(world, "/desk ru #work")
    john, aziza = await arrives(world), await world.operator("Aziza")
    await john.follows_link("ru_wages-unpaid")
    await john.sees("рплат")
    await john.taps("человек")
    await john.sends("три месяца не платят")
    found = CODE.search((await john.sees("Код вашего обращения")).text)
    assert found
    await nodira.topic(found[0])
    anna = await arrives(world)
    topic, _ = await opens_case(world, anna)
    assert topic.chat_id == aziza.chat_id


async def test_cases_are_shared_among_desks_that_fit_alike(world: World) -> None:
    nodira, aziza = await night_desk(world), await world.operator("Aziza")
    for number in range(4):
        person = await arrives(world)
        await person.sends("/person")
        await person.sees("Write to an operator")
        await person.sends(f"I have a question {number}")
        await person.sees("Your case code")
    async with asyncio.timeout(10):
        while (len(await aziza.topics()), len(await nodira.topics())) != (2, 2):
            await asyncio.sleep(0.1)


async def test_unknown_topics_are_named(world: World) -> None:
    nodira = await world.another_desk("Night desk", "Nodira")
    said = await nodira.writes("/desk #nonsense")
    assert "#work" in (await nodira.sees("I do not know the topic", after=said)).text
    said = await nodira.writes("/desk uz fallback")
    await nodira.sees("what fits no other desk", after=said)


async def test_outside_its_hours_a_desk_says_when_it_opens(world: World) -> None:
    aziza, timur = await world.operator("Aziza"), await world.operator("Timur")
    said = await timur.writes("/hours Mon 09:00-10:00")
    await timur.sees("Only an administrator", after=said)
    said = await aziza.writes("/hours Mon 25:00-26:00")
    await aziza.sees("I cannot read this: 25:00-26:00", after=said)
    # One minute a week, nine days from any day of it: closed now, whenever this runs.
    for command in ("/hours Mon 00:00-00:01", "/hours holidays RU", "/hours 2026-12-31 closed"):
        said = await aziza.writes(command)
        await aziza.sees("Changed", after=said)
    shown = await aziza.sees("Public holidays of: RU")
    assert "2026" in shown.text
    john = await arrives(world)
    await opens_case(world, john)
    receipt = await john.sees("The operators are not there now")
    assert "(Moscow time)" in receipt.text
    said = await aziza.writes("/hours always")
    await aziza.sees("Day and night", after=said)


async def test_the_board_is_pinned_and_follows(world: World) -> None:
    aziza = await world.operator("Aziza")
    board = await aziza.sees("📋")
    async with asyncio.timeout(10):
        while not (pinned := await world.calls("pinChatMessage")):
            await asyncio.sleep(0.1)
    assert board.message_id in [int(call["params"]["message_id"]) for call in pinned]
    john = await arrives(world)
    topic, _ = await opens_case(world, john, "I have a question")
    code = topic.title.split()[1]
    seen = await aziza.sees(code)
    assert seen.message_id == board.message_id, "it is edited in place"
    await aziza.taps("I am on shift")
    await aziza.sees_alert("is on shift")
    await aziza.sees("On shift: Aziza")
    await john.sends("And one more")
    await john.sends("And another one")
    await aziza.sees("✉️ 3")
    said = await aziza.writes("/queue")
    assert code in (await aziza.sees("📋", after=said)).text
    await aziza.taps("I am leaving")
    await aziza.sees_alert("has left")


async def test_who_is_on_shift_sees_the_queue_in_private_and_nobody_else(world: World) -> None:
    aziza, john = await world.operator("Aziza"), await arrives(world)
    topic, _ = await opens_case(world, john, "I have a question")
    privately = Person(aziza.api, aziza.user)
    await privately.follows_link("en")
    await privately.sends("/queue")
    await privately.sees("I do not know this command")
    await aziza.writes("/shift")
    await aziza.sees("is on shift")
    await privately.sends("/queue")
    assert topic.title.split()[1] in (await privately.sees("The desk")).text
    await john.sends("/queue")
    await john.sees("I do not know this command")


@pytest.mark.parametrize("how", ["removed", "left"])
async def test_who_is_no_longer_a_member_of_a_desk_loses_its_queue_at_once(how: str, world: World) -> None:
    aziza, timur = await world.operator("Aziza"), await world.operator("Timur")
    privately = Person(timur.api, timur.user)
    await privately.follows_link("en")
    for staff in (aziza, timur):
        said = await staff.writes("/duty")
        await aziza.sees(f"{staff.name} is on duty", after=said)
    await privately.sends("/queue")
    before = await privately.sees("The desk")
    await (aziza.removes(timur) if how == "removed" else timur.leaves())
    await aziza.sees("On shift: Aziza 🔔")
    await privately.sends("/queue")
    await privately.sees("I do not know this command", after=before)
