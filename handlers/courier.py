"""Where the outbox's rows of cases go, and what their outcome means for people."""

from __future__ import annotations

from typing import Any

from aiogram.methods import (
    CloseForumTopic,
    CreateForumTopic,
    DeleteForumTopic,
    DeleteMessage,
    PinChatMessage,
    ReopenForumTopic,
    SendDocument,
    SendMessage,
    SendPhoto,
    SetMessageReaction,
    TelegramMethod,
)
from aiogram.types import ForumTopic, ReactionTypeEmoji

from delivery import Failed, Kind, NotYet, Outbox, Place, Rank, Row, Sent
from delivery import outbox_rows as rows
from handlers.card import card_edit, icon, name_edit, post_card, topic_name, update_card
from handlers.desk.board import board_call, refresh_board
from handlers.full_forum import make_room
from handlers.history import (
    HISTORY,
    anything_waits,
    begin_before_rest,
    begin_topic_anew,
    begin_topics_anew,
    topics_with_history,
)
from handlers.house import House
from handlers.relay import DELIVERED, NOT_DELIVERED, TEXT_LIMIT, marked, nameless, not_passed_on
from handlers.report_files import ROLE, file_drawing
from handlers.screens import FORGOTTEN, answering
from locales import Html, Speech, visible_length, visible_text
from needs_assessment import coordinators_chat, move_chat, settle_report
from operators import (
    Case,
    Side,
    case_by_id,
    desk_of,
    last_on_phone,
    link,
    lose_board,
    lose_topic,
    move_desk,
    set_board,
    set_card,
    set_topic,
)
from operators.coding import set_panel
from operators.topics import topic_deleted
from storage import Clock, Tx
from storage.people import note_messages

TOPIC_COLOUR = 0x6FB9F0


