"""Which lane an update belongs to: its private chat, or its topic of a group.

Messages and button presses of one person share a lane, because Telegram does not order the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storage import Vault

RawUpdate = Mapping[str, Any]
"""An update as Telegram sent it: decoded JSON."""


def lane_of(update: RawUpdate, vault: Vault) -> str:
    """Name the lane; a private chat appears only as its keyed hash. Never raises on what a stranger sends."""
    chat, body = _chat(update)
    if chat is None:
        return "other"
    chat_id = _number(chat.get("id"))
    if chat.get("type") == "private" or "type" not in chat:
        return private_lane(vault.person_key(chat_id))
    thread = _number(body.get("message_thread_id")) if body.get("is_topic_message") else 0
    return group_lane(chat_id, thread)


def private_lane(person_key: str) -> str:
    """The lane of one person's chat."""
    return f"p:{person_key}"


def group_lane(chat_id: int, thread_id: int = 0, *, aside: bool = False) -> str:
    """The lane of one topic; 0 is General, or a group without topics. `aside`: a second one beside it."""
    return f"{'a' if aside else 'g'}:{chat_id}:{thread_id}"


def _chat(update: RawUpdate) -> tuple[Mapping[str, Any] | None, Mapping[str, Any]]:
    body = next((value for name, value in update.items() if name != "update_id" and isinstance(value, dict)), {})
    message = body.get("message")
    holder = message if isinstance(message, dict) else body
    chat = holder.get("chat")
    if not isinstance(chat, dict):
        chat = body.get("from") or body.get("user")
    return (chat if isinstance(chat, dict) else None), holder


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
