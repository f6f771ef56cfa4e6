"""Which updates go before all others in a backlog: looked at in the raw update, before anything is parsed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.buttons import Go
from knowledge_base import EMERGENCY, topic_node

BUTTONS = (Go(node=topic_node(EMERGENCY)).pack().rsplit(":", 1)[0], Go(node=f"{EMERGENCY}-").pack().rsplit(":", 1)[0])


def is_urgent(update: Mapping[str, Any]) -> bool:
    """Whether somebody asks for emergency numbers. Never raises on what a stranger sends."""
    message, tapped = update.get("message"), update.get("callback_query")
    if isinstance(message, dict):
        return str(message.get("text", "")).startswith("/emergency")
    if isinstance(tapped, dict):
        return str(tapped.get("data", "")).startswith(BUTTONS)
    return False
