"""The topics of a forum, as people see them in its list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.errors import Json

# The colours that createForumTopic takes (Bot API documentation).
ICON_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
TOPIC_NAME_LENGTH = 128
GENERAL = 0  # in the People API; the Bot API leaves message_thread_id out
GENERAL_TOPIC_ID = 1  # Telegram's own number of General, refused in message_thread_id


@dataclass(slots=True)
class Topic:
    """One topic; `thread_id` is the id of the service message that opened it."""

    thread_id: int
    name: str
    creator_id: int
    icon_color: int = ICON_COLORS[0]
    icon_custom_emoji_id: str = ""
    closed: bool = False
    messages: int = 0

    def for_bot(self) -> Json:
        """The Bot API's `ForumTopic`."""
        shown: Json = {"message_thread_id": self.thread_id, "name": self.name, "icon_color": self.icon_color}
        if self.icon_custom_emoji_id:
            shown["icon_custom_emoji_id"] = self.icon_custom_emoji_id
        return shown

    def for_people(self) -> Json:
        """The topic of the People API; `unread` counts every message in it, a viewer subtracts what they read."""
        return {
            "thread_id": self.thread_id,
            "name": self.name,
            "icon_color": self.icon_color,
            "icon_custom_emoji_id": self.icon_custom_emoji_id or None,
            "closed": self.closed,
            "unread": self.messages,
        }
