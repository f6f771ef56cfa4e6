"""The bans that stand: found and lifted when the case is long erased, by administrators only."""

from __future__ import annotations

import re

import pytest
from arrivals import CODE, arrives, opens_case

from handlers.desk.ban_list import PAGE
from simulator import Seen, TopicView, World

pytestmark = pytest.mark.asyncio(loop_scope="session")


def numbered(listed: Seen, words: str) -> str:
    """The number before the line that contains `words`."""
    line = next(line for line in listed.text.splitlines() if words in line)
    found = re.match(r"\d+", line)
    assert found
    return found[0]


def code_in(topic: TopicView) -> str:
    """The case's code, as the topic's name has it."""
    found = CODE.search(topic.title)
    assert found
    return found[0]


async def test_a_ban_is_looked_at_and_lifted_from_the_list(world: World) -> None:
    john, aziza, timur = await arrives(world), await world.operator("Aziza"), await world.operator("Timur")
    topic, _ = await opens_case(world, john)
    code = code_in(topic)
    await topic.sends("/ban 168 <b>shouts</b> at everybody")
    await topic.sees("cannot write to operators until")
    said = await timur.writes("/bans")
    listed = await timur.sees(f"Case {code}", after=said)
    assert "shouts" not in listed.text, "why is not for everybody who scrolls by"
    assert "banned: " in listed.text
    assert "until: " in listed.text
    await timur.taps(numbered(listed, code))
    await timur.sees("Case " + code, after=said)
    await timur.taps("Why?")
    await timur.sees_alert("<b>shouts</b> at everybody")
    await timur.taps("Let the person write again")
    await timur.sees_alert("Only an administrator")
    seen = await timur.sees(f"Case {code}", after=said)
    await aziza.taps("Let the person write again")
    await aziza.sees_alert("can write to operators again")
    await aziza.taps_old(seen, "Let the person write again")
    await aziza.sees_alert("is not banned")
    await john.sends("/person")
    await john.sees("Write to an operator")


async def test_a_ban_can_be_lifted_when_nothing_else_is_known_any_more(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john)
    code = code_in(topic)
    await topic.sends("/ban good by mistake")
    told = await topic.sees("cannot write to operators any more")
    assert "until" not in told.text
    await john.sends("May I write?")
    told = await john.sees("You cannot write to an operator any more")
    assert "20" not in told.text, "no date, and so no year, is promised"
    await john.sends("/forget")
    await john.taps("Yes, erase")
    await john.sees("Erased: your language")
    said = await aziza.writes("/bans")
    listed = await aziza.sees("without an end", after=said)
    assert code not in listed.text
    await aziza.taps(numbered(listed, "Case erased"))
    await aziza.taps("Why?")
    await aziza.sees_alert("The reason has been erased.")
    await aziza.taps("Let the person write again")
    await aziza.sees_alert("can write to operators again")
    await john.follows_link("en")
    await john.sends("/person")
    await john.sees("Write to an operator")
    await john.sends("May I write?")
    await john.sees("Your case code")


async def test_many_bans_are_paged(world: World) -> None:
    aziza = await world.operator("Aziza")
    for number in range(PAGE + 1):
        john = await arrives(world)
        topic, _ = await opens_case(world, john, f"{number}: hello")
        await topic.sends(f"/ban {100 + number} noise")
        await topic.sees("cannot write to operators until")
    said = await aziza.writes("/bans")
    first = await aziza.sees("Who cannot write to operators", after=said)
    assert first.text.count("Case ") == PAGE
    await aziza.taps("More")
    second = await aziza.sees(f"\n{PAGE + 1}  ", after=said)
    assert second.message_id == first.message_id
    await aziza.taps("Back")
    back = await aziza.sees("\n1  ", after=second)
    assert back.text == first.text
