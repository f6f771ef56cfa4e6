"""Callback data is anybody's to forge: whatever stands in it gets an answer and leaves no dead update."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData
from arrivals import somebody
from hypothesis import given, settings
from hypothesis import strategies as some

from handlers import buttons
from simulator import World

CLASSES: list[type[CallbackData]] = [
    one
    for one in vars(buttons).values()
    if isinstance(one, type) and issubclass(one, CallbackData) and one is not CallbackData
]
PREFIXES = [one.__prefix__ for one in CLASSES]


def fits(data: str) -> bool:
    """1 to 64 bytes: https://core.telegram.org/bots/api#inlinekeyboardbutton ."""
    return 0 < len(data.encode()) <= 64


WORDS = some.text(some.characters(exclude_categories=["Cs"]), max_size=40)
FIELDS = WORDS | some.sampled_from(
    ["", "0", "1", "menu", "t_emergency", "emergency-", "claim", "close", "en", "-1", str(2**63), "９", "1e9", "\0"]
)
FORGED = some.builds(
    lambda prefix, fields: ":".join([prefix, *fields]), some.sampled_from(PREFIXES), some.lists(FIELDS, max_size=4)
)
DATA = (FORGED | WORDS).filter(fits)
HIDES = buttons.Hide().pack()
"""Such a press takes away every message that the next one could be made on."""


@given(DATA)
@settings(max_examples=500)
def test_what_is_read_from_a_button_can_be_put_on_one(data: str) -> None:
    for one in CLASSES:
        try:
            read = one.unpack(data)
        except (TypeError, ValueError):
            continue
        assert fits(read.pack())
        assert one.unpack(read.pack()) == read


@given(node=WORDS.filter(lambda text: ":" not in text), flag=some.booleans())
def test_a_screen_that_one_may_come_from_may_be_gone_back_to(node: str, flag: bool) -> None:
    coming = f"talk:{node}:{int(flag)}"
    try:
        read = buttons.Talk.unpack(coming)
    except ValueError:
        return
    assert fits(buttons.Go(node=read.node, fresh=True).pack())


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("place", ["a person's chat", "the desk"])
async def test_whatever_is_forged_gets_an_answer(place: str, world: World) -> None:
    person: Any = await (somebody(world) if place != "the desk" else world.operator("Timur"))
    asked = await person.sends("/help")
    await person.sees("", after=asked)
    chosen: list[str] = []

    @settings(max_examples=80, database=None)
    @given(DATA.filter(lambda data: not data.startswith(HIDES)))
    def choose(data: str) -> None:
        chosen.append(data)

    choose()
    for data in chosen:
        await person.taps_forged(data)
        await person.sees_alert()
        if data.startswith(("talk:", "speak:")):
            await person.sends("and a message after it")
    last = await person.sends("/help")
    await person.sees("", after=last)
