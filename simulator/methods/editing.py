"""editMessageText, editMessageCaption, editMessageReplyMarkup (td: MessagesManager `can_edit_message`)."""

from __future__ import annotations

from typing import Any

from simulator.access import asked_message, check_can_send
from simulator.cloud import Cloud
from simulator.errors import Json, bad_request
from simulator.keyboards import asked_markup
from simulator.messages import Message
from simulator.methods.registry import CAPTIONED, method
from simulator.parameters import Parameters
from simulator.posting import edit, with_known_users
from simulator.texts import asked_caption, message_text

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
_TO_EDIT = ("chat_id", "message_id", "reply_markup")
CAPTIONED_KINDS = ("photo", "video", "animation", "audio", "document", "voice")


@method(
    "editMessageText", *_TO_EDIT, "text", "parse_mode", "entities", "link_preview_options", "disable_web_page_preview"
)
def edit_message_text(cloud: Cloud, ask: Parameters) -> Json:
    """Change the text of a message; without `reply_markup` its keyboard goes."""
    content = message_text(ask)
    markup = asked_markup(ask, only_inline=True)
    message = _editable(cloud, ask)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edited(cloud, message, content, markup)


@method("editMessageCaption", *_TO_EDIT, *CAPTIONED)
def edit_message_caption(cloud: Cloud, ask: Parameters) -> Json:
    """Change the caption of a file."""
    markup = asked_markup(ask, only_inline=True)
    caption = asked_caption(ask)
    message = _editable(cloud, ask)
    if not any(kind in message.content for kind in CAPTIONED_KINDS):
        raise bad_request("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if not name.startswith("caption")}
    return _edited(cloud, message, kept | caption, markup)


@method("editMessageReplyMarkup", *_TO_EDIT)
def edit_message_reply_markup(cloud: Cloud, ask: Parameters) -> Json:
    """Change or take away only the keyboard of a message."""
    markup = asked_markup(ask, only_inline=True)
    message = _editable(cloud, ask)
    return _edited(cloud, message, message.content, markup)


def _editable(cloud: Cloud, ask: Parameters) -> Message:
    if not ask.text("chat_id") and ask.integer("message_id") == 0:
        raise bad_request("message identifier is not specified")
    message = asked_message(cloud, ask, "message to edit")
    is_own = message.sender.is_bot and not message.is_service
    if not is_own or message.origin or message.had_reply_keyboard:
        raise bad_request("message can't be edited")
    return message


def _edited(cloud: Cloud, message: Message, content: Json, markup: Any) -> Json:
    check_can_send(cloud, message.chat)
    content = with_known_users(cloud, content)
    if (content, markup) == (message.content, message.markup):
        raise bad_request(NOT_MODIFIED)
    cloud.limits.spend(message.chat.id)
    edit(cloud, message, content, markup)
    return message.for_bot(cloud.users)
