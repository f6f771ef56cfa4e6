"""What belongs to an answer: the passport it depends on, a verdict, the nearest places, a quick exit."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from arrivals import arrives, opens_case

from simulator import Person, World

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_passport_is_asked_once_a_conversation(world: World) -> None:
    john = await arrives(world)
    await john.sends("/menu")
    await john.taps("Staying legally")
    await john.taps("Registration in Russia")
    await john.sees("It depends on your passport")
    await john.taps("Turkmenistan")
    answer = await john.sees("7 working days")
    assert "30 days" not in answer.text
    await john.sends("how many days without registration")
    await john.sees("7 working days", after=answer)


async def test_start_forgets_the_passport(world: World) -> None:
    john = await arrives(world)
    await john.sends("/start registration")
    await john.taps("Kyrgyzstan")
    answer = await john.sees("30 days")
    await john.sends("/start registration")
    await john.sees("It depends on your passport", after=answer)


async def test_another_passport_changes_the_answer(world: World) -> None:
    john = await arrives(world)
    await john.sends("/start registration")
    await john.taps("Uzbekistan")
    await john.sees("15 days")
    await john.taps("Another passport")
    await john.sees("It depends on your passport")
    await john.taps("Another one, or I will not say")
    text = (await john.sees("🛂 Turkmenistan")).text
    assert "30 days" in text
    assert "7 working days" in text


@pytest.mark.parametrize("data", ["passport:xx:registration", "passport:uz:nowhere", "passport:uz:", "passport::"])
async def test_a_forged_passport_harms_nobody(data: str, world: World) -> None:
    john = await arrives(world)
    await john.taps_forged(data)
    assert (await john.sees("")).labels


def counted(database: Path, entry: str) -> dict[str, int]:
    with closing(sqlite3.connect(database)) as opened:
        rows = opened.execute("SELECT verdict, sum(n) FROM answer_rating WHERE entry = ? GROUP BY verdict", (entry,))
        return dict(rows.fetchall())


async def opens(john: Person, entry: str) -> None:
    await john.sends(f"/start {entry}")
    await john.sees("Checked:")


async def test_a_helpful_answer_is_counted_and_asked_about_no_more(world: World, database: Path) -> None:
    john = await arrives(world)
    await opens(john, "scams")
    before = counted(database, "scams").get("up", 0)
    await john.taps("👍 Helpful")
    await john.sees_alert("Thank you.")
    assert counted(database, "scams")["up"] == before + 1
    async with asyncio.timeout(5):
        while any("elpful" in label for label in (await john.sees("Checked:")).labels):
            await asyncio.sleep(0.05)


async def test_who_was_not_helped_says_what_was_missing_and_is_offered_a_person(world: World, database: Path) -> None:
    john = await arrives(world)
    await opens(john, "job-fraud")
    await john.taps("👎 Not helpful")
    asked = await john.sees("What was missing?")
    assert {"Not my case", "Unclear", "Out of date", "Did not work"} <= set(asked.labels)
    await john.taps("Out of date")
    await john.sees("We will look at this answer again")
    assert {"down": 1, "out_of_date": 1}.items() <= counted(database, "job-fraud").items()
    await john.taps("Talk to a person")
    await john.sees("Write to an operator")
    await john.sends("It says the wrong thing")
    await john.sees("Your case code")
    assert counted(database, "job-fraud")["to_person"] >= 1


@pytest.mark.parametrize("data", ["rate:scams:00000000:up", "rate:nowhere:00000000:down", "rate:scams:x:to_person"])
async def test_a_forged_verdict_is_not_counted(data: str, world: World, database: Path) -> None:
    john = await arrives(world)
    before = counted(database, "scams"), counted(database, "nowhere")
    await john.taps_forged(data)
    await john.sends("/menu")
    await john.sees("What do you need?")
    assert (counted(database, "scams"), counted(database, "nowhere")) == before


async def test_a_sensitive_answer_is_protected_and_one_tap_takes_it_away(world: World) -> None:
    john = await arrives(world)
    await john.sends("/menu")
    await john.taps("Safety and rights")
    await john.taps("Passport taken away")
    answer = await john.sees("Leave first")
    assert answer.raw["has_protected_content"]
    assert answer.labels[0] == "✖️ Hide this quickly"
    await john.taps("Hide this quickly")
    await john.sees("Hello! How can I help?")
    await john.waits_until_gone(answer)
    assert [one.text for one in await john.shows() if one.from_bot] == ["Hello! How can I help?"]


async def test_a_protected_answer_gives_way_to_an_open_one_in_place(world: World) -> None:
    john = await arrives(world)
    await john.sends("/start passport-taken")
    answer = await john.sees("Leave first")
    await john.taps("Menu")
    assert (await john.sees("What do you need?")).message_id == answer.message_id


async def test_the_nearest_consulate_to_a_city(world: World) -> None:
    john = await arrives(world)
    await john.sends("/menu")
    await john.taps("Consulate and documents")
    await john.taps("Nearest consulate")
    await john.sees("It depends on your passport")
    await john.taps("🇺🇿 Uzbekistan")
    await john.sees("Where are you now?")
    await john.taps("Moscow")
    await john.sees("Nearest consulates")


async def test_the_card_tells_the_city_that_was_tapped_and_nothing_of_a_shared_location(world: World) -> None:
    john, anna = await arrives(world), await arrives(world)
    await john.taps_forged("near:uz:kazan:1")
    await john.sees("Nearest consulates")
    topic, _ = await opens_case(world, john)
    assert "🇺🇿" in (await topic.sees("Near: Kazan")).text
    await anna.taps_forged("near:uz::1")
    await anna.sends_location(55.752, 37.6178)
    await anna.sees("Nearest consulates")
    topic, _ = await opens_case(world, anna)
    assert "Near:" not in (await topic.sees("Passport:")).text


async def test_a_shared_location_is_measured_and_kept_nowhere(world: World, database: Path) -> None:
    john = await arrives(world)
    await john.sends_location(55.123456, 37.654321)
    await john.sees("Nearest consulates")
    with closing(sqlite3.connect(database)) as opened:
        dump = "\n".join(opened.iterdump())
    assert "55.123456" not in dump
    assert "37.654321" not in dump


@pytest.mark.parametrize("data", ["near:uz:atlantis:1", "near:zz:moscow:1", "near:uz::99", "near:uz:moscow:0"])
async def test_a_forged_place_harms_nobody(data: str, world: World) -> None:
    john = await arrives(world)
    await john.taps_forged(data)
    assert (await john.sees("")).labels
