"""A forum that holds no more topics: closed ones make room, or another desk is asked, or people are told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from arrivals import CODE, arrives, opens_case
from hotline_here import hotline_here

from simulator import Person, Simulator, TopicView, World

TOPICS = 2


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator.start(port=0, limits=False, topics=TOPICS) as running:
        yield running


@pytest.fixture
async def database(simulator: Simulator, tmp_path: Path) -> AsyncIterator[Path]:
    async with hotline_here(simulator, tmp_path) as file:
        yield file


async def full_desk(world: World) -> list[tuple[Person, TopicView]]:
    """As many open cases as the desk holds topics."""
    people = [await arrives(world) for _ in range(TOPICS)]
    return [(person, (await opens_case(world, person))[0]) for person in people]


async def asks(person: Person, text: str) -> str:
    """The person writes to an operator; the code of their case."""
    await person.sends("/person")
    await person.sees("Write to an operator")
    await person.sends(text)
    found = CODE.search((await person.sees("Your case code")).text)
    assert found
    return found[0]


async def refused(world: World, times: int) -> None:
    """Wait until Telegram has refused so many topics."""
    async with asyncio.timeout(15):
        while len([call for call in await world.calls("createForumTopic") if call["error_code"]]) < times:
            await asyncio.sleep(0.1)


async def test_the_oldest_closed_topic_makes_room_for_a_new_case(world: World) -> None:
    aziza, [(anna, first), _] = await world.operator("Aziza"), await full_desk(world)
    await anna.taps("I no longer need help")
    await first.waits_until_closed()
    topic, _ = await opens_case(world, await arrives(world), "Is there room?")
    await topic.sees("Language: English")
    assert await first.now() is None
    assert len(await aziza.topics()) == TOPICS


async def test_a_case_whose_topic_made_room_is_opened_again_with_what_was_written(world: World) -> None:
    aziza, [(anna, first), (boris, second)] = await world.operator("Aziza"), await full_desk(world)
    await anna.taps("I no longer need help")
    await first.waits_until_closed()
    await opens_case(world, await arrives(world), "Is there room?")
    await boris.taps("I no longer need help")
    await second.waits_until_closed()
    await anna.taps("I still need help")
    await anna.sees("is open again")
    await anna.sends("One thing more")
    again = await aziza.topic(first.title.split()[1])
    await again.sees("One thing more")
    assert "I need help" in [one.text for one in await again.shows()]
    assert await second.now() is None


async def test_without_a_closed_topic_the_case_waits_people_are_told_once_and_nothing_is_lost(
    world: World, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.full_forum.LATER", 2.0)
    aziza, marta = await world.operator("Aziza"), await world.coordinator("Marta")
    await full_desk(world)
    john = await arrives(world)
    code = await asks(john, "Is there room?")
    await aziza.sees("Telegram opens no more topics")
    assert "New cases wait" in (await marta.sees("Telegram opens no more topics in the desk")).text
    await asks(await arrives(world), "And for me?")
    await refused(world, times=4)
    simulator.cloud.limits.topics = None
    topic = await aziza.topic(code)
    await topic.sees("Is there room?")
    assert len([one for one in await marta.shows() if "opens no more topics" in one.text]) == 1


async def test_without_a_closed_topic_the_case_goes_to_the_fallback_desk(world: World, simulator: Simulator) -> None:
    marta = await world.coordinator("Marta")
    aziza = await world.operator("Aziza")
    await full_desk(world)
    nodira = await world.another_desk("Night desk", "Nodira")
    await nodira.writes("/desk tg fallback")
    await nodira.sees("This group is now a desk")
    john = await arrives(world)
    code = await asks(john, "Is there room?")
    topic = await nodira.topic(code)
    await topic.sees("Is there room?")
    await topic.sees("Language: English")
    assert "takes what fits no other" in (await marta.sees("Telegram opens no more topics")).text
    await topic.sends("There is")
    await john.sees("There is")
    assert code not in " ".join(one.title for one in await aziza.topics())
