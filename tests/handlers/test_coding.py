"""How a case becomes statistics: the two taps at closing, the second look, the voluntary questions, not helpful."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from arrivals import arrives, closes, opens_case

from simulator import Person, Seen, Staff, TopicView, World

pytestmark = pytest.mark.asyncio(loop_scope="session")

Counts = Counter[tuple[str, str, str]]
Counted = Callable[[], Counts]
CaseOf = Callable[[TopicView], dict[str, object]]


def all_counts(database: Path) -> Counts:
    with closing(sqlite3.connect(database)) as opened:
        rows = opened.execute("SELECT table_name, code, code2, n FROM request_count WHERE n > 0").fetchall()
    return Counter({(table, code, code2): n for table, code, code2, n in rows})


@pytest.fixture
def counted(world: World, database: Path) -> Counted:
    """What has been counted since the test began, by table and codes."""
    before = all_counts(database)

    def since() -> Counts:
        now = all_counts(database)
        return Counter({key: now[key] - before[key] for key in now | before if now[key] != before[key]})

    return since


@pytest.fixture
def case_of(database: Path) -> CaseOf:
    """The row of a topic's case."""

    def look(topic: TopicView) -> dict[str, object]:
        with closing(sqlite3.connect(database)) as opened:
            opened.row_factory = sqlite3.Row
            row = opened.execute('SELECT * FROM "case" WHERE code = ?', (topic.title.split()[1],)).fetchone()
        return dict(row) if row else {}

    return look


def of(counts: Counts, *tables: str) -> dict[tuple[str, ...], int]:
    return {tuple(filter(None, key)): n for key, n in counts.items() if key[0] in tables}


async def opens_after_reading(world: World, person: Person) -> TopicView:
    """A case opened under the answer on lost passports, so that it is clear what it is about."""
    await person.taps("Open the menu")
    await person.taps("Consulate and documents")
    await person.taps("Passport lost or stolen")
    await person.sees("Go to the nearest police station")
    await person.taps("Talk to a person")
    await person.sees("Write to an operator")
    await person.sends("I lost my passport")
    code = (await person.sees("Your case code")).text.split("Your case code: ")[1][:7]
    topic = await (await world.operator("Aziza")).topic(code)
    await topic.sees("I lost my passport")
    return topic


async def gone(topic: TopicView, text: str, seconds: float = 12) -> None:
    async with asyncio.timeout(seconds):
        while any(text in one.text for one in await topic.shows()):
            await asyncio.sleep(0.05)


async def test_a_case_counts_nothing_but_its_opening_until_it_is_closed(world: World, counted: Counted) -> None:
    john = await arrives(world)
    await opens_case(world, john, "zzzz")
    assert of(counted(), "total", "outcome", "cases") == {("cases", "opened"): 1}


async def test_one_tap_closes_a_case_that_is_clear(world: World, counted: Counted) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic = await opens_after_reading(world, john)
    await topic.sends("Good day, go to the police first")
    await john.sees("go to the police first")
    await aziza.taps("Close", topic=topic)
    panel = await topic.sees("What was it about?")
    assert panel.labels[0] == "✅ Passport or ID lost or expired"
    await aziza.taps("Solved", topic=topic)
    await aziza.sees_alert("is closed")
    await john.sees("is closed")
    await gone(topic, "What was it about?")
    found = of(counted(), "total", "outcome", "category", "cases", "further", "unmet", "finer", "handling")
    assert found == {
        ("total", "_T"): 2,  # the answer that was read, and the case
        ("outcome", "answered"): 1,
        ("outcome", "answered_by_operator"): 1,
        ("category", "CON"): 2,
        ("finer", "CON.PAS"): 2,
        ("cases", "opened"): 1,
        ("cases", "solved"): 1,
        ("handling", "2"): 1,
    }


async def sees_key(topic: TopicView, label: str, seconds: float = 12) -> Seen:
    async with asyncio.timeout(seconds):
        while True:
            for one in reversed(await topic.shows()):
                if label in one.labels:
                    return one
            await asyncio.sleep(0.05)


async def ticks(aziza: Staff, topic: TopicView, broad: str, fine: str) -> Seen:
    await aziza.taps("☰", topic=topic)
    await aziza.taps(broad, topic=topic)
    await aziza.taps(fine, topic=topic)
    return await sees_key(topic, f"✅ {fine}")


