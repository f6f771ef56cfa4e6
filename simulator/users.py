"""Users and chats: who is in the simulated Telegram, and what they may do there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from simulator.errors import Json
    from simulator.messages import Message
    from simulator.topics import Topic

Role = Literal["person", "operator", "coordinator", "bot"]
ChatType = Literal["private", "group", "supergroup"]
HeldBack = Literal["kicked", "restricted"]
BotStatus = Literal["administrator", "member", "kicked", "left"]

ADMINISTRATOR_RIGHTS = (
    "can_manage_chat",
    "can_change_info",
    "can_delete_messages",
    "can_invite_users",
    "can_restrict_members",
    "can_pin_messages",
    "can_manage_topics",
    "can_promote_members",
    "can_manage_video_chats",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_manage_tags",
    "can_send_welcome_messages",
)

PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_react_to_messages",
    "can_edit_tag",
)


@dataclass(slots=True)
class User:
    """A person, an operator, a coordinator or the bot."""

    id: int
    first_name: str
    role: Role
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    blocked: bool = False  # has blocked the bot
    started: bool = False  # has opened the private chat with the bot
    deactivated: bool = False

    @property
    def is_bot(self) -> bool:
        """Whether this is the bot."""
        return self.role == "bot"

    def for_bot(self) -> Json:
        """The Bot API's `User`: empty fields are left out."""
        shown: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                shown[name] = value
        return shown

    def for_people(self) -> Json:
        """The user of the People API."""
        return self.for_bot() | {
            "last_name": self.last_name or None,
            "username": self.username or None,
            "language_code": self.language_code or None,
            "role": self.role,
            "blocked": self.blocked,
        }


@dataclass(slots=True)
class Chat:
    """One chat with all that was said in it; a private chat has the id of its user."""

    id: int
    type: ChatType
    title: str = ""
    is_forum: bool = False
    members: list[int] = field(default_factory=list)
    administrators: list[int] = field(default_factory=list)
    held_back: dict[int, HeldBack] = field(default_factory=dict)
    bot_status: BotStatus = "administrator"
    bot_rights: set[str] = field(default_factory=lambda: set(ADMINISTRATOR_RIGHTS))
    upgraded_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    last_message_id: int = 0
    general_name: str = "General"
    general_closed: bool = False

    @property
    def is_private(self) -> bool:
        """Whether this is the chat of one person with the bot."""
        return self.type == "private"

    @property
    def is_bot_admin(self) -> bool:
        """Whether the bot is administrator here."""
        return self.bot_status == "administrator"

    def bot_may(self, right: str) -> bool:
        """Say whether the bot has this administrator right here."""
        return self.is_bot_admin and right in self.bot_rights

    def message(self, message_id: int) -> Message | None:
        """A message that is still there."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message

    def for_people(self) -> Json:
        """The chat of the People API."""
        shown: Json = {"id": self.id, "type": self.type, "title": self.title, "is_forum": self.is_forum}
        return shown | {"members": list(self.members), "administrators": list(self.administrators)}
