"""`/desk [languages] [#topics] [fallback]`: a group administrator makes the group a desk; `/desk off` ends it."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from delivery import Turn
from delivery.outbox_rows import move_lane, repace
from handlers.desk.acting import say
from handlers.history import begin_topics_anew, topics_with_history
from handlers.house import House
from handlers.standing import Standing
from locales import Html, Speech
from needs_assessment import coordinators_chats
from operators import assign_desk, bind_desk, desks, release_cases, unbind_desk, waiting_count

FALLBACK = "fallback"
"""The desk for cases that fit no other."""
SHARED = "shared"
"""The word by which an administrator says that one group is to be both a desk and the coordinators' chat."""


@dataclass(frozen=True)
class Wanted:
    """What a group is to be as a desk; nothing named means everything."""

    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    fallback: bool = False


def make_router() -> Router:
    """Binding."""
    router = Router(name="desk.bind")
    router.message.register(desk_command, Command("desk"))
    return router


async def desk_command(message: Message, command: CommandObject, turn: Turn, house: House, standing: Standing) -> None:
    """Bind or unbind, or say in one line what is missing."""
    words = (command.args or "").lower().replace(",", " ").split()
    chat_id = message.chat.id
    if words == ["off"] and standing.sender_is_administrator:
        gone = await end_desk(turn, house, chat_id)
        text = house.staff.t("This group is no desk any more.") if gone else house.staff.t("This group is no desk.")
        await say(turn, message, text)
        return
    wanted, fault = _wanted([word for word in words if word != SHARED], house)
    fault = missing_for_desk(house.staff, standing) or fault
    if (
        fault is None
        and SHARED not in words
        and chat_id in {chat.chat_id for chat in await coordinators_chats(turn.tx)}
    ):
        fault = house.staff.t("This group is the coordinators' chat. To use it for both, write /desk shared")
    if fault is not None:
        await say(turn, message, fault)
        return
    await make_desk(turn, house, chat_id, wanted, title=message.chat.title or "")
    await say(turn, message, await _welcome(turn, house, wanted))


async def make_desk(turn: Turn, house: House, chat_id: int, wanted: Wanted, *, title: str = "") -> None:
    """Bind, and give the new desk the cases that waited for one."""
    await bind_desk(
        turn.tx,
        chat_id,
        wanted.languages,
        turn.now,
        topics=wanted.topics,
        title=title,
        fallback=wanted.fallback,
    )
    if await assign_desk(turn.tx, house.topic_of):
        await repace(turn.tx, 0, chat_id)


async def end_desk(turn: Turn, house: House, chat_id: int) -> bool:
    """Unbind, and give the open cases to another desk, or let them wait for one; False when it was no desk."""
    lost = await topics_with_history(turn.tx, house, chat_id)
    if not await unbind_desk(turn.tx, chat_id):
        return False
    released = await release_cases(turn.tx, chat_id)
    given = await assign_desk(turn.tx, house.topic_of)
    for case_id in released:
        await move_lane(turn.tx, case_id, given.get(case_id))
    await begin_topics_anew(turn.tx, turn.post, house, lost)
    return True


def missing_for_desk(staff: Speech, standing: Standing) -> Html | None:
    """What stands in the way of a desk; None when nothing does."""
    if not standing.sender_is_administrator:
        return staff.t("Only an administrator of this group can do that.")
    if not standing.is_forum:
        return staff.t("A desk needs topics: open the group's settings, switch on Topics, then write /desk again.")
    if standing.bot_lacks:
        return staff.t(
            "Make the bot an administrator with these rights, then write /desk again: {rights}",
            rights=", ".join(standing.bot_lacks),
        )
    return None


def _wanted(words: list[str], house: House) -> tuple[Wanted, Html | None]:
    """What the words after the command ask for: languages, topics with a # before them, and `fallback`."""
    known = {code.lower(): code for code in house.catalogs.languages}
    topics = [word.removeprefix("#") for word in words if word.startswith("#")]
    spoken = [word for word in words if not word.startswith("#") and word != FALLBACK]
    if wrong := [word for word in spoken if word not in known]:
        codes = " ".join(house.catalogs.languages)
        fault = house.staff.t("I do not know the language {word}. Known are: {codes}", word=wrong[0], codes=codes)
        return Wanted(), fault
    if wrong := [word for word in topics if word not in house.content.topics]:
        codes = " ".join(f"#{one}" for one in house.content.topics)
        fault = house.staff.t("I do not know the topic {word}. Known are: {codes}", word=wrong[0], codes=codes)
        return Wanted(), fault
    return Wanted(tuple(known[word] for word in spoken), tuple(topics), FALLBACK in words), None


async def _welcome(turn: Turn, house: House, wanted: Wanted) -> Html:
    staff = house.staff
    spoken = ", ".join(house.catalogs[code].own_name for code in wanted.languages) or staff.t("all languages")
    lines = [
        staff.t("This group is now a desk. It answers in: {languages}", languages=spoken),
        *_specials(house, wanted),
        staff.t("Each case comes as a topic. Claim it, write in it, close it. Nobody here sees who the person is."),
        staff.n("{n} case is waiting.", "{n} cases are waiting.", n=await waiting_count(turn.tx)),
    ]
    if len(await desks(turn.tx)) > 1:
        lines.append(staff.t("There are other desks too; each case goes to one that speaks its language."))
    return Html("\n\n".join(lines))


def _specials(house: House, wanted: Wanted) -> list[Html]:
    lines = []
    if wanted.topics:
        titles = ", ".join(
            house.staff.content(house.content.topics[one].title) or house.content.topics[one].title
            for one in wanted.topics
        )
        lines.append(house.staff.t("It takes cases about: {topics}", topics=titles))
    if wanted.fallback:
        lines.append(house.staff.t("It also takes what fits no other desk."))
    return lines
