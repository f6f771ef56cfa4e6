"""Floor 3: what a person, an operator or a coordinator can say, one module a conversation.

A handler reads the update, asks a room below, and shows the result. It makes no call to Telegram itself: what it wants
to say it puts into the outbox of its turn.
"""

from aiogram import Router

from handlers.chores import look_after_desks, post_content_refused, post_due_reports, tidy
from handlers.commands import command_calls
from handlers.coordinators import coordinators_router
from handlers.courier import TelegramCourier
from handlers.desk import desk_router
from handlers.house import House, Rules, Shelf
from handlers.membership import membership_router
from handlers.private import private_router
from handlers.setting_aside import apologise
from handlers.standing import NEEDED, Standing
from handlers.urgent import is_urgent
from handlers.visitor import Visitor


def all_routers() -> tuple[Router, ...]:
    """Every conversation, in the order in which they are asked."""
    return membership_router(), private_router(), coordinators_router(), desk_router()


__all__ = [
    "NEEDED",
    "House",
    "Rules",
    "Shelf",
    "Standing",
    "TelegramCourier",
    "Visitor",
    "all_routers",
    "apologise",
    "command_calls",
    "is_urgent",
    "look_after_desks",
    "post_content_refused",
    "post_due_reports",
    "tidy",
]
