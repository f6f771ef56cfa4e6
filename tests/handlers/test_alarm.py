"""Somebody writes that they may be in danger: numbers first, a person one tap away, and the desk is rung."""

from __future__ import annotations

import pytest
from arrivals import CODE, arrives, opens_case, somebody

from handlers import is_urgent
from knowledge_base import RedFlags, load
from simulator import World

pytestmark = pytest.mark.asyncio(loop_scope="session")
ALARM = "Is somebody in danger"


@pytest.mark.parametrize("typed", ["akam hushidan ketdi", "брат лежит без сознания", "he is unconscious please"])
async def test_numbers_and_the_first_step_come_at_once_in_the_chosen_language(typed: str, world: World) -> None:
    john = await arrives(world)
    await john.sends(typed)
    seen = await john.sees(ALARM)
    assert "103" in seen.text
    assert "Kyrgyzstan" in seen.text
    assert any("Emergency care" in label for label in seen.labels)


async def test_one_tap_brings_the_message_to_a_person_and_rings_the_desk(world: World) -> None:
    john = await arrives(world)
    await john.sends("police took my brother, they detained him at the station")
    await john.sees(ALARM)
    await john.taps("Write to a person now")
    found = CODE.search((await john.sees("Your case code")).text)
    assert found
    aziza = await world.operator("Aziza")
    topic = await aziza.topic(found[0])
    assert topic.title.startswith("🔴")
    await topic.sees("they detained him")
    await aziza.sees(f"Urgent: case {found[0]}")


async def test_under_a_false_alarm_stands_what_was_looked_for(world: World) -> None:
    john = await arrives(world)
    await john.sends("police stopped me and took money")
    seen = await john.sees(ALARM)
    assert any("Police want money" in label for label in seen.labels)


async def test_an_alarm_in_an_open_case_makes_it_urgent_once_and_is_passed_on(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john, "I have a question about my patent")
    await john.sends("my father is unconscious now")
    await topic.sees("my father is unconscious now")
    await john.sees(ALARM)
    await topic.sees("URGENT")
    await john.sends("he is not breathing")
    await topic.sees("he is not breathing")
    shown = [one.text for one in await john.shows()]
    assert sum(ALARM in text for text in shown) == 1


async def test_who_begins_a_case_in_danger_gets_the_numbers_too(world: World) -> None:
    john = await arrives(world)
    await john.sends("/person")
    await john.sees("Write to an operator")
    await john.sends("my husband beats me")
    await john.sees("Your case code")
    seen = await john.sees(ALARM)
    assert seen.raw["has_protected_content"]
    assert "Hide this quickly" in seen.labels[0]


async def test_it_needs_no_language_and_no_start(world: World) -> None:
    john = await somebody(world)
    await john.sends("я больше не хочу жить, хочу умереть")
    await john.sees("Кто-то в опасности?")
    await john.sees("Choose your language")


async def test_a_caption_and_a_change_are_read_too(world: World) -> None:
    john = await arrives(world)
    mine = await john.sends("who will win the match")
    await john.sees("I have found no answer")
    await john.edits(mine, "my child is missing")
    await john.sees(ALARM)


def update(text: object, field: str = "text") -> dict[str, object]:
    return {"update_id": 1, "message": {field: text}}


async def test_it_goes_before_everything_else_in_a_backlog() -> None:
    flags = RedFlags(load())
    assert is_urgent(update("брат без сознания"), flags)
    assert is_urgent(update("брат без сознания", "caption"), flags)
    assert not is_urgent(update("сколько стоит патент"), flags)
    assert not is_urgent(update(None), flags)
    assert not is_urgent(update(7), flags)
