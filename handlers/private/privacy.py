"""`/privacy`, `/forget` and `/wipe`: what is kept, erasing it, and clearing the chat on the person's own phone."""

from __future__ import annotations

from datetime import datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.methods import AnswerCallbackQuery, DeleteForumTopic, DeleteMessages
from aiogram.types import CallbackQuery, Message

from delivery import Rank, Turn
from delivery.outbox_rows import forget_chat
from handlers.buttons import Forget, button
from handlers.house import House
from handlers.screens import FORGOTTEN, Screen, send, show, ways_out
from handlers.visitor import Visitor
from locales import Html, Speech, visible_text
from operators import Case, banned_until, case_of_person, erase_case
from operators.erase import cases_of
from storage.people import forget_messages, forget_person, messages_of

AT_ONCE = 100
"""Messages that one deleteMessages call takes."""


def make_router() -> Router:
    """What is kept."""
    router = Router(name="privacy")
    router.message.register(privacy, Command("privacy"))
    router.message.register(forget_command, Command("forget"))
    router.message.register(wipe, Command("wipe"))
    router.callback_query.register(forget_tapped, Forget.filter())
    return router


async def privacy(_message: Message, turn: Turn, house: House, visitor: Visitor) -> None:
    """`/privacy`: what is kept and how long, with the button that erases it."""
    await send(turn, visitor.chat_id, _privacy_screen(house, visitor.speech))


async def forget_command(_message: Message, turn: Turn, visitor: Visitor) -> None:
    """`/forget`: asked once more before it is done."""
    await send(turn, visitor.chat_id, _sure_screen(visitor.speech))


async def forget_tapped(
    tapped: CallbackQuery, callback_data: Forget, turn: Turn, house: House, visitor: Visitor
) -> None:
    """Erase everything at once, and give a receipt that names what went."""
    if not callback_data.sure:
        await show(turn, visitor.chat_id, _sure_screen(visitor.speech), tapped)
        return
    cases = await cases_of(turn.tx, visitor.key)
    for case in cases:
        await erase_with_topic(turn, case)
    await forget_chat(turn.tx, visitor.key)
    receipt = _receipt(house, visitor.speech, len(cases), await banned_until(turn.tx, visitor.key, turn.now))
    if callback_data.wipe:
        await clear_chat(turn, visitor)
        turn.soon.append(AnswerCallbackQuery(callback_query_id=tapped.id))
        await send(turn, visitor.chat_id, receipt)
    else:
        await show(turn, visitor.chat_id, receipt, tapped)
    await forget_person(turn.tx, visitor.key)


async def wipe(_message: Message, turn: Turn, visitor: Visitor) -> None:
    """`/wipe`: take away what Telegram still lets a bot take away (48 hours) from the person's own phone."""
    await clear_chat(turn, visitor)
    lines = [visitor.speech.t("This chat was cleared as far as Telegram lets me: the last 48 hours.")]
    if await case_of_person(turn.tx, visitor.key) is not None:
        lines.append(visitor.speech.t("Your open case goes on. To erase it too: /forget"))
    lines.append(visitor.speech.t("For older messages, open this chat's settings and delete the chat."))
    await send(turn, visitor.chat_id, Screen("\n".join(lines), []))


async def clear_chat(turn: Turn, visitor: Visitor, *also: int) -> None:
    """Delete every message of the last 48 hours on the person's own phone, before anything else is sent to them."""
    ids = sorted({*await messages_of(turn.tx, visitor.key), *also})
    for start in range(0, len(ids), AT_ONCE):
        gone = DeleteMessages(chat_id=visitor.chat_id, message_ids=ids[start : start + AT_ONCE])
        await turn.post.to_person(gone, visitor.chat_id, rank=Rank.URGENT)
    await forget_messages(turn.tx, visitor.key)


async def erase_with_topic(turn: Turn, case: Case) -> None:
    """Erase a case here and its topic at the desk, with all that was written in it."""
    if case.desk_chat is not None and case.thread_id is not None:
        gone = DeleteForumTopic(chat_id=case.desk_chat, message_thread_id=case.thread_id)
        await turn.post.to_group(gone, case.desk_chat, thread_id=case.thread_id, settle=f"erased:{case.code}")
    await erase_case(turn.tx, case)


def _privacy_screen(house: House, speech: Speech) -> Screen:
    hours = round(house.rules.case_grace.total_seconds() / 3600)
    lines = [
        speech.t("<b>What is kept about you</b>"),
        speech.n(
            "• Your language, under a code that does not show who you are: {n} day after your last visit.",
            "• Your language, under a code that does not show who you are: {n} days after your last visit.",
            n=house.rules.person_lives.days,
        ),
        speech.t("• The numbers of the messages in this chat, so that /wipe can delete them: 48 hours."),
        speech.n(
            "• If you write to an operator: the way to your chat, encrypted, and your messages in the operators' "
            "group until {n} hour after the case is closed. Operators see what you write, not who you are.",
            "• If you write to an operator: the way to your chat, encrypted, and your messages in the operators' "
            "group until {n} hours after the case is closed. Operators see what you write, not who you are.",
            n=hours,
        ),
        speech.t(
            "• If you tell us your passport's country or tap a city: encrypted, for this conversation, one day at most."
            " An operator sees it if you ask for one."
        ),
        speech.t(
            "• The last answers that you read: encrypted, one day at most. An operator sees them if you ask for one."
        ),
        speech.t(
            "• Phone, passport and card numbers in what you write: operators see dots, and looking is written down."
        ),
        speech.t("• A location that you share: not kept at all."),
        speech.t("• How often each topic was asked about, and which answers helped: only counts, nothing about you."),
        speech.t(
            "Telegram itself sees your account and this chat. If others use your phone, clear the chat with /wipe."
        ),
    ]
    erase = button("🗑 " + visible_text(speech.t("Erase everything")), Forget())
    return Screen(Html("\n\n".join(lines)), [[erase], ways_out(speech)])


def _sure_screen(speech: Speech) -> Screen:
    text = speech.t("Erase your language, your open case and everything written in it? This cannot be undone.")
    yes = button("🗑 " + visible_text(speech.t("Yes, erase")), Forget(sure=True))
    both = button("🧹 " + visible_text(speech.t("Erase and clear this chat")), Forget(sure=True, wipe=True))
    return Screen(text, [[yes], [both], ways_out(speech)])


def _receipt(house: House, speech: Speech, cases: int, banned: datetime | None) -> Screen:
    lines = [speech.t("Erased: your language and everything that was kept about this chat.")]
    if cases:
        lines.append(
            speech.n("{n} case, with its messages at the desk.", "{n} cases, with their messages at the desk.", n=cases)
        )
    if banned is not None:
        lines.append(
            speech.t(
                "One thing stays, under a code that does not show who you are: you cannot write to operators "
                "until {time}.",
                time=speech.date_time(banned, house.rules.zone),
            )
        )
    lines.append(speech.t("To begin again: /start"))
    return Screen("\n".join(lines), [], settle=FORGOTTEN)
