"""Two workers on PostgreSQL and Redis share the work: nothing is lost or doubled, order is kept."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hotline_process import hotline_on
from programs import free_port

from simulator import Person, Simulator, Staff, TopicView, World

PARTS, ANSWERS = 3, 10
"""A desk takes 20 messages a minute, topics and cards among them: few parts keep the test short."""


async def case_of(person: Person, aziza: Staff, name: str) -> TopicView:
    await person.follows_link("en")
    await person.sees("It is free")
    await person.sends("/person")
    await person.sees("Write to an operator")
    await person.sends(f"Hello from {name}")
    receipt = await person.sees("Your case code")
    return await aziza.topic(receipt.text.split("code: ")[1][:7])


@pytest.mark.long
async def test_two_workers_share_the_work(
    simulator: Simulator, world: World, postgres_url: str, redis_url: str, tmp_path: Path
) -> None:
    first, second = free_port(), free_port()
    shared = {
        "DATABASE_URL": postgres_url,
        "REDIS_URL": redis_url,
        "WEBHOOK_URL": f"http://127.0.0.1:{first}/telegram",
        "WEBHOOK_SECRET": "a-secret-of-the-tests",
    }
    async with (
        hotline_on(simulator, tmp_path, **shared, WEBHOOK_LISTEN=f"127.0.0.1:{first}"),
        # Updates reach it only through the database: behind a load balancer it would take its share of requests.
        hotline_on(simulator, tmp_path, **shared, WEBHOOK_LISTEN=f"127.0.0.1:{second}"),
    ):
        aziza = await world.operator("Aziza")
        people = [await world.person(f"P{number}", language_code="en") for number in range(2)]
        topics = await asyncio.gather(*(case_of(person, aziza, f"P{n}") for n, person in enumerate(people)))
        for person, topic in zip(people, topics, strict=True):
            for number in range(PARTS):
                await person.sends(f"part {number}")
            for number in range(ANSWERS):
                await aziza.writes(f"answer {number}", topic=topic)
        for person, topic in zip(people, topics, strict=True):
            await topic.sees(f"part {PARTS - 1}", seconds=90)
            await person.sees(f"answer {ANSWERS - 1}", seconds=90)
            parts = [one.text for one in await topic.shows() if one.text.startswith("part")]
            answers = [one.text for one in await person.shows() if one.text.startswith("answer")]
            assert parts == [f"part {number}" for number in range(PARTS)]
            assert answers == [f"answer {number}" for number in range(ANSWERS)]
