"""An update that could not be handled: the person is asked to write again, the desks are told that it happened."""

from __future__ import annotations

from typing import Any

from aiogram.methods import SendMessage

from delivery import Rank, Turn
from handlers.house import House
from handlers.screens import Screen, send, ways_out
from operators import desks
from storage.people import language_of


async def apologise(turn: Turn, house: House, update: dict[str, Any] | None) -> None:
    """Tell the person, in their language, and every desk. The update's text is repeated to nobody."""
    chat_id = _private_chat(update or {})
    if chat_id is not None:
        code = await language_of(turn.tx, house.vault.person_key(chat_id)) or "ru"
        speech = house.catalogs[code]
        text = speech.t("Something went wrong on our side and your last message was not handled. Please send it again.")
        await send(turn, chat_id, Screen(text, [ways_out(speech, fresh=True)]))
    for desk in await desks(turn.tx):
        text = house.staff.t(
            "⚠️ One message could not be handled and was set aside for 48 hours. "
            "Whoever runs the hotline can try it again with: hamroh inbox retry"
        )
        alert = SendMessage(chat_id=desk.chat_id, text=text, parse_mode="HTML")
        await turn.post.to_group(alert, desk.chat_id, rank=Rank.DESK)


def _private_chat(update: dict[str, Any]) -> int | None:
    body = next((value for name, value in update.items() if name != "update_id" and isinstance(value, dict)), {})
    holder = body["message"] if isinstance(body.get("message"), dict) else body
    chat = holder.get("chat")
    if not isinstance(chat, dict) or chat.get("type") != "private":
        return None
    chat_id = chat.get("id")
    return chat_id if isinstance(chat_id, int) else None
