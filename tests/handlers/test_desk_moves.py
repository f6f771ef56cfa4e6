"""The moves of a case: whose turn it is, opening again, handing over, answers, ready replies, bans, shifts."""

from __future__ import annotations

import asyncio

import pytest
from arrivals import CODE, arrives, closes, opens_case

from simulator import TopicView, World

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def named(topic: TopicView, start: str, seconds: float = 12) -> str:
    """Wait until the topic's name begins so."""
    async with asyncio.timeout(seconds):
        while True:
            now = await topic.now()
            if now is not None and now["name"].startswith(start):
                return str(now["name"])
            await asyncio.sleep(0.1)


async def test_the_topic_shows_whose_turn_it_is(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john)
    await named(topic, "🟠")
    await aziza.taps("Claim", topic=topic)
    await named(topic, "🟢")
    await topic.sees("Claimed by Aziza")
    await topic.sends("Good day, what happened?")
    await named(topic, "⚪️")
    await john.sees("Good day")
    await john.sends("My bag is gone")
    await named(topic, "🔵")
    await closes(aziza, topic)
    await named(topic, "☑️")


async def test_the_topic_has_an_icon_for_its_state(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    calls = await world.calls("createForumTopic")
    assert calls[-1]["params"]["icon_custom_emoji_id"]
    await topic.sends("Good day")
    await named(topic, "⚪️")
    icons = [call["params"].get("icon_custom_emoji_id") for call in await world.calls("editForumTopic")]
    assert icons[-1] not in (None, calls[-1]["params"]["icon_custom_emoji_id"])


async def test_the_card_tells_what_the_person_read_and_which_passport(world: World) -> None:
    john = await arrives(world)
    await john.taps("Open the menu")
    await john.taps("Staying legally")
    await john.taps("Registration")
    await john.taps("Uzbekistan")
    await john.taps("Menu")
    await john.taps("Consulate and documents")
    await john.taps("Passport lost or stolen")
    topic, _ = await opens_case(world, john)
    card = await topic.sees("Has read:")
    assert "🇺🇿" in card.text
    assert "Passport lost or stolen" in card.text


async def test_a_closed_case_is_opened_again_by_the_person(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john)
    await aziza.taps("Claim", topic=topic)
    await john.sees("has taken your case")
    await closes(aziza, topic)
    await john.sees("is closed")
    await john.taps("I still need help")
    await john.sees("is open again")
    await john.sends("One thing more")
    await topic.sees("One thing more")
    await named(topic, "🔵")


async def test_a_closed_case_is_opened_again_at_the_desk_once(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john)
    await closes(aziza, topic)
    await john.sees("is closed")
    await aziza.taps("Reopen", topic=topic)
    await aziza.sees_alert("is open again")
    await john.sees("is open again")
    said = await topic.sends("/reopen")
    await topic.sees("cannot be reopened", after=said)
    await topic.sends("Now I have it")
    await john.sees("Now I have it")


async def test_the_help_is_judged_with_a_reason(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john)
    await closes(aziza, topic)
    await john.sees("Did the operator help you?")
    await john.taps("👎")
    await john.taps("Too slow")
    await john.sees("This helps us to do better")


async def test_urgent_and_calm_again(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john)
    code = topic.title.split()[1]
    await topic.sends("/urgent")
    await aziza.sees(f"Urgent: case {code}")
    await named(topic, "🔴")
    await aziza.taps("More", topic=topic)
    await aziza.taps("Not urgent", topic=topic)
    await named(topic, "🟠")


async def test_an_answer_goes_out_in_the_persons_language_with_one_tap(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    await john.follows_link("uz")
    topic, _ = await opens_case_in_uzbek(world, john)
    await aziza.taps("Answers", topic=topic)
    await topic.sees("One tap sends the answer to the person")
    await aziza.taps("Passport lost or stolen", topic=topic)
    await topic.sees("Sent: Passport lost or stolen")
    await john.sees("Pasport yoʻqoldi")
    await named(topic, "⚪️")


async def opens_case_in_uzbek(world: World, person) -> tuple[TopicView, str]:
    await person.sends("/person")
    await person.sees("Operatorga")
    await person.sends("pasportimni yo'qotib qo'ydim nima qilay")
    found = CODE.search((await person.sees("kodi")).text)
    assert found
    topic = await (await world.operator("Aziza")).topic(found[0])
    await topic.sees("pasportimni")
    return topic, found[0]


async def test_operators_look_for_an_answer_by_words(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    await topic.sends("/answers wages not paid")
    assert "Wages" in (await topic.sees("One tap sends")).labels[0]
    said = await topic.sends("/answers zzzz qqqq")
    await topic.sees("No answer fits", after=said)


async def test_a_ready_reply_is_read_first_and_sent_in_the_persons_language(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    await john.follows_link("ru")
    await john.sends("/person")
    await john.sees("оператору")
    await john.sends("у меня вопрос по документам брата")
    found = CODE.search((await john.sees("Код вашего обращения")).text)
    assert found
    topic = await aziza.topic(found[0])
    await topic.sends("/reply")
    await aziza.taps("Please wait", topic=topic)
    await topic.sees("I am asking a colleague")
    await aziza.taps("Send", topic=topic)
    await john.sees("Я спрашиваю коллегу")
    await topic.sends("/reply hello")
    await john.sees("Я оператор этой линии")


async def test_a_ban_is_told_kindly_and_lifted(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john)
    said = await topic.sends("/ban")
    await topic.sees("for how many hours", after=said)
    await topic.sends("/ban 2 insults")
    await topic.sees("cannot write to operators until")
    await closes(aziza, topic)
    await john.sees("is closed")
    await john.sends("/person")
    await john.sees("You can write to an operator again on")
    await topic.sends("/unban")
    await topic.sees("can write to operators again")
    await john.sends("/person")
    await john.sends("And now?")
    await john.sees("Your case code")


async def test_a_ban_holds_in_the_case_that_is_open_and_the_operator_still_reaches_the_person(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john)
    said = await topic.sends("/ban 2 insults")
    await topic.sees("cannot write to operators until", after=said)
    written = await john.sends("One more insult")
    told = await john.sees("You can write to an operator again on")
    await john.edits(written, "A worse insult")
    await john.sees("You can write to an operator again on", after=told)
    await topic.sends("I can still write to you")
    await john.sees("I can still write to you")
    asked = await john.sends("/person")
    await john.sees("You can write to an operator again on", after=asked)
    assert "insult" not in " ".join(one.text for one in await topic.shows() if one.message_id > said.message_id)
    await topic.sends("/unban")
    await topic.sees("can write to operators again")
    await john.sends("Sorry for that")
    await topic.sees("Sorry for that")
    await closes(aziza, topic)


async def test_who_is_banned_and_in_danger_gets_the_first_step_and_the_numbers(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    said = await topic.sends("/ban 2 insults")
    await topic.sees("cannot write to operators until", after=said)
    await john.sends("my brother is unconscious, not breathing")
    await john.sees("You can write to an operator again on")
    alarm = await john.sees("Is somebody in danger?")
    assert "112" in alarm.text
    assert "Write to a person now" not in str(alarm.buttons)


async def test_who_is_banned_while_asked_for_their_message_gets_the_first_step_too(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    topic, _ = await opens_case(world, john)
    await closes(aziza, topic)
    await john.sees("is closed")
    asked = await john.sends("/person")
    await john.sees("Write to an operator", after=asked)
    await topic.sends("/ban 2 insults")
    await topic.sees("cannot write to operators until")
    written = await john.sends("my brother is unconscious, not breathing")
    await john.sees("You can write to an operator again on", after=written)
    alarm = await john.sees("Is somebody in danger?", after=written)
    assert "Write to a person now" not in str(alarm.buttons)


async def test_forgetting_does_not_lift_a_ban_and_says_so(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    await topic.sends("/ban 2 insults")
    await topic.sees("cannot write to operators until")
    await john.sends("/forget")
    await john.taps("Yes, erase")
    receipt = await john.sees("Erased: your language")
    assert "you cannot write to operators until" in receipt.text
    await john.follows_link("en")
    await john.sends("/person")
    await john.sees("You can write to an operator again on", after=receipt)


async def test_a_case_is_given_to_a_colleague_with_a_note(world: World) -> None:
    john, aziza, timur = await arrives(world), await world.operator("Aziza"), await world.operator("Timur")
    topic, _ = await opens_case(world, john)
    await timur.writes("/shift")
    await timur.sees("is on shift")
    await aziza.taps("Claim", topic=topic)
    await aziza.taps("Transfer", topic=topic)
    await aziza.taps("Timur", topic=topic)
    asked = await topic.sees("Answer this message with a note")
    await topic.sends("He waits for his consul", reply_to=asked)
    handed = await topic.sees("hands this case to Timur")
    assert "He waits for his consul" in handed.text
    await john.sees("A colleague takes over your case")
    await topic.sees("Claimed by Timur")
    assert all("his consul" not in one.text for one in await john.shows())
    await timur.writes("/shift off")


async def test_each_operator_is_answered_in_their_language(world: World) -> None:
    timur = await world.operator("Timur")
    said = await timur.writes("/language tlh")
    await timur.sees("Write one of", after=said)
    await timur.writes("/language ru")
    await timur.sees("Русский")
    said = await timur.writes("/help")
    await timur.sees("Каждая тема", after=said)
    await timur.writes("/language en")
    await timur.sees("I answer you in English")


async def test_a_ban_without_an_end_is_for_administrators(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    timur = await world.operator("Timur")
    said = await timur.writes("/ban good spam", topic=topic)
    text = (await timur.at(topic).sees("", after=said)).text
    assert "administrator" in text or "cannot write to operators" in text