async def test_an_operator_picks_up_to_three_from_the_list(world: World, counted: Counted) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john, "zzzz")
    await aziza.taps("Close", topic=topic)
    await aziza.taps("Closed without a solution", topic=topic)
    await aziza.sees_alert("First tick what it was about")
    await ticks(aziza, topic, "Work and labour", "Unpaid wages")
    await ticks(aziza, topic, "Health", "Medicines")
    await ticks(aziza, topic, "Consular", "How to reach a consulate")
    await aziza.taps("☰", topic=topic)
    await aziza.taps("Consular", topic=topic)
    await aziza.taps("In general", topic=topic)
    await aziza.sees_alert("Three at most")
    await aziza.taps("‹ Back", topic=topic)
    await sees_key(topic, "Health ›")
    await aziza.taps("‹ Back", topic=topic)
    await aziza.taps("✅ Unpaid wages", topic=topic)
    await aziza.taps("☰", topic=topic)
    await aziza.taps("Consular", topic=topic)
    await aziza.taps("In general", topic=topic)
    await sees_key(topic, "✅ Consular help and identity documents")
    await aziza.taps("Closed without a solution", topic=topic)
    await john.sees("is closed")
    assert of(counted(), "category", "further", "unmet", "cases", "outcome") == {
        ("category", "HEA"): 1,
        ("further", "CON"): 1,
        ("unmet", "HEA"): 1,
        ("cases", "opened"): 1,
        ("cases", "unsolved"): 1,
        ("outcome", "escalated"): 1,
    }


async def test_two_operators_who_end_a_case_together_count_it_once(world: World, counted: Counted) -> None:
    john, aziza, timur = await arrives(world), await world.operator("Aziza"), await world.operator("Timur")
    topic = await opens_after_reading(world, john)
    await aziza.taps("Close", topic=topic)
    panel = await topic.sees("What was it about?")
    theirs = timur.at(topic)
    await asyncio.gather(topic.taps_old(panel, "Solved"), theirs.taps_old(panel, "Referred on"))
    await john.sees("is closed")
    await gone(topic, "What was it about?")
    await topic.taps_forged(panel.button("Closed without a solution")["callback_data"])  # type: ignore[index]
    await topic.sees_alert("was closed already")
    events = of(counted(), "cases", "total")
    assert events[("total", "_T")] == 2
    assert sum(n for key, n in events.items() if key[0] == "cases") == 2, "opened, and one result"


async def test_ticks_of_two_operators_do_not_undo_each_other(world: World, counted: Counted) -> None:
    john, aziza, timur = await arrives(world), await world.operator("Aziza"), await world.operator("Timur")
    topic, _ = await opens_case(world, john, "I lost my passport")
    await aziza.taps("Close", topic=topic)
    panel = await topic.sees("What was it about?")
    label = next(one for one in panel.labels if one.startswith("▫️"))
    await topic.taps_old(panel, label)
    await timur.at(topic).taps_old(panel, label)
    await sees_key(topic, label.replace("▫️", "✅"))
    await topic.taps("Solved")
    await john.sees("is closed")
    assert of(counted(), "total") == {("total", "_T"): 1}


async def test_a_case_that_is_opened_again_is_not_counted_again(world: World, counted: Counted) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic = await opens_after_reading(world, john)
    await closes(aziza, topic)
    await john.taps("I still need help")
    await john.sees("is open again")
    before = counted()
    await aziza.taps("Close", topic=topic)
    await aziza.sees_alert("is closed")
    assert counted() == before


async def test_a_person_who_ends_an_unanswered_case_has_abandoned_it(world: World, counted: Counted) -> None:
    john = await arrives(world)
    topic = await opens_after_reading(world, john)
    await john.taps("I no longer need help")
    await john.sees("is closed")
    found = of(counted(), "outcome", "finer", "cases", "handling")
    assert found == {
        ("outcome", "answered"): 1,
        ("outcome", "abandoned"): 1,
        ("finer", "CON.PAS"): 2,
        ("cases", "opened"): 1,
    }
    assert "For quality" not in str(await topic.shows())


async def test_close_now_asks_nothing(world: World, counted: Counted) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john, "zzzz")
    await topic.sends("/close now")
    await john.sees("is closed")
    assert of(counted(), "outcome", "category", "cases") == {
        ("outcome", "escalated"): 1,
        ("category", "OTH.UNC"): 1,
        ("cases", "opened"): 1,
    }


async def test_a_panel_that_nobody_answers_goes_when_the_case_ends(world: World, counted: Counted) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic = await opens_after_reading(world, john)
    await aziza.taps("Close", topic=topic)
    await topic.sees("What was it about?")
    await aziza.taps("Close", topic=topic)
    await john.taps("I no longer need help")
    await john.sees("is closed")
    await gone(topic, "What was it about?")
    assert of(counted(), "finer") == {("finer", "CON.PAS"): 2}


