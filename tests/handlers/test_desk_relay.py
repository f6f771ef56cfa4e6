"""What passes between a person and the desk: albums, reactions, taking back, masking, an operator's own number."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from arrivals import arrives, opens_case

from simulator import World
from simulator.samples import PICTURE

pytestmark = pytest.mark.asyncio(loop_scope="session")


def audited(database: Path, code: str) -> list[str]:
    with closing(sqlite3.connect(database)) as opened:
        rows = opened.execute("SELECT action FROM audit WHERE case_code = ? ORDER BY id", [code]).fetchall()
    return [row[0] for row in rows]


async def test_an_album_of_the_person_stays_an_album(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    for number in range(3):
        await john.sends_photo(PICTURE, caption=f"page {number}", album="pages")
    await topic.sees("page 2")
    groups = {one.raw["media_group_id"] for one in await topic.shows() if "photo" in one.raw}
    assert len(groups) == 1
    assert None not in groups
    last = await topic.sees("page 2")
    await topic.sends("This page is the one", reply_to=last)
    heard = await john.sees("This page is the one")
    mine = next(one for one in await john.shows() if one.text == "page 2")
    assert heard.reply_to == mine.message_id


async def test_an_album_of_the_operator_stays_an_album(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    sent = [await topic.sends_photo(PICTURE, caption=f"form {number}", album="forms") for number in range(2)]
    await john.sees("form 1")
    groups = {one.raw["media_group_id"] for one in await john.shows() if "photo" in one.raw}
    assert len(groups) == 1
    assert None not in groups
    for one in sent:
        await topic.sees_reaction(one, "👌")


async def test_reactions_go_both_ways(world: World) -> None:
    john = await arrives(world)
    topic, seen = await opens_case(world, john)
    mine = next(one for one in await john.shows() if one.text == "I need help")
    await topic.reacts(seen, "🙏")
    await john.sees_reaction(mine, "🙏")
    said = await topic.sends("Good day")
    heard = await john.sees("Good day")
    await topic.sees_reaction(said, "👌")
    await john.reacts(heard, "❤")
    await topic.sees_reaction(said, "❤")
    await john.reacts(heard, None)
    await topic.sees_reaction(said, "👌")


async def test_an_operator_takes_a_message_back(world: World, database: Path) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    said = await topic.sends("The wrong address")
    heard = await john.sees("The wrong address")
    await topic.sees_reaction(said, "👌")
    await topic.sends("/delete", reply_to=said)
    await john.waits_until_gone(heard)
    await topic.sees("Taken away")
    again = await topic.sends("/delete", reply_to=said)
    await topic.sees("not on the person's phone", after=again)
    assert "delete" in audited(database, topic.title.split()[1])


async def test_numbers_are_masked_told_once_and_shown_on_demand(world: World, database: Path) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    await john.sends("call me +7 926 123-45-67 passport AA1234567 @johnny_b")
    masked = await topic.sees("call me +• ••• •••-••-67 passport •••••••67 •••••••••")
    assert "926" not in masked.raw.get("text", "")
    told = await john.sees("operators see phone, passport and card numbers")
    await john.sends("or 8 926 123 45 68")
    await topic.sees("or • ••• ••• •• 68")
    assert len([one for one in await john.shows() if one.text == told.text]) == 1
    assert all("926" not in one.text for one in await topic.shows())
    await topic.taps_old(await topic.sees("•• 68"), "Show")
    await topic.sees_alert("written down")
    await topic.sees("or 8 926 123 45 68")
    assert "reveal" in audited(database, topic.title.split()[1])


async def test_what_the_person_took_away_is_not_shown_and_the_operator_learns_it(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    said = await john.sends("call 8 926 123 45 68")
    masked = await topic.sees("•• 68")
    await john.deletes(said)
    await topic.taps_old(masked, "Show")
    await topic.sees("not on the person's phone")


async def test_numbers_in_a_caption_and_in_a_change_are_masked(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    photo = await john.sends_photo(caption="my number +998 90 123 45 67")
    await topic.sees("my number +••• •• ••• •• 67")
    await john.edits(photo, "my number +998 90 123 45 99")
    await topic.sees("✏️ my number +••• •• ••• •• 99")


async def test_an_operators_own_number_is_held_back_until_they_say_it_is_an_offices(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    await topic.sends("Call me: +7 916 000-11-22")
    held = await topic.sees("Not sent yet")
    await topic.sends("Good day")
    await john.sees("Good day")
    assert all("916" not in one.text for one in await john.shows())
    await topic.taps_old(held, "Send it")
    await john.sees("+7 916 000-11-22")
    await topic.taps_old(held, "Send it")
    await asyncio.sleep(0.5)
    assert len([one for one in await john.shows() if "916" in one.text]) == 1


async def test_a_message_on_its_way_carries_a_sign(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    said = await topic.sends("Good day")
    await topic.sees_reaction(said, "👌")
    signs = [
        json.dumps(json.loads(call["params"]["reaction"]), ensure_ascii=False)
        for call in await world.calls("setMessageReaction")
        if int(call["params"]["message_id"]) == said.message_id and call["params"]["chat_id"] == str(topic.chat_id)
    ]
    assert ["👀" in signs[0], "👌" in signs[-1]] == [True, True]


async def test_what_is_written_fast_and_too_much_is_answered(world: World) -> None:
    john = await arrives(world)
    for number in range(24):
        await john.sends(f"hello {number}")
    await john.sees("faster than I can read")
    await john.sends("my brother is unconscious")
    await john.sees("Is somebody in danger?")
