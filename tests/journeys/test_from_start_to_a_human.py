"""The main job, from /start to a human's answer and the week's numbers."""

from __future__ import annotations

import re

from arrivals import closes
from hotline_process import HotlineProcess

from simulator import World

CODE = re.compile(r"[2-9A-Z]{3}-[2-9A-Z]{3}")


async def test_a_person_finds_an_answer_asks_for_a_human_and_reads_the_reply(
    world: World, hotline: HotlineProcess
) -> None:
    john, aziza, marta = (
        await world.person("John", language_code="en"),
        await world.operator("Aziza"),
        await world.coordinator("Marta"),
    )

    await john.presses_start()
    languages = await john.sees("Choose your language")
    assert languages.labels[0] == "English"
    await john.taps("English")
    await john.sees("It is free")
    await john.taps("Open the menu")
    await john.sees("What do you need?")
    await john.taps("Consulate and documents")
    await john.taps("Passport lost or stolen")
    await john.sees("Go to the nearest police station")
    assert len([one for one in await john.shows() if one.from_bot]) == 1, "navigation edits one message in place"

    await john.taps("Talk to a person")
    await john.sees("Write to an operator")
    await john.sends("My passport was stolen at the station, what now?")
    receipt = await john.sees("Your case code")
    found = CODE.search(receipt.text)
    assert found
    await john.sees("You are next")

    topic = await aziza.topic(found[0])
    card = await topic.sees("Came from: Passport lost or stolen")
    assert "John" not in card.text + topic.title
    await topic.sees("My passport was stolen at the station")
    await aziza.taps("Claim", topic=topic)
    await aziza.sees_alert("is yours")
    await john.sees("An operator has taken your case")
    said = await aziza.writes("Good day! Please go to the police first.", topic=topic)
    await john.sees("Please go to the police first")
    await topic.sees_reaction(said, "👌")

    await john.sends("Thank you, I am there now")
    await topic.sees("I am there now")
    await closes(aziza, topic)
    await john.sees("is closed")
    await topic.waits_until_closed()

    for _ in range(6):
        await john.taps("Menu")
        await john.taps("Consulate and documents")
        await john.taps("Passport lost or stolen")
        await john.sees("Go to the nearest police station")
    await marta.writes("/week")
    report = await marta.sees("Week 2026")
    assert "Consular" in report.text


async def test_what_was_written_before_a_claim_is_claimed_by_writing(world: World, hotline: HotlineProcess) -> None:
    john, timur = await world.person("John", language_code="en"), await world.operator("Timur")
    await john.sends("/person")
    await john.sends("Hello")
    topic = await timur.topic("🟠")
    await topic.sees("Hello")
    await timur.writes("I am here", topic=topic)
    await john.sees("I am here")
    await topic.sees("Claimed by Timur")


async def test_a_typed_question_goes_to_a_human_with_one_tap(world: World, hotline: HotlineProcess) -> None:
    john, aziza = await world.person("John", language_code="en"), await world.operator("Aziza")
    await john.follows_link("en")
    await john.sees("It is free")
    await john.sends("zzz qqq my very special matter")
    await john.sees("I have found no answer")
    await john.taps("Send it to an operator")
    await john.sees("Your case code")
    topic = await aziza.topic("🟠")
    await topic.sees("my very special matter")


async def test_free_text_finds_an_answer(world: World, hotline: HotlineProcess) -> None:
    john = await world.person("John", language_code="en")
    await john.follows_link("en")
    await john.sends("lost my passport")
    await john.sees("Go to the nearest police station")


async def test_emergency_numbers_stand_on_the_first_screen(world: World, hotline: HotlineProcess) -> None:
    john = await world.person("John", language_code="en")
    await john.sends("/emergency")
    numbers = await john.sees("Call first")
    assert "Russia: 📞 112" in numbers.text
    await john.taps("Talk to a person")
    await john.sees("Write to an operator")
    await john.sends("My friend is hurt")
    aziza = await world.operator("Aziza")
    topic = await aziza.topic("🔴")
    await topic.sees("URGENT")
