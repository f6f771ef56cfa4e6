"""What somebody sees on their screen: messages with their buttons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True, frozen=True)
class Seen:
    """One message on a screen; `raw` is all the People API says of it."""

    message_id: int
    chat_id: int
    thread_id: int
    text: str
    html: str
    sender: str
    from_bot: bool
    sequence: int
    buttons: list[list[str]] = field(default_factory=list)
    reply_to: int | None = None
    raw: Json = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, raw: Json) -> Seen:
        """The message as the People API gives it."""
        return cls(
            message_id=raw["message_id"],
            chat_id=raw["chat"]["id"],
            thread_id=raw["thread_id"],
            text=raw.get("text") or raw.get("caption") or "",
            html=raw["html"],
            sender=raw["from"]["first_name"],
            from_bot=raw["from"]["is_bot"],
            sequence=raw["sequence"],
            buttons=[[key["text"] for key in row] for row in _keys(raw)],
            reply_to=(raw.get("reply_to_message") or {}).get("message_id"),
            raw=raw,
        )

    @property
    def labels(self) -> list[str]:
        """All buttons in reading order."""
        return [label for row in self.buttons for label in row]

    @property
    def reactions(self) -> list[str]:
        """The emoji under the message."""
        return [one["emoji"] for one in self.raw["reactions"]]

    def button(self, label: str) -> Json | None:
        """The button whose text contains `label`."""
        return next((key for row in _keys(self.raw) for key in row if label in key["text"]), None)

    def line(self) -> str:
        """The message in one line or a few, for a failed test to show."""
        kinds = [kind for kind in _KINDS if kind in self.raw]
        said = " ".join([*(f"<{kind}>" for kind in kinds), self.text]).strip()
        rows = "".join("\n      " + " ".join(f"[{label}]" for label in row) for row in self.buttons)
        where = f" (topic {self.thread_id})" if self.thread_id else ""
        return f"  {self.sender}{where}: {said}{rows}"


_KINDS = [
    "photo",
    "voice",
    "video",
    "video_note",
    "animation",
    "audio",
    "document",
    "sticker",
    "location",
    "venue",
    "contact",
    "poll",
    "dice",
    "forum_topic_created",
    "forum_topic_closed",
    "forum_topic_reopened",
    "forum_topic_edited",
    "pinned_message",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
]


def _keys(raw: Json) -> list[list[Json]]:
    rows: list[list[Json]] = (raw.get("reply_markup") or {}).get("inline_keyboard", [])
    return rows
