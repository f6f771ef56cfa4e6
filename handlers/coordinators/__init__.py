"""What coordinators ask for in their chat."""

from aiogram import Router

from handlers.coordinators import bind, content, dashboard, week
from handlers.filters import InGroup


def coordinators_router() -> Router:
    """The routers in the order in which they are asked."""
    router = Router(name="coordinators")
    router.message.filter(InGroup())
    for part in (bind, content, dashboard, week):
        router.include_router(part.make_router())
    return router


__all__ = ["coordinators_router"]
