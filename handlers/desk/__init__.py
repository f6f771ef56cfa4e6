"""What operators do in the desk: a supergroup with a topic for each case."""

from aiogram import Router

from handlers.desk import bind, cases, relay
from handlers.filters import InGroup


def desk_router() -> Router:
    """The routers in the order in which they are asked."""
    router = Router(name="desk")
    router.message.filter(InGroup())
    router.edited_message.filter(InGroup())
    router.callback_query.filter(InGroup())
    for part in (bind, cases, relay):
        router.include_router(part.make_router())
    return router


__all__ = ["desk_router"]
