"""Messages as the cloud keeps them, and as the bot and people see them."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.errors import Json
from simulator.safe_html import html_of
from simulator.users import Chat, User

# Content of which a message consists when nobody wrote it.
SERVICE = (
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "pinned_message",
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "group_chat_created",
    "supergroup_chat_created",
)


@dataclass(slots=True)
class Message:
    """One message; `content` holds the Bot API fields that its kind adds."""

    message_id: int
    chat: Chat
    sender: User
    date: int
    content: Json
    thread_id: int = 0
    reply_to: Message | None = None
    markup: Json | None = None
    edited: int = 0
    media_group_id: str = ""
    origin: Json | None = None
    protected: bool = False
    reply_keyboard: Json | None = None
    """The keys that came with it for the place of the text field, or the order to take such keys away."""
    deleted: bool = False
    file_path: str = ""
    sequence: int = 0
    reactions: dict[int, list[Json]] = field(default_factory=dict)

    @property
    def had_reply_keyboard(self) -> bool:
        """Whether keys came with it: Telegram lets no bot edit such a message."""
        return self.reply_keyboard is not None and "keyboard" in self.reply_keyboard

    @property
    def is_service(self) -> bool:
        """Whether it is a notice of Telegram's, such as "topic closed"."""
        return any(name in self.content for name in SERVICE)

    def for_people(self) -> Json:
        """The message of the People API."""
        shown = _shown(self, self._chat_for_people())
        if self.reply_to is not None and not self.reply_to.deleted:
            shown["reply_to_message"] = _shown(self.reply_to, shown["chat"])
        if self.file_path:
            shown["file_url"] = f"/people/files/{self.file_path}"
        if self.reply_keyboard:
            shown["reply_keyboard"] = self.reply_keyboard
        reactions = [{"emoji": one.get("emoji"), "by": by} for by, ones in self.reactions.items() for one in ones]
        return shown | {
            "html": html_of(self.content),
            "thread_id": self.thread_id,
            "reactions": reactions,
            "deleted": self.deleted,
            "outgoing_of": self.sender.id,
            "sequence": self.sequence,
        }

    def for_bot(self, users: dict[int, User]) -> Json:
        """The Bot API's `Message`, with the message it answers.

        In a topic every message without a reply of its own answers the one that opened the topic (Client.cpp,
        `get_implicit_reply_to_message_id`): bots that look for replies must know that.
        """
        chat = chat_for_bot(self.chat, users)
        shown = _shown(self, chat)
        replied = self.reply_to or self.chat.messages.get(self.thread_id)
        if replied is not None and not replied.deleted and replied.message_id < self.message_id and not self._pins():
            shown["reply_to_message"] = _shown(replied, chat)
        return shown

    def _pins(self) -> bool:
        return "pinned_message" in self.content

    def _chat_for_people(self) -> Json:
        return {"id": self.chat.id, "type": self.chat.type, "title": self.chat.title}


def chat_for_bot(chat: Chat, users: dict[int, User]) -> Json:
    """The Bot API's `Chat`."""
    if chat.is_private:
        user = users[chat.id].for_bot()
        names: Json = {name: user[name] for name in ("first_name", "last_name", "username") if name in user}
        return {"id": chat.id} | names | {"type": "private"}
    shown: Json = {"id": chat.id, "title": chat.title}
    if chat.is_forum:
        shown["is_forum"] = True
    return shown | {"type": chat.type}


def _shown(message: Message, chat: Json) -> Json:
    shown: Json = {"message_id": message.message_id, "from": message.sender.for_bot(), "chat": chat}
    shown["date"] = message.date
    if message.thread_id:
        shown |= {"message_thread_id": message.thread_id, "is_topic_message": True}
    shown |= {name: value for name, value in _optional(message).items() if value}
    if message.origin:
        shown |= {"forward_date": message.origin["date"], "forward_from": message.origin["sender_user"]}
    return shown | message.content


def _optional(message: Message) -> Json:
    inline = message.markup if message.markup and "inline_keyboard" in message.markup else None
    return {
        "edit_date": message.edited,
        "media_group_id": message.media_group_id,
        "forward_origin": message.origin,
        "has_protected_content": message.protected,
        "reply_markup": inline,
    }
