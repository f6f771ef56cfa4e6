"""What Telegram said, before the transaction, about the group and the member who wrote a command that needs a right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """`bot_lacks` names the rights that a desk needs and the bot does not have."""

    sender_is_administrator: bool = False
    is_forum: bool = False
    bot_lacks: tuple[str, ...] = ()


NEEDED = "can_manage_topics", "can_delete_messages", "can_pin_messages"
"""Rights of the bot without which a desk does not work."""
