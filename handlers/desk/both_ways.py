"""What an operator does to single messages: show what was masked, take back, send in spite of a warning, react."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.methods import CopyMessage, DeleteMessage, SetMessageReaction
from aiogram.types import CallbackQuery, Message, MessageReactionUpdated, ReactionTypeEmoji, ReactionTypeUnion

from delivery import Turn
from handlers.buttons import Reveal, SendAnyway, button
from handlers.card import update_name
from handlers.desk.acting import actor_of, alert, case_here, say, say_in_case
from handlers.desk.claiming import claimed_for_answer
from handlers.filters import AtDesk
from handlers.house import House
from handlers.relay import from_operator
from handlers.voluntary import ask_about_person
from locales import visible_text
from operators import Case, Desk, Side, case_by_id, counterpart, twin_at_desk, unlink
from operators.audit import record


def make_router() -> Router:
    """Single messages."""
    router = Router(name="desk.both_ways")
    router.message.register(delete_command, Command("delete"), AtDesk())
    router.callback_query.register(reveal_tapped, Reveal.filter(), AtDesk())
    router.callback_query.register(anyway_tapped, SendAnyway.filter(), AtDesk())
    router.message_reaction.register(reacted, AtDesk())
    return router


async def reveal_tapped(tapped: CallbackQuery, callback_data: Reveal, desk: Desk, turn: Turn, house: House) -> None:
    """The person's message as they wrote it; that it was shown stands in the audit."""
    actor = await actor_of(turn, house, tapped.from_user)
    case = await case_by_id(turn.tx, callback_data.case_id)
    chat_id = None if case is None or case.desk_chat != desk.chat_id else case.chat_id(house.vault)
    if case is None or chat_id is None:
        alert(turn, tapped, actor.speech.t("This case does not exist any more."))
        return
    shown = CopyMessage(chat_id=0, from_chat_id=chat_id, message_id=callback_data.message_id)
    await turn.post.to_case_desk(shown, case.id, case.desk_chat, settle="shown")
    await record(turn.tx, turn.now, actor.key, "reveal", case.code)
    alert(turn, tapped, actor.speech.t("It is shown below. That you looked is written down."))


async def delete_command(message: Message, turn: Turn, house: House) -> None:
    """`/delete` in answer to one's own message takes it away from the person's phone, too."""
    if message.from_user is None:
        return
    actor = await actor_of(turn, house, message.from_user)
    case, unwanted = await case_here(message, turn), message.reply_to_message
    if case is None or unwanted is None:
        await say(turn, message, actor.speech.t("Write /delete as an answer to the message that should go."))
        return
    copy_id = await counterpart(turn.tx, case.id, Side.OPERATOR, unwanted.message_id)
    chat_id = case.chat_id(house.vault)
    if copy_id is None or chat_id is None:
        await say(turn, message, actor.speech.t("This message is not on the person's phone, or no longer."))
        return
    gone = DeleteMessage(chat_id=chat_id, message_id=copy_id)
    await turn.post.to_person(gone, chat_id)
    await unlink(turn.tx, case.id, Side.OPERATOR, unwanted.message_id)
    await record(turn.tx, turn.now, actor.key, "delete", case.code)
    await say(turn, message, actor.speech.t("Taken away from the person's phone, if it was sent within 48 hours."))


async def hold_back(turn: Turn, house: House, case: Case, message: Message) -> None:
    """A number or an account that may be the operator's own: asked before it goes to a person."""
    text = house.staff.t(
        "✋ Not sent yet: this holds a telephone number or an account that is not in our answers. Never give your own. "
        "If it belongs to an office:"
    )
    send = button(
        "📨 " + visible_text(house.staff.t("Send it")), SendAnyway(case_id=case.id, message_id=message.message_id)
    )
    await say_in_case(turn, case, text, [[send]], reply_to=message.message_id)


async def anyway_tapped(tapped: CallbackQuery, callback_data: SendAnyway, desk: Desk, turn: Turn, house: House) -> None:
    """It belongs to an office, says the operator."""
    actor = await actor_of(turn, house, tapped.from_user)
    case = await case_by_id(turn.tx, callback_data.case_id)
    held = tapped.message.reply_to_message if isinstance(tapped.message, Message) else None
    if case is None or not case.open or case.desk_chat != desk.chat_id or held is None:
        alert(turn, tapped, actor.speech.t("This can no longer be sent."))
        return
    if await counterpart(turn.tx, case.id, Side.OPERATOR, held.message_id) is not None:
        alert(turn, tapped, actor.speech.t("It was sent already."))
        return
    case = await claimed_for_answer(turn, house, case, actor)
    await from_operator(turn, house, case, held)
    await ask_about_person(turn, house, case)
    await record(turn.tx, turn.now, actor.key, "number", case.code)
    await update_name(turn.post, case)
    alert(turn, tapped, actor.speech.t("Sent."))


async def reacted(reaction: MessageReactionUpdated, turn: Turn, house: House) -> None:
    """An operator's reaction to a message goes to its twin on the person's phone."""
    twin = await twin_at_desk(turn.tx, reaction.chat.id, reaction.message_id)
    case = None if twin is None else await case_by_id(turn.tx, twin.case_id)
    chat_id = None if case is None else case.chat_id(house.vault)
    if twin is None or case is None or chat_id is None:
        return
    call = SetMessageReaction(chat_id=chat_id, message_id=twin.message_id, reaction=emoji_of(reaction))
    await turn.post.to_person(call, chat_id)


def emoji_of(reaction: MessageReactionUpdated) -> list[ReactionTypeUnion]:
    """The emoji that a bot may put, too: one at the most, and none of those that cost something."""
    plain = [one for one in reaction.new_reaction if isinstance(one, ReactionTypeEmoji)]
    return [ReactionTypeEmoji(emoji=one.emoji) for one in plain[:1]]
