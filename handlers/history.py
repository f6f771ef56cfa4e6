"""What was written in a case so far, brought into a new topic: out of the old one, or, where that is lost, once more.

A message that had been masked is never copied from the person's chat: it is said as the desk saw it before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aiogram.methods import CopyMessage, SendMessage, TelegramMethod

from delivery import Outbox
from delivery.outbox_rows import drop, to_the_end, waiting_for_topic
from handlers.card import post_card
from handlers.house import House
from handlers.relay import again_for_desk
from operators import Case, Said, case_by_id, last_on_phone, queue_of
from operators.links import forget_topic_side
from storage import Tx

HISTORY = 10
"""So many of the last messages go along into a new topic."""
CARD, HEAD, MOVED = "card", "head", "moved"
"""What the rows that begin a topic are called."""
WRITTEN = ("in", "rest")
"""What rows with a person's own words are called."""
STAYS = "-"
"""In place of the old topic that goes with the last message, at those before it."""


async def bring_from_topic(post: Outbox, before: Case, there: Case, history: Sequence[Said]) -> None:
    """The last messages, as they stand in the old topic; that goes with the last of them."""
    assert before.desk_chat is not None
    old = f"{before.desk_chat}:{before.thread_id}" if before.thread_id is not None else ""
    for number, said in enumerate(history, 1):
        copy = CopyMessage(chat_id=0, from_chat_id=before.desk_chat, message_id=said.message_id)
        await _bring(post, there, copy, said, old if number == len(history) else STAYS)


async def begin_topic_anew(tx: Tx, post: Outbox, house: House, case: Case, history: Sequence[Said]) -> None:
    """The old topic is lost: card and last messages come first into the new one, then what waits to be sent there."""
    waiting = await waiting_for_topic(tx, case.id)
    await drop(tx, [row for row, kind in waiting if kind in (CARD, HEAD)])
    await post_card(post, house, case)
    chat_id = case.chat_id(house.vault)
    if history and chat_id is not None:
        said = SendMessage(chat_id=0, text=house.staff.t("⤵️ What was written in this case so far:"), parse_mode="HTML")
        await post.to_case_desk(said, case.id, case.desk_chat, settle=HEAD)
        for one in history:
            for call in again_for_desk(house, case, one, chat_id):
                await _bring(post, case, call, one)
    await to_the_end(tx, [row for row, kind in waiting if kind == MOVED])
    await begin_before_rest(tx, case.id)


async def begin_before_rest(tx: Tx, case_id: int) -> None:
    """What begins a topic goes before the rest, also before what was on its way into the lost one just then."""
    waiting = await waiting_for_topic(tx, case_id)
    await to_the_end(tx, [row for row, kind in waiting if kind not in (CARD, HEAD, MOVED)])


async def begin_topic_again(tx: Tx, post: Outbox, house: House, case: Case) -> None:
    """A case that lost its topic while it was closed goes on."""
    history = await last_on_phone(tx, house.vault, case, HISTORY)
    await forget_topic_side(tx, case.id)
    await begin_topic_anew(tx, post, house, case, history)


async def anything_waits(tx: Tx, case_id: int) -> bool:
    """Whether something that the person wrote still waits for the topic."""
    return any(kind in WRITTEN for _, kind in await waiting_for_topic(tx, case_id))


async def topics_with_history(tx: Tx, house: House, chat_id: int) -> dict[int, list[Said]]:
    """The cases of a desk whose topics are about to be lost, with what was written in each."""
    queue = await queue_of(tx, chat_id)
    cases = [one for one in (*queue.waiting, *queue.in_hand) if one.thread_id is not None]
    return {one.id: await last_on_phone(tx, house.vault, one, HISTORY) for one in cases}


async def begin_topics_anew(tx: Tx, post: Outbox, house: House, lost: Mapping[int, Sequence[Said]]) -> None:
    """Each of these cases gets a new topic, wherever its desk is by now."""
    for case_id, history in lost.items():
        case = await case_by_id(tx, case_id)
        assert case is not None
        await begin_topic_anew(tx, post, house, case, history)


async def _bring(post: Outbox, there: Case, call: TelegramMethod[Any], said: Said, old: str = "") -> None:
    quiet = call.model_copy(update={"disable_notification": True})
    ids = ",".join(map(str, said.on_phone))
    await post.to_case_desk(quiet, there.id, there.desk_chat, settle=f"{MOVED}:{said.side}:{ids}:{old}")
