"""Two hundred people write at once: nothing is lost, each case keeps its order, the urgent ones come first.

A group takes twenty messages a minute. Here a minute lasts a second and a half, for the hotline's pacing alone; what is
asserted are numbers and orders of calls, not seconds.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from arrivals import CODE
from hotline_here import hotline_here

from delivery import MemoryPacer, Rank
from delivery.pacing import GROUP
from simulator import Simulator, Staff, World

PEOPLE, URGENT_EACH, FASTER = 200, 20, 40.0
AT_ONCE = 20


class WatchedPacer(MemoryPacer):
    """Counts what a group lets pass while an urgent call, that had no room there, still waits."""

    def __init__(self) -> None:
        super().__init__(lambda: time.monotonic() * FASTER)
        self._urgent_waits: Counter[str] = Counter()
        self.let_pass = 0

    async def take(self, pace: str | None, rank: int = 0) -> float:
        wait = await super().take(pace, rank)
        if pace is None or not pace.startswith("g:"):
            return wait
        if rank == Rank.URGENT:
            self._urgent_waits[pace] = int(wait > 0)
        elif wait <= 0:
            self.let_pass += self._urgent_waits[pace]
        return wait


@pytest.fixture
def pacer() -> WatchedPacer:
    return WatchedPacer()


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator.start(port=0, limits=False) as running:
        yield running


@pytest.fixture
async def database(simulator: Simulator, pacer: WatchedPacer, tmp_path: Path) -> AsyncIterator[Path]:
    async with hotline_here(simulator, tmp_path, pacer) as file:
        yield file


@pytest.mark.long
async def test_two_hundred_cases_on_two_desks(world: World, database: Path, pacer: WatchedPacer) -> None:
    nodira = await world.another_desk("Night desk", "Nodira")
    await nodira.writes("/desk")
    await nodira.sees("This group is now a desk")
    gate = asyncio.Semaphore(AT_ONCE)

    async def writes(number: int) -> tuple[int, str]:
        async with gate:
            person = await world.person(f"S{number}", language_code="en")
            await person.follows_link("en")
            await person.sees("It is free")
            if number % URGENT_EACH:
                await person.sends("/person")
                await person.sees("Write to an operator")
                await person.sends(f"question {number}/1")
            else:
                await person.sends(f"my brother is unconscious, not breathing {number}/1")
                await person.taps("Write to a person now")
            found = CODE.search((await person.sees("Your case code")).text)
            assert found
            for part in (2, 3):
                await person.sends(f"thank you, I will wait {number}/{part}")
            return number, found[0]

    opened = dict(await asyncio.gather(*(writes(number) for number in range(PEOPLE))))
    desks = [await world.operator("Aziza"), nodira]
    texts = await arrived(world, desks, PEOPLE)

    for number in range(PEOPLE):
        said = " ".join(texts[opened[number]])
        places = [said.find(f"{number}/{part}") for part in (1, 2, 3)]
        assert -1 not in places, f"case {number} lost a part: {said}"
        assert places == sorted(places), f"case {number} out of order: {said}"
    urgent = [opened[number] for number in range(0, PEOPLE, URGENT_EACH)]
    for code in urgent:
        assert await before_the_card(world, code, urgent) <= GROUP.calls
    assert pacer.let_pass == 0
    shares = [len(await topics_of([desk])) for desk in desks]
    assert min(shares) > PEOPLE / 3, shares


async def arrived(world: World, desks: list[Staff], people: int) -> dict[str, list[str]]:
    """The texts in each case's topic, by code, once every last part is there."""
    async with asyncio.timeout(420):
        while True:
            topics = await topics_of(desks)
            texts: dict[str, list[str]] = defaultdict(list)
            for call in await world.calls("sendMessage"):
                where = call["params"]["chat_id"], call["params"].get("message_thread_id", "")
                if call["ok"] and where in topics:
                    texts[topics[where]].append(call["params"]["text"])
            if sum("/3" in " ".join(said) for said in texts.values()) >= people:
                return texts
            await asyncio.sleep(1)


async def topics_of(desks: list[Staff]) -> dict[tuple[str, str], str]:
    """The code of the case of each topic, by chat and topic as the calls name them."""
    found = {}
    for desk in desks:
        for topic in await desk.topics():
            if code := CODE.search(topic.title):
                found[str(desk.chat_id), str(topic.thread_id)] = code[0]
    return found


async def before_the_card(world: World, code: str, urgent: list[str]) -> int:
    """How many calls of less urgent cases went into the group between the person's receipt and the case's topic.

    Those are what was under way to Telegram when the case began: at most what a minute grants.
    """
    calls = await world.calls()
    receipt = next(
        call for call in calls if code in json.dumps(call["params"]) and "Your case code" in str(call["params"])
    )
    topic = next(call for call in calls if call["method"] == "createForumTopic" and code in call["params"]["name"])
    chat = topic["params"]["chat_id"]
    theirs = {
        thread
        for call in calls
        if call["params"].get("chat_id") == chat and any(one in json.dumps(call["params"]) for one in urgent)
        if (thread := call["params"].get("message_thread_id"))
    }
    paced = ("sendMessage", "createForumTopic", "editMessageText", "editForumTopic", "copyMessage")
    return sum(
        call["method"] in paced
        and call["params"].get("chat_id") == chat
        and call["params"].get("message_thread_id") not in theirs
        and not any(one in json.dumps(call["params"]) for one in urgent)
        for call in calls
        if receipt["n"] < call["n"] < topic["n"]
    )