async def test_leaving_it_open_takes_the_panel_away(world: World, counted: Counted, case_of: CaseOf) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic = await opens_after_reading(world, john)
    await aziza.taps("Close", topic=topic)
    await aziza.taps("Do not close", topic=topic)
    await aziza.sees_alert("stays open")
    await gone(topic, "What was it about?")
    assert case_of(topic)["coding"] is None
    await topic.sends("Are you there?")
    await john.sees("Are you there?")


async def test_misconduct_is_not_counted_and_its_own_channel_is_named(
    world: World, counted: Counted, case_of: CaseOf
) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john, "zzzz")
    await aziza.taps("Close", topic=topic)
    await aziza.taps("☰", topic=topic)
    await aziza.taps("More ›", topic=topic)
    await aziza.taps("Feedback about aid", topic=topic)
    await aziza.taps("Misconduct", topic=topic)
    await aziza.sees_alert("Tell the coordinator")
    await aziza.taps("Solved", topic=topic)
    await john.sees("is closed")
    assert of(counted(), "total", "outcome", "category", "cases", "handling") == {("cases", "opened"): 1}
    assert case_of(topic)["coding"] is None


async def test_a_second_person_looks_blind_and_only_once(world: World, counted: Counted, case_of: CaseOf) -> None:
    john, aziza, timur = await arrives(world), await world.operator("Aziza"), await world.operator("Timur")
    topic = await opens_after_reading(world, john)
    await closes(aziza, topic)
    await topic.waits_until_closed()
    assert case_of(topic)["coding"] is not None
    await aziza.taps("Have a look", topic=topic)
    await aziza.sees_alert("A colleague should look")
    await timur.taps("Have a look", topic=topic)
    panel = await topic.sees("mainly about? Tap one.")
    assert not any("✅" in label for label in panel.labels)
    await timur.taps("☰", topic=topic)
    await timur.taps("Health", topic=topic)
    await timur.taps("Medicines", topic=topic)
    await timur.sees_alert("Thank you")
    await gone(topic, "mainly about?")
    theirs = timur.at(topic)
    await theirs.taps_forged(panel.button("Passport")["callback_data"])  # type: ignore[index]
    await theirs.sees_alert("no longer needed")
    assert of(counted(), "coding_pairs") == {
        ("coding_pairs", "_T"): 1,
        ("coding_pairs", "CON", "first"): 1,
        ("coding_pairs", "HEA", "second"): 1,
    }
    row = case_of(topic)
    assert (row["coding"], row["coder_key"]) == (None, None)


async def test_a_forged_button_of_the_panel_does_nothing(world: World, counted: Counted, case_of: CaseOf) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john, "zzzz")
    number = case_of(topic)["id"]
    before = counted()
    for data in (
        f"tick:{number}:XXX.YYY:1:0",
        f"tick:{number}:CON:1:1",
        f"codes:{number}:ZZZ:1:0",
        f"codes:{number}:CON:99:0",
        "tick:99999999:CON:1:0",
        f"endas:{number}:gone",
        "endas:99999999:solved",
    ):
        await topic.taps_forged(data)
        await topic.sees_alert()
    assert counted() == before


async def test_a_forged_button_takes_no_other_message_away(world: World, case_of: CaseOf) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john, "zzzz")
    card = await topic.sees("Came from")
    number = case_of(topic)["id"]
    await topic.taps_forged(f"tick:{number}:CON:1:1", card)
    await topic.sees_alert("no longer needed")
    await topic.sends("/close now")
    await john.sees("is closed")
    await topic.taps_forged(f"endas:{number}:solved", card)
    await topic.sees_alert("was closed already")
    await topic.sees("Closed")
    assert any(one.message_id == card.message_id for one in await topic.shows())


async def test_four_questions_count_once_and_hold_nothing_up(world: World, counted: Counted, case_of: CaseOf) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic = await opens_after_reading(world, john)
    await aziza.taps("Claim", topic=topic)
    first = await john.sees("Four short questions")
    assert first.labels[-2:] == ["⏭ Skip", "✖️ Skip all"]
    await john.taps("Man")
    await john.sees("2/4")
    await john.sends("zzzz yyyy")
    await topic.sees("zzzz yyyy")
    await john.taps("Skip")
    await john.sees("3/4")
    await john.taps("Uzbekistan")
    where = await john.sees("4/4")
    await john.taps("Volga region")
    await john.sees("May the operator see these answers?")
    region = case_of(topic)["region"]
    assert region is not None
    assert b"volga" not in region  # type: ignore[operator]
    await john.taps("Yes")
    told = await topic.sees("tells you of themselves")
    assert told.text.endswith("Man · 🇺🇿 Uzbekistan · Volga region")
    await john.sees("Thank you. You can go on writing here.")
    code = topic.title.split()[1]
    for old in (first.button("Woman"), where.button("Siberia")):
        assert old
        await john.taps_forged(old["callback_data"])
        await john.sees_alert("answered this already")
    for data in (f"tell:{code}:gender:woman:a", f"tell:{code}:age:18_24:a", f"tell:{code}:share:yes:bbbb"):
        await john.taps_forged(data)
        await john.sees_alert("answered this already")
    await john.taps_forged(f"tell:{code}:share:aziza:b")
    await john.sees_alert("does not work any more")
    await closes(aziza, topic)
    await john.sees("is closed")
    assert of(counted(), "by_region", "origin", "gender", "age") == {
        ("by_region", "CON", "volga"): 1,
        ("origin", "uz"): 1,
        ("gender", "man"): 1,
    }
    assert case_of(topic)["region"] is None


