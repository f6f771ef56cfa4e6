"""What coordinators ask for in their chat."""

from aiogram import Router

from handlers.coordinators import alerts, bind, content, dashboard, files, guide, numbers
from handlers.desk.busy import SaysWhenBusy
from handlers.filters import InGroup


def coordinators_router() -> Router:
    """The routers in the order in which they are asked."""
    router = Router(name="coordinators")
    router.message.filter(InGroup())
    router.callback_query.filter(InGroup())
    router.callback_query.middleware(SaysWhenBusy())
    for part in (bind, content, dashboard, numbers, files, alerts, guide):
        router.include_router(part.make_router())
    return router


__all__ = ["coordinators_router"]
