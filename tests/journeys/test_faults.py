"""Telegram refuses, hangs and hangs up: the conversation goes on, and whoever must know is told."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hotline_process import hotline_on

from simulator import Person, Simulator, Staff, TopicView, World

MESSAGES = 8


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    """With Telegram's true limits."""
    async with Simulator.start(port=0, limits=True) as running:
        yield running


@pytest.fixture
async def hotline(simulator: Simulator, tmp_path: Path) -> AsyncIterator[None]:
    async with hotline_on(simulator, tmp_path):
        yield


@pytest.fixture
async def john(world: World) -> Person:
    return await world.person("John", language_code="en")


async def case_of(john: Person, aziza: Staff) -> TopicView:
    await john.follows_link("en")
    await john.sends("/person")
    await john.sees("Write to an operator")
    await john.sends("Hello")
    await john.sees("Your case code")
    topic = await aziza.topic("🟠")
    await topic.sees("Hello")
    return topic


def numbers(texts: list[str], what: str) -> list[int]:
    return [int(found[1]) for text in texts if (found := re.search(rf"{what} (\d+)", text))]


@pytest.mark.long
async def test_in_a_burst_telegram_never_has_to_refuse(hotline: None, world: World, john: Person) -> None:
    aziza = await world.operator("Aziza")
    topic = await case_of(john, aziza)
    for number in range(MESSAGES):
        await john.sends(f"part {number}")
        await aziza.writes(f"answer {number}", topic=topic)
    await john.sees(f"answer {MESSAGES - 1}")
    await topic.sees(f"part {MESSAGES - 1}")
    assert [call for call in await world.calls() if call["error_code"] == 429] == []


@pytest.mark.parametrize("kind", ["429", "502", "drop_before", "drop_after"])
async def test_with_every_third_call_failing_all_arrives_in_order(
    kind: str, hotline: None, world: World, john: Person
) -> None:
    aziza = await world.operator("Aziza")
    topic = await case_of(john, aziza)
    faults = [
        {"method": method, "kind": kind, "chance": 0.34, "retry_after": 1} for method in ("sendMessage", "copyMessage")
    ]
    await world.breaks(*faults, seed=3)
    for number in range(MESSAGES):
        await aziza.writes(f"answer {number}", topic=topic)
    await john.sees(f"answer {MESSAGES - 1}", seconds=120)
    await world.mends()
    seen = [one.text for one in await john.shows() if one.from_bot]
    first_time = [text for text in seen if "twice" not in text]
    arrived = list(dict.fromkeys(numbers(seen, "answer")))
    assert arrived == list(range(MESSAGES)), "lost, or out of order"
    assert len(numbers(first_time, "answer")) == len(set(numbers(first_time, "answer"))), "doubled without a mark"


async def test_an_operator_sees_why_an_answer_did_not_arrive(hotline: None, world: World, john: Person) -> None:
    aziza = await world.operator("Aziza")
    topic = await case_of(john, aziza)
    await john.blocks()
    await topic.sees("The person has blocked the bot")
    said = await aziza.writes("Are you there?", topic=topic)
    await topic.sees_reaction(said, "💔")
    await topic.sees("Not delivered: the person has blocked the bot")


async def test_a_deleted_topic_is_replaced_and_nothing_is_lost(hotline: None, world: World, john: Person) -> None:
    aziza = await world.operator("Aziza")
    topic = await case_of(john, aziza)
    await world.api.post(
        f"/people/{aziza.id}/topics", {"chat_id": topic.chat_id, "thread_id": topic.thread_id, "action": "delete"}
    )
    await john.sends("Is anybody there?")
    replaced = await aziza.topic("🟠")
    await replaced.sees("Is anybody there?")
    await aziza.taps("Claim", topic=replaced)
    await john.sees("An operator has taken your case")


async def test_a_restart_between_claim_and_answer_loses_neither_nor_the_messages_from_before(
    simulator: Simulator, world: World, john: Person, tmp_path: Path
) -> None:
    async with hotline_on(simulator, tmp_path) as hotline:
        aziza = await world.operator("Aziza")
        topic = await case_of(john, aziza)
        await aziza.taps("Claim", topic=topic)
        await john.sees("An operator has taken your case")
        asked = await aziza.writes("Where are you?", topic=topic)
        heard = await john.sees("Where are you?")
        await topic.sees_reaction(asked, "👌")
        await hotline.kill()
        await aziza.writes("I am Aziza's answer", topic=topic)
        await john.sends("At the station", reply_to=heard)
        await hotline.start()
        await john.sees("I am Aziza's answer")
        assert (await topic.sees("At the station")).reply_to == asked.message_id
        hello = await topic.sees("Hello")
        await aziza.replies("To your first message", topic=topic, to=hello)
        mine = next(one for one in await john.shows() if one.text == "Hello")
        assert (await john.sees("To your first message")).reply_to == mine.message_id
        await topic.sees("Claimed by Aziza")


async def another_topic(aziza: Staff, old: TopicView) -> TopicView:
    """Wait for a topic besides the old one, whatever either is named at the moment."""
    async with asyncio.timeout(30):
        while True:
            for found in await aziza.topics():
                if found.thread_id != old.thread_id:
                    return found
            await asyncio.sleep(0.1)


async def test_cases_of_a_desk_that_is_given_up_wait_for_the_next(hotline: None, world: World, john: Person) -> None:
    aziza = await world.operator("Aziza")
    topic = await case_of(john, aziza)
    await aziza.taps("Claim", topic=topic)
    await john.sees("An operator has taken your case")
    await aziza.writes("/desk off")
    await aziza.sees("This group is no desk any more")
    await john.sends("Is anybody there?")
    await aziza.writes("/desk")
    await aziza.sees("1 case is waiting")
    again = await another_topic(aziza, topic)
    await again.sees("Is anybody there?")