async def test_a_passport_that_was_told_is_only_asked_for_consent(world: World, counted: Counted) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    await john.taps("Open the menu")
    await john.taps("Staying legally")
    await john.taps("Registration")
    await john.taps("Tajikistan")
    await john.taps("Talk to a person")
    await john.sends("zzzz")
    code = (await john.sees("Your case code")).text.split("Your case code: ")[1][:7]
    topic = await aziza.topic(code)
    await topic.sends("Good day")
    await john.sees("Good day")
    await john.sees("1/4")
    await john.taps("Skip")
    await john.sees("2/4")
    await john.taps("Skip")
    await john.sees("Your passport: 🇹🇯 Tajikistan. May I count it?")
    await john.taps("Yes")
    await john.sees("4/4")
    await john.taps("Skip")
    await john.sees("May the operator see")
    await john.taps("No")
    await john.sees("You can go on writing here")
    assert of(counted(), "origin", "gender", "age") == {("origin", "tj"): 1}
    assert "of themselves" not in str(await topic.shows())


async def test_the_questions_come_after_the_answer_and_once(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john, "zzzz")
    await topic.sends("Good day")
    await john.sees("Four short questions")
    await topic.sends("What happened?")
    await john.sees("What happened?")
    texts = [one.text for one in await john.shows()]
    assert sum("Four short questions" in one for one in texts) == 1
    order = [next(i for i, one in enumerate(texts) if word in one) for word in ("has taken", "Good day", "Four short")]
    assert order == sorted(order)


async def test_all_questions_are_skipped_with_one_tap(world: World, counted: Counted) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john, "zzzz")
    await aziza.taps("Claim", topic=topic)
    await john.taps("Skip all")
    await john.sees("You can go on writing here.")
    assert of(counted(), "origin", "gender", "age") == {}


async def test_nobody_in_danger_is_asked(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john, "zzzz")
    await topic.sends("/urgent")
    await topic.sees("is urgent now")
    await aziza.taps("Claim", topic=topic)
    await john.sees("has taken your case")
    await topic.sends("/calm")
    await topic.sends("Good day")
    await john.sees("Good day")
    assert "Four short" not in str([one.text for one in await john.shows()])


async def test_a_question_of_a_closed_case_is_no_longer_asked(world: World, counted: Counted) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john, "zzzz")
    await aziza.taps("Claim", topic=topic)
    asked = await john.sees("Four short questions")
    await topic.sends("/close now")
    await john.sees("is closed")
    await john.taps_old(asked, "Woman")
    await john.sees("no longer asked")
    assert of(counted(), "gender") == {}


async def test_forgetting_an_open_case_counts_it_and_keeps_nothing(
    world: World, counted: Counted, case_of: CaseOf
) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic = await opens_after_reading(world, john)
    await aziza.taps("Claim", topic=topic)
    for answer in ("Woman", "Under 18", "Tajikistan", "Volga region"):
        await john.taps(answer)
    await john.sees("May the operator see")
    await aziza.taps("Close", topic=topic)
    await topic.sees("What was it about?")
    await john.sends("/forget")
    await john.taps("Yes, erase")
    await john.sees("Erased: your language")
    assert case_of(topic) == {}
    assert of(counted(), "outcome", "by_region") == {
        ("outcome", "answered"): 1,
        ("outcome", "abandoned"): 1,
        ("by_region", "CON", "volga"): 1,
    }


async def test_not_helpful_moves_the_answer_it_stands_under(world: World, counted: Counted) -> None:
    john = await arrives(world)
    await john.sends("lost my passport")
    answer = await john.sees("Go to the nearest police station")
    assert of(counted(), "outcome") == {("outcome", "answered"): 1}
    await john.taps("Not helpful")
    await john.sees("What was missing?")
    await john.taps_forged(answer.button("Not helpful")["callback_data"])  # type: ignore[index]
    await john.sees_alert("Thank you")
    assert of(counted(), "outcome", "total") == {("outcome", "unhelpful"): 1, ("total", "_T"): 1}
