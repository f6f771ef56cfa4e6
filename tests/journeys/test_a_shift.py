"""A shift as a script: three operators, two desks, forty people in eight languages, and every move of a case."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from arrivals import CODE
from hotline_here import hotline_here

from locales import Catalogs, visible_text
from simulator import Person, Simulator, Staff, TopicView, World

catalogs = Catalogs.load()
EACH = 5
QUESTIONS = {
    "ru": "хозяин не платит зарплату второй месяц",
    "uz": "patent muddati tugadi nima qilay",
    "uz_Cyrl": "паспортимни йўқотдим",
    "tg": "барои фиристодани пул чи лозим",
    "ky": "баламды мектепке кантип берем",
    "kk": "үйге қайтуға билет керек",
    "tk": "wiza möhleti gutardy näme etmeli",
    "en": "where can i see a doctor without a policy",
}


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator.start(port=0, limits=False) as running:
        yield running


@pytest.fixture
async def database(simulator: Simulator, tmp_path: Path) -> AsyncIterator[Path]:
    async with hotline_here(simulator, tmp_path) as file:
        yield file


async def asks(world: World, language: str, number: int) -> tuple[Person, str, str]:
    """Somebody asks for an operator in their language; who, which, and the code of the case."""
    speech = catalogs[language]
    person = await world.person(f"{language}{number}", language_code=language.split("_")[0])
    await person.follows_link(language)
    await person.sends("/person")
    await person.sees(visible_text(speech.t("<b>Write to an operator</b>")))
    await person.sends(f"{QUESTIONS[language]} {number}")
    receipt = speech.t("Your message is with us. Your case code: <b>{code}</b>", code="…")
    seen = await person.sees(visible_text(receipt).split("…")[0].strip())
    found = CODE.search(seen.text)
    assert found
    return person, language, found[0]


@pytest.mark.long
async def test_a_shift(world: World, database: Path) -> None:
    aziza, timur = await world.operator("Aziza"), await world.operator("Timur")
    nodira = await world.another_desk("Tashkent desk", "Nodira")
    for staff, command in ((nodira, "/desk uz uz_Cyrl tg"), (aziza, "/desk ru ky kk tk en fallback")):
        said = await staff.writes(command)
        await staff.sees("This group is now a desk", after=said)
    for staff in (aziza, timur, nodira):
        await staff.writes("/shift")

    everybody = [asks(world, language, number) for number in range(EACH) for language in QUESTIONS]
    cases = await asyncio.gather(*everybody)
    at_home = {code: nodira if language in ("uz", "uz_Cyrl", "tg") else aziza for _, language, code in cases}
    topics = {code: await staff.topic(code) for code, staff in at_home.items()}
    assert "Waiting: 40" not in (await aziza.sees("📋")).text, "each desk has its own board"

    await asyncio.gather(*(served(number, *case, topics, at_home, timur) for number, case in enumerate(cases)))

    for staff in (aziza, nodira):
        await staff.sees("Nobody is waiting.")
    with closing(sqlite3.connect(database)) as opened:
        audited = {row[0] for row in opened.execute("SELECT DISTINCT action FROM audit")}
        dead = opened.execute("SELECT count(*) FROM inbox WHERE state = 'dead'").fetchone()[0]
    assert {"claim", "close", "reopen", "hand_over", "answer", "reply", "ban", "delete", "urgent", "calm"} <= audited
    assert dead == 0
    names = [person.name for person, _, _ in cases]
    said = json.dumps([call["params"] for call in await world.calls() if "chat_id" in call["params"]])
    assert [name for name in names if f'"{name}"' in said] == []


async def served(
    number: int,
    person: Person,
    language: str,
    code: str,
    topics: dict[str, TopicView],
    at_home: dict[str, Staff],
    timur: Staff,
) -> None:
    """Every case is claimed, answered and closed; what else happens depends on its number."""
    topic, staff, speech = topics[code], at_home[code], catalogs[language]
    extra = (hands_over, sends_an_answer, sends_a_reply, takes_back, raises, opens_again, bans)[number % 7]
    await topic.sees(QUESTIONS[language])
    await topic.sends(f"Good day {code}")
    await person.sees(f"Good day {code}")
    await person.sends(f"thanks {code}")
    await topic.sees(f"thanks {code}")
    await extra(person, topic, staff, timur)
    await topic.sends("/close now")
    closed = visible_text(speech.t("Your case {code} is closed.", code=code))
    await person.sees(closed)
    await person.taps("👍")


async def hands_over(_person: Person, topic: TopicView, staff: Staff, timur: Staff) -> None:
    if staff.chat_id != timur.chat_id:
        return
    await topic.sends("/transfer")
    await topic.taps("Timur")
    await topic.taps("Without a note")
    await topic.sees("hands this case to Timur")


async def sends_an_answer(_person: Person, topic: TopicView, _staff: Staff, _timur: Staff) -> None:
    await topic.sends("/answers passport lost")
    await topic.taps("Passport lost or stolen")
    await topic.sees("Sent: Passport lost or stolen")


async def sends_a_reply(_person: Person, topic: TopicView, _staff: Staff, _timur: Staff) -> None:
    await topic.sends("/reply wait")
    await topic.sees("Sent: Please wait")


async def takes_back(person: Person, topic: TopicView, _staff: Staff, _timur: Staff) -> None:
    said = await topic.sends("A slip of the finger")
    heard = await person.sees("A slip of the finger")
    await topic.sees_reaction(said, "👌")
    await topic.sends("/delete", reply_to=said)
    await person.waits_until_gone(heard)


async def raises(_person: Person, topic: TopicView, _staff: Staff, _timur: Staff) -> None:
    await topic.sends("/urgent")
    await topic.sees("is urgent now")
    await topic.sends("/calm")
    await topic.sees("no longer urgent")


async def opens_again(_person: Person, topic: TopicView, _staff: Staff, _timur: Staff) -> None:
    await topic.sends("/close now")
    await topic.sees("is closed")
    await topic.sends("/reopen")
    await topic.sees("is open again")


async def bans(_person: Person, topic: TopicView, _staff: Staff, _timur: Staff) -> None:
    await topic.sends("/ban 1 shouting")
    await topic.sees("cannot write to operators until")
