"""copyMessage, copyMessages, forwardMessage, forwardMessages."""

from __future__ import annotations

from simulator.access import asked_chat, asked_message
from simulator.cloud import Cloud
from simulator.errors import Json, bad_request
from simulator.messages import Message
from simulator.methods.registry import CAPTIONED, SENDING, method
from simulator.outgoing import Outgoing, charge, deliver, outgoing, place
from simulator.parameters import Parameters
from simulator.texts import asked_caption

# An invoice, dice, or a quiz of which the bot does not know the answer can't be copied (Bot API, copyMessage).
NOT_COPIED = ("dice", "invoice")
_FROM = ("from_chat_id", "message_id")
_SEVERAL = ("chat_id", "message_thread_id", "from_chat_id", "message_ids", "disable_notification", "protect_content")


@method("copyMessage", *SENDING, *_FROM, *CAPTIONED)
def copy_message(cloud: Cloud, ask: Parameters) -> Json:
    """Send a message's content again, without saying whose it is; a new caption takes the place of the old."""
    ask.required("from_chat_id")
    caption = asked_caption(ask) if ask.has("caption") else None
    source = asked_message(cloud, ask, "message to copy", chat="from_chat_id")
    going = outgoing(cloud, ask)
    if not _is_copied(source):
        raise bad_request("the message can't be copied")
    [message] = deliver(cloud, going, _copy(source, caption))
    return {"message_id": message.message_id}


@method("copyMessages", *_SEVERAL, "remove_caption")
def copy_messages(cloud: Cloud, ask: Parameters) -> list[Json]:
    """Copy several in order; those that are gone or can't be copied are left out, albums stay albums."""
    ask.required("from_chat_id")
    going, sources = _several(cloud, ask)
    bare: Json | None = {} if ask.flag("remove_caption") else None
    return _passed_on(cloud, going, [source for source in sources if _is_copied(source)], bare, forward=False)


@method("forwardMessage", *SENDING, *_FROM)
def forward_message(cloud: Cloud, ask: Parameters) -> Json:
    """Send a message on, with the name of its sender."""
    ask.required("from_chat_id")
    source = asked_message(cloud, ask, "message to forward", chat="from_chat_id")
    going = outgoing(cloud, ask)
    if source.is_service or source.protected:
        raise bad_request("the message can't be forwarded")
    [message] = deliver(cloud, going, _copy(source, None), origin=_origin(source))
    return message.for_bot(cloud.users)


@method("forwardMessages", *_SEVERAL)
def forward_messages(cloud: Cloud, ask: Parameters) -> list[Json]:
    """Forward several in order; those that are gone are left out."""
    ask.required("from_chat_id")
    going, sources = _several(cloud, ask)
    fit = [source for source in sources if not source.is_service and not source.protected]
    return _passed_on(cloud, going, fit, None, forward=True)


def _several(cloud: Cloud, ask: Parameters) -> tuple[Outgoing, list[Message]]:
    ids = ask.message_ids()
    going = outgoing(cloud, ask)
    chat = asked_chat(cloud, ask, "from_chat_id")
    found = [chat.message(message_id) for message_id in ids]
    sources = [message for message in found if message is not None]
    if not sources:
        raise bad_request("message to forward not found")
    return going, sources


def _passed_on(
    cloud: Cloud, going: Outgoing, sources: list[Message], caption: Json | None, *, forward: bool
) -> list[Json]:
    if not sources:
        raise bad_request("there are no messages to forward")
    albums: dict[str, str] = {}
    charge(cloud, going, len(sources))
    sent = []
    for source in sources:
        group = source.media_group_id
        album = albums.setdefault(group, str(cloud.chance.randrange(10**16, 10**17))) if group else ""
        origin = _origin(source) if forward else None
        message = place(cloud, going, _copy(source, caption), media_group_id=album, origin=origin)
        sent.append({"message_id": message.message_id})
    return sent


def _is_copied(source: Message) -> bool:
    poll = source.content.get("poll", {})
    secret = poll.get("type") == "quiz" and "correct_option_id" not in poll
    return not (source.is_service or source.protected or secret or any(kind in source.content for kind in NOT_COPIED))


def _copy(source: Message, caption: Json | None) -> Json:
    content = dict(source.content) | {"_path": source.file_path}
    if caption is not None and "text" not in content:
        content = {name: value for name, value in content.items() if not name.startswith("caption")} | caption
    return content


def _origin(source: Message) -> Json:
    return source.origin or {"type": "user", "sender_user": source.sender.for_bot(), "date": source.date}
