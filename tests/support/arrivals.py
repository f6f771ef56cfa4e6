"""People of the journeys, brought to where a test begins."""

from __future__ import annotations

import re
from itertools import count

from simulator import Person, Seen, Staff, TopicView, World

CODE = re.compile(r"\b[2-9A-Z]{3}-[2-9A-Z]{3}\b")
_numbers = count(1)


async def somebody(world: World, **details: str) -> Person:
    """A person whom nobody has met, with an English phone if nothing else is said."""
    known = {"first_name": f"P{next(_numbers)}", "language_code": "en"} | details
    return await world.person(known.pop("first_name"), **known)


async def arrives(world: World, **details: str) -> Person:
    """A person who has chosen English and reads the first screen."""
    person = await somebody(world, **details)
    await person.follows_link("en")
    await person.sees("It is free")
    return person


async def opens_case(world: World, person: Person, text: str = "I need help") -> tuple[TopicView, Seen]:
    """The person writes to an operator; the topic in Aziza's hands, and the person's message in it."""
    await person.sends("/person")
    await person.sees("Write to an operator")
    await person.sends(text)
    found = CODE.search((await person.sees("Your case code")).text)
    assert found
    topic = await (await world.operator("Aziza")).topic(found[0])
    return topic, await topic.sees(text)


async def closes(operator: Staff, topic: TopicView, result: str = "Solved") -> None:
    """The operator ends the case; what was not clear by itself could not be coded."""
    await operator.taps("Close", topic=topic)
    panel = await topic.sees("Closing")
    if not any(label.startswith("✅") for label in panel.labels):
        await operator.taps("the list" if "the list" in str(panel.labels) else "Something else", topic=topic)
        await operator.taps("More ›", topic=topic)
        await operator.taps("Other", topic=topic)
        await operator.taps("Could not be coded", topic=topic)
    await operator.taps(result, topic=topic)
