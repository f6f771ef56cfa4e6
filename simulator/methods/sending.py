"""sendMessage and sendChatAction."""

from __future__ import annotations

from simulator.access import asked_chat, check_can_send
from simulator.cloud import Cloud
from simulator.errors import Json, bad_request
from simulator.methods.registry import SENDING, method
from simulator.outgoing import deliver, outgoing
from simulator.parameters import Parameters
from simulator.texts import message_text

ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "cancel",
    ]
)


@method("sendMessage", *SENDING, "text", "parse_mode", "entities", "link_preview_options", "disable_web_page_preview")
def send_message(cloud: Cloud, ask: Parameters) -> Json:
    """Send a text."""
    content = message_text(ask)
    [message] = deliver(cloud, outgoing(cloud, ask), content)
    return message.for_bot(cloud.users)


@method("sendChatAction", "chat_id", "message_thread_id", "action")
def send_chat_action(cloud: Cloud, ask: Parameters) -> bool:
    """Show that the bot is typing, for 5 seconds."""
    if ask.text("action").lower() not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = asked_chat(cloud, ask, write=True)
    check_can_send(cloud, chat)
    cloud.events.add("typing", chat.id, thread_id=max(ask.integer("message_thread_id"), 0))
    return True