class TelegramCourier:
    """See `delivery.Courier`."""

    def __init__(self, house: House, clock: Clock) -> None:
        self._house = house
        self._clock = clock

    async def place(self, tx: Tx, row: Row) -> Place | NotYet | None:
        """The person's chat, the case's topic, which is made first where there is none, or what is written only now."""
        if row.role == "board":
            return await self._board(tx, int(row.pace.removeprefix("g:")))
        if row.role == ROLE:
            return await self._file(tx, row)
        return await self._in_case(tx, row)

    async def _in_case(self, tx: Tx, row: Row) -> Place | NotYet | None:
        case = None if row.case_id is None else await case_by_id(tx, row.case_id)
        if case is None:
            return None
        if row.role in ("card", "name"):
            return self._refreshed(case, row.role)
        if row.role == "person":
            chat_id = case.chat_id(self._house.vault)
            return None if chat_id is None else Place(chat_id)
        return self._topic(case, row)

    async def _board(self, tx: Tx, chat_id: int) -> Place | None:
        desk = await desk_of(tx, chat_id)
        if desk is None:
            return None
        return Place(chat_id, instead=await board_call(tx, self._house, self._clock(), desk))

    def _topic(self, case: Case, row: Row) -> Place | NotYet | None:
        """Nothing where a topic that is not there should be closed or opened."""
        if case.desk_chat is None:
            return NotYet()
        if case.thread_id is not None:
            return Place(case.desk_chat, case.thread_id)
        if row.method in (CloseForumTopic.__name__, ReopenForumTopic.__name__):
            return None
        create = CreateForumTopic(
            chat_id=case.desk_chat,
            name=topic_name(self._house, case),
            icon_color=TOPIC_COLOUR,
            icon_custom_emoji_id=icon(self._house, case),
        )
        return Place(case.desk_chat, first=create)

    async def _file(self, tx: Tx, row: Row) -> Place | None:
        """A report's file, to be drawn when everything for it has been read."""
        drawing = await file_drawing(tx, self._house, row.settle or "")
        _, _, thread_id = row.lane.split(":")
        chat = int(row.pace.removeprefix("g:"))
        return None if drawing is None else Place(chat, int(thread_id) or None, drawn=drawing)

    def _refreshed(self, case: Case, what: str) -> Place | None:
        """Nothing where there is no card or topic yet: they will be made with what they should say."""
        if case.desk_chat is None or case.thread_id is None or (what == "card" and case.card_id is None):
            return None
        edit = card_edit(self._house, case) if what == "card" else name_edit(self._house, case)
        return Place(case.desk_chat, case.thread_id, instead=edit)

    async def forum_full(self, tx: Tx, post: Outbox, row: Row) -> float:
        """Closed topics make room, or the case goes elsewhere, or waits and people are told."""
        case = None if row.case_id is None else await case_by_id(tx, row.case_id)
        if case is None or case.desk_chat is None:
            return 0.0
        return await make_room(tx, post, self._house, self._clock, case)

    async def edit_gone(self, tx: Tx, post: Outbox, row: Row) -> bool:
        """A card or a board that somebody deleted is made anew."""
        if row.role == "board":
            chat_id = int(row.pace.removeprefix("g:"))
            await lose_board(tx, chat_id)
            await rows.remove(tx, row)
            await refresh_board(post, chat_id)
        elif row.role == "card" and row.case_id is not None:
            case = await case_by_id(tx, row.case_id)
            if case is not None and case.card_id is not None:  # else its topic is lost, and a new one begins with it
                await set_card(tx, case.id, None)
                await post_card(post, self._house, case)
        return row.role in ("board", "card")

    async def first_done(self, tx: Tx, row: Row, result: Any) -> None:
        """The topic was made."""
        if isinstance(result, ForumTopic) and row.case_id is not None:
            await set_topic(tx, row.case_id, result.message_thread_id)

    async def topic_gone(self, tx: Tx, row: Row, thread_id: int | None) -> None:
        """Somebody deleted the topic; the next attempt makes a new one, unless the case is closed and all was said."""
        case = None if row.case_id is None else await case_by_id(tx, row.case_id)
        if case is None:
            return
        if not case.open and not await anything_waits(tx, case.id):
            await topic_deleted(tx, case.id)
            return
        history = await last_on_phone(tx, self._house.vault, case, HISTORY)
        if await lose_topic(tx, case.id, thread_id):
            await begin_topic_anew(tx, self._post(tx), self._house, case, history)
        else:
            await begin_before_rest(tx, case.id)

    async def moved(self, tx: Tx, row: Row, chat_id: int, new_chat_id: int) -> None:
        """A group became a supergroup: everything that named it names the new one."""
        await move_group(tx, self._post(tx), self._house, chat_id, new_chat_id)

    async def again(self, tx: Tx, row: Row, method: TelegramMethod[Any]) -> TelegramMethod[Any]:
        """Mark what may arrive a second time, in the reader's language; a copy cannot be marked."""
        if not isinstance(method, SendMessage | SendPhoto | SendDocument):
            return method
        speech = await self._reader(tx, row)
        mark = "↻ " + speech.t("(this may have reached you twice)") + "\n"
        if not isinstance(method, SendMessage):
            return method.model_copy(update={"caption": visible_text(mark) + (method.caption or "")})
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
        elif kind == "board" and isinstance(outcome, Sent) and outcome.message_id is not None:
            await self._pin_board(tx, post, int(row.pace.removeprefix("g:")), outcome.message_id)
        elif kind == "report":
            await settle_report(tx, int(number), sent=isinstance(outcome, Sent), now=self._clock())
        elif row.case_id is not None and kind:
            await self._settle_case(tx, post, row, row.case_id, outcome)

    async def _settle_case(self, tx: Tx, post: Outbox, row: Row, case_id: int, outcome: Sent | Failed) -> None:
        kind, _, number = (row.settle or "").partition(":")
        sent_id = outcome.message_id if isinstance(outcome, Sent) else None
        if kind == "card" and sent_id is not None and row.role == "desk":
            await self._card_arrived(tx, post, case_id, sent_id, number)
        elif kind == "panel" and sent_id is not None:
            await self._panel_arrived(tx, post, case_id, sent_id)
        elif kind == "moved":
            await self._moved_along(tx, post, case_id, number, sent_id)
        elif kind == "shown" and isinstance(outcome, Failed):
            await self._tell_unshown(tx, post, case_id)
        elif kind in ("in", "rest", "out", "edit"):
            numbers = [int(one) for one in number.partition("|")[0].split(",")]
            if kind in ("in", "out") and isinstance(outcome, Sent):
                await self._link(tx, case_id, Side.PERSON if kind == "in" else Side.OPERATOR, numbers, outcome)
            await self._tell_outcome(tx, post, case_id, kind, numbers, outcome)

    async def _link(self, tx: Tx, case_id: int, side: Side, numbers: list[int], sent: Sent) -> None:
        """One copy each, or one copy for all of them."""
        copies = sent.message_ids if len(sent.message_ids) == len(numbers) else (sent.message_id,) * len(numbers)
        for number, copy_id in zip(numbers, copies, strict=True):
            if copy_id is not None:
                await link(tx, case_id, side, number, copy_id)

    async def _tell_outcome(
        self, tx: Tx, post: Outbox, case_id: int, kind: str, numbers: list[int], outcome: Sent | Failed
    ) -> None:
        if kind in ("out", "edit"):
            for number in numbers:
                await self._tell_operator(tx, post, case_id, number, outcome, explained=number == numbers[-1])
        elif isinstance(outcome, Failed):
            await self._tell_person(tx, post, case_id, numbers[-1])

    async def _moved_along(self, tx: Tx, post: Outbox, case_id: int, told: str, sent_id: int | None) -> None:
        """A message that came along into a new topic; with the last one out of an old topic that goes."""
        side, _, told = told.partition(":")
        numbers, _, old = told.partition(":")
        for number in map(int, numbers.split(",")):
            if sent_id is not None and side == Side.PERSON:
                await link(tx, case_id, Side.PERSON, number, sent_id)
            elif sent_id is not None:
                await link(tx, case_id, Side.OPERATOR, sent_id, number)
        if sent_id is None and not old:
            await self._tell_unshown(tx, post, case_id)
        chat, _, thread = old.partition(":")
        if chat and thread:
            gone = DeleteForumTopic(chat_id=int(chat), message_thread_id=int(thread))
            await post.to_group(gone, int(chat), thread_id=int(thread))

    async def _tell_unshown(self, tx: Tx, post: Outbox, case_id: int) -> None:
        gone = self._house.staff.t("This message is not on the person's phone, or no longer.")
        case = await case_by_id(tx, case_id)
        told = SendMessage(chat_id=0, text=gone, parse_mode="HTML")
        await post.to_case_desk(told, case_id, None if case is None else case.desk_chat)

    async def _card_arrived(self, tx: Tx, post: Outbox, case_id: int, message_id: int, state: str) -> None:
        """What has changed while the card was on its way is brought up to date."""
        await set_card(tx, case_id, message_id)
        case = await case_by_id(tx, case_id)
        if case is not None and f"{case.status}{int(case.urgent)}" != state:
            await update_card(post, case)

    async def _panel_arrived(self, tx: Tx, post: Outbox, case_id: int, message_id: int) -> None:
        """There is one at a time, and none in a closed case: what was ticked must not stay to be read."""
        unwanted, case = await set_panel(tx, case_id, message_id), await case_by_id(tx, case_id)
        if unwanted is not None and case is not None and case.desk_chat is not None:
            gone = DeleteMessage(chat_id=case.desk_chat, message_id=unwanted)
            await post.to_group(gone, case.desk_chat, thread_id=case.thread_id or 0)

    async def _pin_board(self, tx: Tx, post: Outbox, chat_id: int, message_id: int) -> None:
        if await set_board(tx, chat_id, message_id):
            pin = PinChatMessage(chat_id=chat_id, message_id=message_id, disable_notification=True)
            await post.to_group(pin, chat_id, rank=Rank.BOARD)

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

    async def _tell_operator(
        self, tx: Tx, post: Outbox, case_id: int, message_id: int, outcome: Sent | Failed, *, explained: bool
    ) -> None:
        """A sign on their message, and a line that explains a no."""
        case = await case_by_id(tx, case_id)
        if case is None or case.desk_chat is None or case.thread_id is None:
            return
        emoji = DELIVERED if isinstance(outcome, Sent) else NOT_DELIVERED
        reaction = SetMessageReaction(
            chat_id=case.desk_chat, message_id=message_id, reaction=[ReactionTypeEmoji(emoji=emoji)]
        )
        await post.to_group(reaction, case.desk_chat, thread_id=case.thread_id, rank=Rank.BOARD)
        line = _why(outcome, self._house.staff)
        if line is not None and explained:
            told = SendMessage(chat_id=0, text=line, parse_mode="HTML", reply_parameters=answering(message_id))
            await post.to_case_desk(told, case_id, case.desk_chat)

    def _post(self, tx: Tx) -> Outbox:
        return Outbox(tx, self._house.vault, self._clock())

    async def _reader(self, tx: Tx, row: Row) -> Speech:
        case = None if row.case_id is None else await case_by_id(tx, row.case_id)
        if case is not None and row.role == "person":
            return self._house.catalogs[case.language]
        chat = await coordinators_chat(tx, int(row.pace.removeprefix("g:"))) if row.pace.startswith("g:") else None
        return self._house.staff if chat is None else self._house.catalogs[chat.language]


async def move_group(tx: Tx, post: Outbox, house: House, old_chat: int, new_chat: int) -> None:
    """Follow a group that became a supergroup, in every room that knows it; its topics did not come along."""
    lost = await topics_with_history(tx, house, old_chat)
    await move_desk(tx, old_chat, new_chat)
    await move_chat(tx, old_chat, new_chat)
    await rows.repace(tx, old_chat, new_chat)
    await begin_topics_anew(tx, post, house, lost)


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
