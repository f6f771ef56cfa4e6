"""What a person types or sends: into their open case, to open one, or to be searched for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from aiogram import Router
from aiogram.enums import ContentType
from aiogram.types import Message

from delivery import Turn
from handlers.buttons import Switch, Talk, button
from handlers.counting import count
from handlers.flood import IN_CASE, QUESTIONS
from handlers.house import House
from handlers.private.alarm import alarms_of, sound, sound_in_case
from handlers.private.answer import answer_screen, topic_button
from handlers.private.banned import turned_away
from handlers.private.into_case import changed_in_case, into_case
from handlers.private.opening import open_with
from handlers.private.places import nearest_to
from handlers.private.talk import WRITING
from handlers.private.tree import topic_rows
from handlers.private.welcome import language_screen
from handlers.relay import can_relay, refusal
from handlers.screens import Rows, Screen, send, ways_out
from handlers.visitor import Visitor
from knowledge_base import MENU, Entry, Found
from locales import Html, visible_text
from needs_assessment import Outcome
from operators import Case, case_of_person
from storage.people import Conversation, conversation_of


def make_router() -> Router:
    """Everything that is no command."""
    router = Router(name="own_words")
    router.message.register(heard)
    router.edited_message.register(changed)
    return router


async def heard(message: Message, turn: Turn, house: House, visitor: Visitor) -> None:
    """A message that is no known command, of any type: nothing stays without an effect or an answer."""
    if _says_nothing(message):
        return
    if (message.text or "").startswith("/"):
        await _unknown_command(turn, visitor)
    else:
        await _own_words(turn, house, _understood(house, visitor, message), message)
    if visitor.language is None:
        await send(turn, visitor.chat_id, language_screen(house, visitor))


async def changed(message: Message, turn: Turn, house: House, visitor: Visitor) -> None:
    """An edited message: in an open case the desk sees it; elsewhere the new text is a new question."""
    alarms = alarms_of(house, message)
    if (case := await case_of_person(turn.tx, visitor.key)) is not None:
        await _to_desk(changed_in_case, turn, house, visitor, case, message, alarms)
    elif alarms:
        await sound(turn, house, visitor, message, alarms)
    elif message.text is not None and not message.text.startswith("/"):
        await _search(turn, house, visitor, message, message.text)


def _understood(house: House, visitor: Visitor, message: Message) -> Visitor:
    """Who has chosen no language yet is answered in the one they write in."""
    written = None if visitor.language else house.understanding.languages.of(message.text or message.caption or "")
    return replace(visitor, speech=house.catalogs[written]) if written else visitor


async def _own_words(turn: Turn, house: House, visitor: Visitor, message: Message) -> None:
    alarms = alarms_of(house, message)
    case = await case_of_person(turn.tx, visitor.key)
    if not alarms and not await house.flood.takes(visitor.key, turn.now, IN_CASE if case else QUESTIONS):
        await _too_fast(turn, house, visitor, message)
        return
    if case is not None:
        await _to_desk(into_case, turn, house, visitor, case, message, alarms)
        return
    stand = await conversation_of(turn.tx, house.vault, visitor.key, turn.now)
    if stand.state == WRITING:
        await _open(turn, house, visitor, message, stand, alarms)
    elif alarms:
        await sound(turn, house, visitor, message, alarms)
    else:
        await _answer(turn, house, visitor, message)


async def _to_desk(
    pass_on: Callable[[Turn, House, Visitor, Case, Message], Awaitable[None]],
    turn: Turn,
    house: House,
    visitor: Visitor,
    case: Case,
    message: Message,
    alarms: tuple[Entry, ...],
) -> None:
    """In an open case. What a banned person writes nobody reads: in danger they must know what to do without."""
    if await turned_away(turn, house, visitor, message.message_id):
        if alarms:
            await sound(turn, house, visitor, message, alarms)
        return
    await pass_on(turn, house, visitor, case, message)
    if alarms:
        await sound_in_case(turn, house, visitor, case, alarms)


async def _too_fast(turn: Turn, house: House, visitor: Visitor, message: Message) -> None:
    """Words of danger are always taken; what else comes too fast must be sent again, and the person knows it."""
    if await house.flood.may_say(visitor.key, turn.now):
        text = visitor.speech.t(
            "You are writing faster than I can read. What you sent in the last moments was not taken. "
            "Please wait a minute and send it again. In danger, call 112 now."
        )
        await send(turn, visitor.chat_id, Screen(text, []), reply_to=message.message_id)


async def _answer(turn: Turn, house: House, visitor: Visitor, message: Message) -> None:
    if message.location is not None:
        here = (message.location.latitude, message.location.longitude)
        await nearest_to(turn, house, visitor, here, _ways_on(visitor, MENU), message.message_id)
    elif message.text is not None:
        await _search(turn, house, visitor, message, message.text)
    else:
        await _offer_a_person(turn, visitor, message)


async def _open(
    turn: Turn, house: House, visitor: Visitor, message: Message, stand: Conversation, alarms: tuple[Entry, ...]
) -> None:
    """The first message to an operator opens the case; who may be in danger gets the numbers with the receipt.

    Where no case is opened, since the person is banned, they get them all the same.
    """
    urgent = bool(stand.data.get("urgent"))
    await open_with(turn, house, visitor, message, str(stand.data["node"]), urgent=urgent)
    if not alarms:
        return
    if (case := await case_of_person(turn.tx, visitor.key)) is not None:
        await sound_in_case(turn, house, visitor, case, alarms)
    else:
        await sound(turn, house, visitor, message, alarms)


async def _search(turn: Turn, house: House, visitor: Visitor, message: Message, text: str) -> None:
    found = house.understanding.search.find(text)
    if found.decision == "answer":
        first, *others = (house.content.entries[hit.id] for hit in found.results)
        screen = await answer_screen(turn, house, visitor, first, _ways_on(visitor, first.id))
        also = [[topic_button(house, visitor.speech, one.id)] for one in others]
        screen = replace(screen, rows=[*also, *screen.rows])
        node = first.id
    else:
        categories = (house.content.entries[hit.id].category for hit in found.results)
        outcome = Outcome.CHOSEN if found.results else Outcome.UNMET
        await count(turn, house, visitor.speech.code, outcome, next(categories, None))
        screen = _offer(house, visitor, found)
        node = MENU
    screen = replace(screen, rows=[*screen.rows, *_switch(house, visitor, text, node)])
    await send(turn, visitor.chat_id, screen, reply_to=message.message_id)


def _switch(house: House, visitor: Visitor, text: str, node: str) -> Rows:
    """One tap to the language one writes in, where that is not the chosen one."""
    if visitor.language is None:
        return []
    written = house.understanding.languages.of(text)
    if written is None or written == visitor.language:
        return []
    return [[button(f"🌐 {house.catalogs[written].own_name}", Switch(language=written, node=node))]]


def _offer(house: House, visitor: Visitor, found: Found) -> Screen:
    speech = visitor.speech
    ids = [hit.id for hit in found.results]
    if ids:
        text = speech.t("Perhaps one of these helps. If not, an operator can answer you.")
        return Screen(text, [*([topic_button(house, speech, one)] for one in ids), *_ways_on(visitor, ids[0])])
    text = speech.t("I have found no answer to this. An operator can help: send them your question with one tap.")
    person, *out = _ways_on(visitor, MENU)
    text = Html(f"{text}\n\n" + speech.t("Or choose a topic:"))
    return Screen(text, [person, *topic_rows(house, speech, fresh=True), *out])


async def _offer_a_person(turn: Turn, visitor: Visitor, message: Message) -> None:
    speech = visitor.speech
    if not can_relay(message):
        await send(turn, visitor.chat_id, Screen(refusal(message, speech), [ways_out(speech)]))
        return
    text = _about(message, visitor)
    await send(turn, visitor.chat_id, Screen(text, _ways_on(visitor, MENU)), reply_to=message.message_id)


def _about(message: Message, visitor: Visitor) -> Html:
    speech = visitor.speech
    if message.content_type in (ContentType.VOICE, ContentType.VIDEO_NOTE):
        return speech.t("I cannot listen to voice messages, but an operator can. Send it to them with one tap.")
    return speech.t("I understand only text. An operator can look at this: send it to them with one tap.")


def _ways_on(visitor: Visitor, node: str) -> Rows:
    speech = visitor.speech
    send_it = visible_text(speech.t("Send it to an operator"))
    return [[button(f"🧑 {send_it}", Talk(node=node, carry=True))], ways_out(speech, fresh=True)]


async def _unknown_command(turn: Turn, visitor: Visitor) -> None:
    text = visitor.speech.t("I do not know this command. Here is the menu, or write your question in your own words.")
    await send(turn, visitor.chat_id, Screen(text, [ways_out(visitor.speech)]))


def _says_nothing(message: Message) -> bool:
    return bool(message.pinned_message or message.message_auto_delete_timer_changed or message.chat_background_set)
