"""Which updates go before all others in a backlog: looked at in the raw update, before anything is parsed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.buttons import Go
from knowledge_base import EMERGENCY, RedFlags, topic_node

BUTTONS = (Go(node=topic_node(EMERGENCY)).pack().rsplit(":", 1)[0], Go(node=f"{EMERGENCY}-").pack().rsplit(":", 1)[0])


def is_urgent(update: Mapping[str, Any], red_flags: RedFlags | None = None) -> bool:
    """Whether somebody asks for emergency numbers or may be in danger. Never raises on what a stranger sends."""
    message, tapped = update.get("message"), update.get("callback_query")
    if isinstance(message, dict):
        text = str(message.get("text") or message.get("caption") or "")
        return text.startswith("/emergency") or (red_flags is not None and bool(red_flags.kinds(text)))
    if isinstance(tapped, dict):
        return str(tapped.get("data", "")).startswith(BUTTONS)
    return False
