"""Groups become desks and coordinators' chats, by an administrator's word; what waits for a desk arrives then."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from arrivals import CODE, arrives, opens_case
from hotline_here import hotline_here

from locales import Catalogs, visible_text
from simulator import Simulator, Staff, World

LANGUAGES = Catalogs.load()
NOBODY = {"DESK_CHAT_ID": None, "COORDINATORS_CHAT_ID": None}


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator.start(port=0, limits=False) as running:
        yield running


@pytest.fixture
async def database(simulator: Simulator, tmp_path: Path) -> AsyncIterator[Path]:
    """A hotline to which no chat is bound."""
    async with hotline_here(simulator, tmp_path, **NOBODY) as file:
        yield file


async def answer_to(staff: Staff, command: str, text: str) -> str:
    """What the hotline answers to a command in the group."""
    said = await staff.writes(command)
    return (await staff.sees(text, after=said)).text


async def test_cases_wait_for_a_desk_and_arrive_in_order_when_there_is_one(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    await john.sends("/person")
    await john.sees("Write to an operator")
    await john.sends("first words")
    receipt = await john.sees("No operator is connected at this moment")
    await john.sends("second words")
    await answer_to(aziza, "/desk", "1 case is waiting")
    found = CODE.search(receipt.text)
    assert found
    topic = await aziza.topic(found[0])
    await topic.sees("second words")
    arrived = [one.text for one in await topic.shows() if "words" in one.text]
    assert arrived == ["first words", "second words"]
    await topic.sends("I read you")
    await john.sees("I read you")


async def test_desk_by_somebody_who_is_no_administrator_is_refused(world: World) -> None:
    timur = await world.operator("Timur")
    await answer_to(timur, "/desk", "Only an administrator of this group can do that")
    await answer_to(timur, "/coordinators", "Only an administrator of this group can do that")
    await answer_to(await world.operator("Aziza"), "/desk off", "This group is no desk")


async def test_desk_off_by_somebody_who_is_no_administrator_is_refused(world: World) -> None:
    aziza, timur = await world.operator("Aziza"), await world.operator("Timur")
    await answer_to(aziza, "/desk", "This group is now a desk")
    await answer_to(timur, "/desk off", "Only an administrator of this group can do that")
    await answer_to(aziza, "/desk off", "This group is no desk any more")


async def test_desk_in_a_group_without_topics_is_refused_with_what_to_do(world: World) -> None:
    await answer_to(await world.coordinator("Marta"), "/desk", "A desk needs topics")


async def test_desk_with_a_language_nobody_speaks_names_those_there_are(world: World) -> None:
    answer = await answer_to(await world.operator("Aziza"), "/desk ru klingon", "I do not know the language klingon")
    assert "uz_Cyrl" in answer


async def test_desk_without_the_rights_it_needs_names_them(world: World) -> None:
    aziza = await world.operator("Aziza")
    await aziza.changes_chat("demote_bot")
    answer = await answer_to(aziza, "/desk", "Make the bot an administrator with these rights")
    assert "can_manage_topics" in answer


async def test_desk_is_not_refused_because_telegram_failed_to_answer(world: World) -> None:
    await world.breaks({"method": "getChatMember", "kind": "500", "times": 1})
    await answer_to(await world.operator("Aziza"), "/desk", "This group is now a desk")


async def test_a_desk_may_be_for_some_languages(world: World) -> None:
    names = ", ".join(visible_text(LANGUAGES[code].own_name) for code in ("uz", "uz_Cyrl"))
    await answer_to(await world.operator("Aziza"), "/desk UZ, uz_cyrl", f"It answers in: {names}")


async def test_one_group_is_both_only_when_that_is_said(world: World) -> None:
    aziza = await world.operator("Aziza")
    await answer_to(aziza, "/desk", "This group is now a desk")
    await answer_to(aziza, "/coordinators", "write /coordinators shared")
    await answer_to(aziza, "/coordinators shared en", "This group now gets the weekly report")
    await answer_to(aziza, "/desk off", "This group is no desk any more")
    await answer_to(aziza, "/desk", "write /desk shared")
    await answer_to(aziza, "/desk shared", "This group is now a desk")


async def test_coordinators_are_bound_in_their_language_and_let_go(world: World) -> None:
    marta = await world.coordinator("Marta")
    await answer_to(marta, "/coordinators en", "This group now gets the weekly report")
    await answer_to(marta, "/week", "Week ")
    await answer_to(marta, "/week soon", "I do not understand this week")
    await answer_to(marta, "/help", "The coordinators' chat")
    await answer_to(marta, "/coordinators xx", "I do not know the language xx")
    await answer_to(marta, "/coordinators off", "This group gets no reports any more")


async def test_a_bot_that_comes_into_a_group_says_how_to_begin(world: World) -> None:
    aziza = await world.operator("Aziza")
    await aziza.changes_chat("kick_bot")
    await aziza.changes_chat("add_bot")
    await aziza.sees("Write /desk to answer people here")


async def test_a_group_that_becomes_a_supergroup_stays_the_desk(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    await answer_to(aziza, "/desk", "This group is now a desk")
    topic, _ = await opens_case(world, john)
    await aziza.changes_chat("migrate")
    await john.sends("and still I wait")
    again = await aziza.topic(topic.title.split()[1])
    await again.sees("and still I wait")
    await again.sends("I read you")
    await john.sees("I read you")


async def test_what_an_administrator_let_go_stays_so_after_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "bound"
    folder.mkdir()
    async with Simulator.start(port=0, limits=False) as simulator:
        world = World(simulator.url)
        aziza, marta = await world.operator("Aziza"), await world.coordinator("Marta")
        async with hotline_here(simulator, folder):
            await answer_to(aziza, "/desk off", "This group is no desk any more")
            await answer_to(marta, "/coordinators off", "This group gets no reports any more")
        async with hotline_here(simulator, folder):
            await answer_to(aziza, "/desk off", "This group is no desk.")
            last = await marta.writes("/week")
            await answer_to(marta, "/coordinators nothing", "I do not know the language nothing")
            assert not [one for one in await marta.shows() if "Week " in one.text and one.message_id > last.message_id]
