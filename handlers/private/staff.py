"""What a member of staff may ask in private: the board of the desk at which they are on shift."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, Filter
from aiogram.types import Message

from delivery import Turn
from handlers.desk.acting import actor_of
from handlers.desk.board import board_text
from handlers.house import House
from handlers.screens import Screen, send
from handlers.visitor import Visitor
from operators import Desk, desk_of
from operators.shifts import desks_on_shift


class OnShiftSomewhere(Filter):
    """The writer is on shift at a desk; hands the handler their `boards`. To anybody else the command is unknown."""

    async def __call__(self, _message: Message, turn: Turn, visitor: Visitor) -> bool | dict[str, list[Desk]]:
        """Look at the shifts."""
        chats = await desks_on_shift(turn.tx, visitor.key, turn.now)
        found = [desk for chat_id in chats if (desk := await desk_of(turn.tx, chat_id)) is not None]
        return {"boards": found} if found else False


def make_router() -> Router:
    """The queue in private."""
    router = Router(name="staff")
    router.message.register(queue, Command("queue"), OnShiftSomewhere())
    return router


async def queue(message: Message, boards: list[Desk], turn: Turn, house: House, visitor: Visitor) -> None:
    """The board of each desk as it stands now."""
    if message.from_user is None:
        return
    actor = await actor_of(turn, house, message.from_user)
    for desk in boards:
        text = await board_text(turn.tx, house, turn.now, desk, actor.speech)
        await send(turn, visitor.chat_id, Screen(text, []))
