"""A person's reaction to a message in an open case is seen on its twin at the desk."""

from __future__ import annotations

from aiogram import Router
from aiogram.methods import SetMessageReaction
from aiogram.types import MessageReactionUpdated, ReactionTypeEmoji

from delivery import Rank, Turn
from handlers.desk.both_ways import emoji_of
from handlers.house import House
from handlers.relay import DELIVERED
from operators import Side, case_of_person, counterpart, original_of


def make_router() -> Router:
    """Reactions in private chats."""
    router = Router(name="reactions")
    router.message_reaction.register(reacted)
    return router


async def reacted(reaction: MessageReactionUpdated, turn: Turn, house: House) -> None:
    """Put it on the twin; one that is taken back leaves the sign of delivery on an operator's message."""
    case = await case_of_person(turn.tx, house.vault.person_key(reaction.chat.id))
    if case is None or case.desk_chat is None or case.thread_id is None:
        return
    theirs = await original_of(turn.tx, case.id, Side.OPERATOR, reaction.message_id)
    twin = theirs or await counterpart(turn.tx, case.id, Side.PERSON, reaction.message_id)
    if twin is None:
        return
    emoji = emoji_of(reaction)
    if theirs and not emoji:
        emoji.append(ReactionTypeEmoji(emoji=DELIVERED))
    call = SetMessageReaction(chat_id=case.desk_chat, message_id=twin, reaction=emoji)
    await turn.post.to_group(call, case.desk_chat, thread_id=case.thread_id, rank=Rank.BOARD)
