"""Where the outbox's rows of cases go, and what their outcome means for people."""

from __future__ import annotations

from typing import Any

from aiogram.methods import CreateForumTopic, SendMessage, SetMessageReaction, TelegramMethod
from aiogram.types import ForumTopic, ReactionTypeEmoji

from delivery import Failed, Kind, NotYet, Outbox, Place, Rank, Row, Sent
from delivery.outbox_rows import repace
from handlers.card import post_card, topic_name
from handlers.house import House
from handlers.relay import TEXT_LIMIT, marked, nameless, not_passed_on
from handlers.screens import FORGOTTEN, answering
from locales import Html, Speech, visible_length, visible_text
from needs_assessment import move_chat, settle_report
from operators import Side, case_by_id, link, lose_topic, move_desk, set_card, set_topic
from storage import Clock, Tx
from storage.people import note_messages

DELIVERED, NOT_DELIVERED = "👌", "💔"
"""Reactions a bot may set: https://core.telegram.org/bots/api#reactiontypeemoji ."""

TOPIC_COLOUR = 0x6FB9F0


class TelegramCourier:
    """See `delivery.Courier`."""

    def __init__(self, house: House, clock: Clock) -> None:
        self._house = house
        self._clock = clock

    async def place(self, tx: Tx, row: Row) -> Place | NotYet | None:
        """The person's chat, or the case's topic, which is made first where there is none."""
        case = None if row.case_id is None else await case_by_id(tx, row.case_id)
        if case is None:
            return None
        if row.role == "person":
            chat_id = case.chat_id(self._house.vault)
            return None if chat_id is None else Place(chat_id)
        if case.desk_chat is None:
            return NotYet()
        if case.thread_id is not None:
            return Place(case.desk_chat, case.thread_id)
        name = topic_name(self._house, case)
        create = CreateForumTopic(chat_id=case.desk_chat, name=name, icon_color=TOPIC_COLOUR)
        return Place(case.desk_chat, first=create)

    async def first_done(self, tx: Tx, row: Row, result: Any) -> None:
        """The topic was made."""
        if isinstance(result, ForumTopic) and row.case_id is not None:
            await set_topic(tx, row.case_id, result.message_thread_id)

    async def topic_gone(self, tx: Tx, row: Row) -> None:
        """Somebody deleted the topic; the next attempt makes a new one."""
        case = None if row.case_id is None else await case_by_id(tx, row.case_id)
        if case is not None and await lose_topic(tx, case.id):
            await post_card(Outbox(tx, self._house.vault, self._clock()), self._house, case)

    async def moved(self, tx: Tx, row: Row, chat_id: int, new_chat_id: int) -> None:
        """A group became a supergroup: everything that named it names the new one."""
        await move_group(tx, chat_id, new_chat_id)

    async def again(self, tx: Tx, row: Row, method: TelegramMethod[Any]) -> TelegramMethod[Any]:
        """Mark what may arrive a second time, in the reader's language; a copy cannot be marked."""
        if not isinstance(method, SendMessage):
            return method
        speech = await self._reader(tx, row)
        mark = "↻ " + speech.t("(this may have reached you twice)") + "\n"
        plain = visible_text(mark)
        if method.parse_mode is not None:
            fits = visible_length(mark + method.text) <= TEXT_LIMIT
            return method.model_copy(update={"text": mark + method.text}) if fits else method
        text, shift = marked(plain, method.text)
        return method.model_copy(update={"text": text, "entities": nameless(method.entities, shift)})

    async def settled(self, tx: Tx, post: Outbox, row: Row, outcome: Sent | Failed) -> None:
        """Note what arrived; tell the operator what became of their message."""
        noted = row.lane.startswith("p:") and row.settle != FORGOTTEN
        if noted and isinstance(outcome, Sent) and outcome.message_id is not None:
            await note_messages(tx, row.lane.removeprefix("p:"), [outcome.message_id], self._clock())
        kind, _, number = (row.settle or "").partition(":")
        if kind == "erased" and isinstance(outcome, Failed):
            await self._tell_undeleted(post, row, number)
        elif kind == "report":
            await settle_report(tx, int(number), sent=isinstance(outcome, Sent), now=self._clock())
        elif row.case_id is not None and kind:
            await self._settle_case(tx, post, row, row.case_id, outcome)

    async def _settle_case(self, tx: Tx, post: Outbox, row: Row, case_id: int, outcome: Sent | Failed) -> None:
        kind, _, number = (row.settle or "").partition(":")
        sent_id = outcome.message_id if isinstance(outcome, Sent) else None
        if kind == "card" and sent_id is not None:
            await set_card(tx, case_id, sent_id)
        elif kind == "in" and sent_id is not None:
            await link(tx, case_id, Side.PERSON, int(number), sent_id)
        elif kind in ("in", "rest") and isinstance(outcome, Failed):
            await self._tell_person(tx, post, case_id, int(number))
        elif kind in ("out", "edit"):
            if kind == "out" and sent_id is not None:
                await link(tx, case_id, Side.OPERATOR, int(number), sent_id)
            await self._tell_operator(tx, post, case_id, int(number), outcome)

    async def _tell_person(self, tx: Tx, post: Outbox, case_id: int, message_id: int) -> None:
        """What they wrote did not reach the desk."""
        case = await case_by_id(tx, case_id)
        if case is None or case.person_key is None:
            return
        text = not_passed_on(self._house.catalogs[case.language])
        told = SendMessage(chat_id=0, text=text, parse_mode="HTML", reply_parameters=answering(message_id))
        await post.to_case_person(told, case.id, case.person_key)

    async def _tell_undeleted(self, post: Outbox, row: Row, code: str) -> None:
        text = self._house.staff.t(
            "⚠️ The topic of the erased case {code} could not be deleted. Delete it by hand, and give the bot the right "
            "to delete messages and to manage topics.",
            code=code,
        )
        chat_id = int(row.pace.removeprefix("g:"))
        await post.to_group(SendMessage(chat_id=chat_id, text=text, parse_mode="HTML"), chat_id)

    async def _tell_operator(self, tx: Tx, post: Outbox, case_id: int, message_id: int, outcome: Sent | Failed) -> None:
        case = await case_by_id(tx, case_id)
        if case is None or case.desk_chat is None or case.thread_id is None:
            return
        emoji = DELIVERED if isinstance(outcome, Sent) else NOT_DELIVERED
        reaction = SetMessageReaction(
            chat_id=case.desk_chat, message_id=message_id, reaction=[ReactionTypeEmoji(emoji=emoji)]
        )
        await post.to_group(reaction, case.desk_chat, thread_id=case.thread_id, rank=Rank.BOARD)
        line = _why(outcome, self._house.staff)
        if line is not None:
            told = SendMessage(chat_id=0, text=line, parse_mode="HTML", reply_parameters=answering(message_id))
            await post.to_case_desk(told, case_id, case.desk_chat)

    async def _reader(self, tx: Tx, row: Row) -> Speech:
        case = None if row.case_id is None else await case_by_id(tx, row.case_id)
        if case is not None and row.role == "person":
            return self._house.catalogs[case.language]
        return self._house.staff


async def move_group(tx: Tx, old_chat: int, new_chat: int) -> None:
    """Follow a group that became a supergroup, in every room that knows it."""
    await move_desk(tx, old_chat, new_chat)
    await move_chat(tx, old_chat, new_chat)
    await repace(tx, old_chat, new_chat)


def _why(outcome: Sent | Failed, staff: Speech) -> Html | None:
    if isinstance(outcome, Sent):
        return staff.t("↻ This may have reached the person twice.") if outcome.doubtful else None
    if outcome.kind is Kind.BLOCKED:
        return staff.t("Not delivered: the person has blocked the bot or left Telegram. You can close the case.")
    if outcome.kind is Kind.NO_CHAT:
        return staff.t("Not delivered: the person erased their data. You can close the case.")
    if outcome.kind is Kind.SOURCE_GONE:
        return staff.t("Not delivered: the message was deleted before it could be sent. Write it again.")
    if outcome.kind in (Kind.UNKNOWN, Kind.UNREACHED, Kind.TOKEN, Kind.CONFLICT):
        return staff.t("Perhaps not delivered: Telegram did not answer for a day. Write it again if it still matters.")
    return staff.t("Not delivered: Telegram refused this message. Write it as plain text.")
