"""What a person can do in their own chat, and that nothing they do stays without an effect or an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from arrivals import arrives, opens_case, somebody

from handlers.buttons import Go, Speak
from locales import Catalogs, visible_text
from simulator import Person, Seen, World

pytestmark = pytest.mark.asyncio(loop_scope="session")
LANGUAGES = Catalogs.load()


def said_in(language: str, text: str) -> str:
    """A text of the interface as a person of that language reads it."""
    return visible_text(LANGUAGES[language].t(text))


# ---- buttons


async def test_a_button_that_nobody_knows_leads_to_the_menu_and_leaves_the_message(world: World) -> None:
    john = await arrives(world)
    await john.taps_forged("v0.3|old-button")
    await john.sees_alert("This button does not work any more")
    await john.sees("What do you need?")
    await john.sees("It is free")


async def test_a_button_of_an_answer_that_was_removed_says_so_and_shows_the_menu(world: World) -> None:
    john = await arrives(world)
    await john.taps_forged(Go(node="an-answer-of-last-year").pack())
    seen = await john.sees("This page has changed. Here is the menu.")
    assert "Consulate and documents" in " ".join(seen.labels)


async def test_a_button_of_a_language_that_was_removed_asks_again(world: World) -> None:
    john = await somebody(world)
    await john.presses_start()
    asked = await john.sees("Choose your language")
    await john.taps_forged(Speak(language="la").pack())
    await john.sees_alert()
    await john.taps("English")
    seen = await john.sees("It is free")
    assert seen.message_id == asked.message_id


async def test_a_double_tap_shows_the_screen_once_and_both_taps_are_answered(world: World) -> None:
    john = await arrives(world)
    screen = await john.sees("It is free")
    await john.taps_old(screen, "Open the menu")
    await john.taps_old(screen, "Open the menu")
    await john.sees_alert()
    await john.sees("What do you need?")
    await john.sends("/emergency")
    await john.sees("Emergency numbers")
    assert len([one for one in await john.shows() if "What do you need?" in one.text]) == 1


async def test_a_tap_on_a_screen_of_before_goes_where_its_button_says(world: World) -> None:
    john = await arrives(world)
    old = await john.sees("It is free")
    await john.taps("Open the menu")
    await john.sees("What do you need?")
    await john.taps_old(old, "Emergency")
    await john.sees("Emergency numbers")


@pytest.mark.parametrize(
    "fault", ["message can't be edited", "message to edit not found", "MESSAGE_ID_INVALID"], ids=lambda text: text[:20]
)
async def test_a_message_that_can_no_longer_be_edited_is_followed_by_a_new_one(fault: str, world: World) -> None:
    john = await arrives(world)
    old = await john.sees("It is free")
    description = f"Bad Request: {fault}"
    await world.breaks({"method": "editMessageText", "kind": "error", "description": description, "times": 1})
    await john.taps("Open the menu")
    menu = await john.sees("What do you need?")
    assert menu.message_id > old.message_id
    assert "Consulate and documents" in " ".join(menu.labels)


# ---- what is typed and sent


async def test_an_unknown_command_is_answered(world: World) -> None:
    john = await arrives(world)
    await john.sends("/balance")
    assert (await john.sees("I do not know this command")).labels


async def test_where_nothing_is_found_the_topics_and_a_person_are_offered(world: World) -> None:
    john = await arrives(world)
    await john.sends("who will win the match")
    seen = await john.sees("I have found no answer")
    assert "Or choose a topic" in seen.text
    assert any("Send it to an operator" in label for label in seen.labels)
    await john.taps("Consulate and documents")
    assert any("Passport lost" in label for label in (await john.sees("Consulate and documents")).labels)


async def test_the_longest_text_is_answered(world: World) -> None:
    john = await arrives(world)
    await john.sends("x" * 4096)
    await john.sees("I have found no answer")


async def test_the_longest_text_reaches_the_desk_whole(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    text = "Ў<&" + "ю" * 4093
    await john.sends(text)
    assert (await topic.sees("Ў<&ю")).text == text


SENT: dict[str, tuple[Callable[[Person], Awaitable[Seen]], str]] = {
    "sticker": (Person.sends_sticker, "I understand only text"),
    "photo": (Person.sends_photo, "I understand only text"),
    "document": (Person.sends_document, "I understand only text"),
    "voice": (Person.sends_voice, "I cannot listen to voice messages"),
    "location": (Person.sends_location, "Nearest consulates"),
    "venue": (lambda person: person.sends_other("venue"), "Nearest consulates"),
}


@pytest.mark.parametrize("kind", SENT)
async def test_what_is_no_text_goes_to_an_operator_with_one_tap(kind: str, world: World) -> None:
    john = await arrives(world)
    send, answer = SENT[kind]
    sent = await send(john)
    assert (await john.sees(answer)).reply_to == sent.message_id
    await john.taps("Send it to an operator")
    code = (await john.sees("Your case code")).text.split("code: ")[1].split()[0]
    topic = await (await world.operator("Aziza")).topic(code)
    await topic.sees_media(kind)


async def test_what_telegram_refuses_to_copy_is_told_to_the_person(world: World) -> None:
    john = await arrives(world)
    await opens_case(world, john)
    gone = {"method": "copyMessage", "kind": "error", "description": "Bad Request: message to copy not found"}
    await world.breaks(gone | {"times": 1})
    photo = await john.sends_photo()
    assert (await john.sees("cannot be passed on")).reply_to == photo.message_id


@pytest.mark.parametrize(("kind", "question"), [("quiz", "Who is right?"), ("poll", "Is 8 926 123 45 67 theirs?")])
@pytest.mark.parametrize("stage", ["before", "open case"])
async def test_a_quiz_or_a_poll_with_a_number_is_refused_with_what_can_be_sent(
    stage: str, kind: str, question: str, world: World
) -> None:
    john = await arrives(world)
    topic = (await opens_case(world, john))[0] if stage == "open case" else None
    await john.sends_other(kind, question)
    await john.sees("This kind of message cannot be passed on")
    assert topic is None or all("poll" not in one.raw for one in await topic.shows())


async def test_a_poll_goes_both_ways_and_also_opens_a_case(world: World) -> None:
    john, aziza = await arrives(world), await world.operator("Aziza")
    await john.sends_other("poll", "Which office?")
    await john.sees("I understand only text")
    await john.taps("Send it to an operator")
    code = (await john.sees("Your case code")).text.split("code: ")[1].split()[0]
    topic = await aziza.topic(code)
    assert (await topic.sees_media("poll")).raw["poll"]["question"] == "Which office?"
    await topic.sends_other("poll", "Which day?")
    assert (await john.sees_media("poll")).raw["poll"]["question"] == "Which day?"


@pytest.mark.parametrize("stage", ["before", "writing", "open case"])
async def test_a_contact_card_of_a_person_is_refused_and_reaches_no_desk(stage: str, world: World) -> None:
    john = await arrives(world)
    topic = (await opens_case(world, john))[0] if stage == "open case" else None
    if stage == "writing":
        await john.sends("/person")
        await john.sees("Write to an operator")
    await john.sends_contact("+992900112233", "Canary")
    await john.sees("To protect you it was not passed on")
    if topic is not None:
        await john.sends("afterwards")
        await topic.sees("afterwards")
        assert all("contact" not in one.raw for one in await topic.shows())


async def test_who_writes_before_choosing_a_language_is_answered_and_asked(world: World) -> None:
    john = await somebody(world)
    await john.sends("lost my passport")
    await john.sees("Go to the nearest police station")
    await john.sees("Choose your language")


async def test_who_has_chosen_no_language_is_answered_in_their_own(world: World) -> None:
    dilnoza = await somebody(world)
    await dilnoza.sends("assalomu alaykum pasportimni yo'qotib qo'ydim nima qilay")
    await dilnoza.sees(visible_text(LANGUAGES["uz"].content("Passport lost") or ""))


async def test_who_writes_in_another_language_changes_to_it_with_one_tap(world: World) -> None:
    john = await arrives(world)
    await john.sends("я потерял паспорт что мне делать")
    seen = await john.sees("Passport lost")
    await john.taps("Русский")
    changed = await john.sees(visible_text(LANGUAGES["ru"].content("Passport lost") or ""))
    assert changed.message_id == seen.message_id
    await john.sends("/emergency")
    await john.sees(visible_text(LANGUAGES["ru"].content("Emergency numbers") or ""))


async def test_an_emergency_needs_no_language_and_no_menu(world: World) -> None:
    john = await somebody(world)
    await john.sends("/emergency")
    await john.sees("Emergency numbers")


async def test_who_writes_from_the_emergency_page_is_first_at_the_desk(world: World) -> None:
    john = await arrives(world)
    await john.sends("/emergency")
    await john.sees("Emergency numbers")
    await john.taps("Talk to a person")
    await john.sees("Write to an operator")
    await john.sends("They hold me here")
    code = (await john.sees("Your case code")).text.split("code: ")[1].split()[0]
    topic = await (await world.operator("Aziza")).topic(code)
    assert topic.title.startswith("🔴")
    await topic.sees("URGENT")


async def test_who_goes_back_to_the_menu_no_longer_writes_to_an_operator(world: World) -> None:
    john = await arrives(world)
    await john.sends("/person")
    await john.sees("Write to an operator")
    await john.taps("Menu")
    await john.sees("What do you need?")
    await john.sends("lost my passport")
    await john.sees("Go to the nearest police station")


# ---- languages and links


async def test_the_language_can_be_changed_at_any_time(world: World) -> None:
    john = await arrives(world)
    await john.sends("/language")
    await john.sees("Choose your language")
    await john.taps(visible_text(LANGUAGES["ru"].own_name))
    await john.sees(said_in("ru", "<b>What do you need?</b>\nTap a topic, or write your question in your own words."))
    sent = await john.sends("/emergency")
    await john.sees("112", after=sent)
    await john.taps(said_in("ru", "Menu"))


@pytest.mark.parametrize(("payload", "language"), [("uz", "uz"), ("uz_Cyrl", "uz_Cyrl"), ("en", "en"), ("tg", "tg")])
async def test_a_link_chooses_the_language(payload: str, language: str, world: World) -> None:
    john = await somebody(world)
    await john.follows_link(payload)
    await john.sees(said_in(language, "<b>Hamroh: help on the road</b>"))


@pytest.mark.parametrize("payload", ["en_passport-lost", "passport-lost"])
async def test_a_link_opens_an_answer(payload: str, world: World) -> None:
    john = await somebody(world)
    await john.follows_link(payload)
    if payload == "passport-lost":
        await john.sees("Choose your language")
        await john.taps("English")
    await john.sees("Go to the nearest police station")


@pytest.mark.parametrize("payload", ["uz_nowhere", "uz_", "uz_Cyrl_nowhere"])
async def test_a_link_to_an_answer_that_is_gone_still_chooses_the_language(payload: str, world: World) -> None:
    john = await somebody(world)
    await john.follows_link(payload)
    language = "uz_Cyrl" if "Cyrl" in payload else "uz"
    await john.sees(said_in(language, "<b>Hamroh: help on the road</b>"))


@pytest.mark.parametrize("payload", ["nonsense", "x" * 64, "-_-", "UZ", "uzbek"])
async def test_a_link_that_says_nothing_is_a_plain_start(payload: str, world: World) -> None:
    john = await somebody(world)
    await john.follows_link(payload)
    await john.sees("Choose your language")


# ---- what is kept


async def test_privacy_tells_what_is_kept_and_leads_to_erasing(world: World) -> None:
    john = await arrives(world)
    await john.sends("/privacy")
    await john.sees("90 days after your last visit")
    await john.sees("until 24 hours after the case is closed")
    await john.taps("Erase everything")
    await john.sees("This cannot be undone")


async def test_forget_erases_the_open_case_and_its_topic_with_a_receipt(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    await john.sends("/forget")
    await john.sees("This cannot be undone")
    assert await topic.now() is not None, "asked once more before it is done"
    await john.taps("Yes, erase")
    receipt = await john.sees("Erased: your language")
    assert "1 case, with its messages at the desk" in receipt.text
    await topic.waits_until_closed()
    assert await topic.now() is None, "deleted, not only closed"
    await john.sends("/start")
    await john.sees("Choose your language", after=receipt)


async def test_forget_without_a_case_gives_a_receipt_too(world: World) -> None:
    john = await arrives(world)
    await john.sends("/forget")
    await john.taps("Yes, erase")
    assert "case" not in (await john.sees("Erased: your language")).text


async def test_erase_and_clear_takes_the_messages_off_the_phone(world: World) -> None:
    john = await arrives(world)
    first = await john.sends("lost my passport")
    answer = await john.sees("Go to the nearest police station")
    await john.sends("/forget")
    await john.taps("Erase and clear this chat")
    await john.sees("Erased: your language")
    await john.waits_until_gone(first)
    await john.waits_until_gone(answer)
    assert len(await john.shows()) == 1


async def test_wipe_clears_the_phone_and_leaves_the_open_case(world: World) -> None:
    john = await arrives(world)
    topic, _ = await opens_case(world, john)
    first = (await john.shows())[0]
    await john.sends("/wipe")
    await john.sees("Your open case goes on")
    await john.waits_until_gone(first)
    await topic.sends("Are you there?")
    await john.sees("Are you there?")
    await john.sends("I am")
    await topic.sees("I am")
