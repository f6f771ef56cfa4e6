"""The hotline is killed again and again while people talk: nothing lost, nothing doubled unmarked, order kept."""

from __future__ import annotations

import asyncio
import random
import re
from pathlib import Path

import pytest
from hotline_process import HotlineProcess, hotline_on
from programs import free_port

from simulator import Person, Simulator, Staff, TopicView, World

CODE = re.compile(r"[2-9A-Z]{3}-[2-9A-Z]{3}")
SEEDS = range(5)
PERSONS, MESSAGES = 3, 6
MARK = "twice"


async def kill_now_and_then(hotline: HotlineProcess, chance: random.Random, done: asyncio.Event) -> int:
    """SIGKILL at random moments, and start again at once."""
    kills = 0
    while not done.is_set() and kills < 4:
        await asyncio.sleep(chance.uniform(0.05, 2.0))
        if done.is_set():
            break
        await hotline.kill()
        kills += 1
        await hotline.start()
    return kills


async def talk(person: Person, name: str) -> None:
    """A person opens a case and writes numbered messages, faster than anybody answers."""
    await person.follows_link("en")
    await person.sees("It is free")
    await person.sends("/person")
    await person.sees("Write to an operator")
    for number in range(MESSAGES):
        await person.sends(f"{name} says {number}")
        await asyncio.sleep(0.1)
    await person.sees("Your case code")


async def answer(aziza: Staff, topic: TopicView, name: str) -> None:
    for number in range(MESSAGES):
        await aziza.writes(f"to {name} answer {number}", topic=topic)
        await asyncio.sleep(0.05)


def numbers(texts: list[str], what: str) -> list[int]:
    """The numbers of messages in the order in which they arrived; those marked as possibly doubled only once."""
    found: list[int] = []
    for text in texts:
        match = re.search(rf"{what} (\d+)", text)
        if match and not (MARK in text and int(match[1]) in found):
            found.append(int(match[1]))
    return found


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_nothing_is_lost_doubled_or_out_of_order(way: str, seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    async with Simulator.start(port=0, limits=False) as simulator:
        world = World(simulator.url)
        settings = {}
        if way == "webhook":
            port = free_port()
            settings = {
                "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
                "WEBHOOK_SECRET": "a-secret-of-the-tests",
                "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
            }
        async with hotline_on(simulator, tmp_path, **settings) as hotline:
            aziza = await world.operator("Aziza")
            people = {f"P{number}": await world.person(f"P{number}", language_code="en") for number in range(PERSONS)}
            done = asyncio.Event()
            async with asyncio.TaskGroup() as nursery:
                killer = nursery.create_task(kill_now_and_then(hotline, chance, done))
                talks = [nursery.create_task(talk(person, name)) for name, person in people.items()]
                await asyncio.gather(*talks)
                topics = {name: await topic_of(aziza, person) for name, person in people.items()}
                await asyncio.gather(*(answer(aziza, topics[name], name) for name in people))
                for name, person in people.items():
                    await topics[name].sees(f"{name} says {MESSAGES - 1}", seconds=90)
                    await person.sees(f"answer {MESSAGES - 1}", seconds=90)
                done.set()
            assert killer.result() > 0, "the hotline was never killed"
            for name, person in people.items():
                seen = [one.text for one in await topics[name].shows()]
                assert numbers(seen, f"{name} says") == list(range(MESSAGES))
                read = [one.text for one in await person.shows() if one.from_bot]
                assert numbers(read, f"to {name} answer") == list(range(MESSAGES))
                assert len({found[0] for text in read if (found := CODE.search(text))}) == 1, "one case a person"


async def topic_of(aziza: Staff, person: Person) -> TopicView:
    """The topic of the person's case, the one in which something was written: an empty one may have stayed behind."""
    receipt = await person.sees("Your case code")
    found = CODE.search(receipt.text)
    assert found
    await aziza.topic(found[0])
    async with asyncio.timeout(90):
        while True:
            for topic in await aziza.topics():
                if found[0] in topic.title and any("says" in one.text for one in await topic.shows()):
                    return topic
            await asyncio.sleep(0.2)
