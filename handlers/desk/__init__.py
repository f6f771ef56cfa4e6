"""What operators do in the desk: a supergroup with a topic for each case."""

from aiogram import Router

from handlers.desk import (
    answers,
    ban_list,
    bans,
    bind,
    both_ways,
    cases,
    guide,
    hand_over,
    hours,
    panel,
    relay,
    replies,
    shifts,
    stale,
)
from handlers.desk.busy import SaysWhenBusy
from handlers.filters import InGroup


def desk_router() -> Router:
    """The routers in the order in which they are asked."""
    router = Router(name="desk")
    router.message.filter(InGroup())
    router.edited_message.filter(InGroup())
    router.callback_query.filter(InGroup())
    router.callback_query.middleware(SaysWhenBusy())
    router.message_reaction.filter(InGroup())
    acting = (shifts, hours, cases, panel, hand_over, answers, replies, bans, ban_list)
    for part in (bind, guide, *acting, both_ways, relay, stale):
        router.include_router(part.make_router())
    return router


__all__ = ["desk_router"]
