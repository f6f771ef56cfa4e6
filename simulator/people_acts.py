"""What people do: each function is one call of the People API (API.md), with the refusals a phone would show."""

from __future__ import annotations

from simulator import callbacks, membership
from simulator.cloud import Cloud
from simulator.errors import Json, Refused
from simulator.media_content import KINDS, media_content, mime_type_of
from simulator.messages import Message
from simulator.methods.reactions import known_emoji
from simulator.parameters import Parameters
from simulator.people_access import member_chat, message_in, own_message
from simulator.posting import edit, post, react, remove
from simulator.texts import CAPTION_LENGTH, TEXT_LENGTH, typed
from simulator.users import Chat, User

LONGEST_PAYLOAD = 64


def send_texts(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """Send a text, in pieces when it is longer than a message can be."""
    text = ask.text("text").strip()
    if not text:
        raise Refused("the text is empty")
    where = _where(cloud, user, ask)
    pieces = [text[at : at + TEXT_LENGTH] for at in range(0, len(text), TEXT_LENGTH)]
    return _shown([_post(cloud, user, where, typed("text", piece)) for piece in pieces])


def send_upload(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """Send a file, with a caption where its kind has one."""
    kind = ask.text("kind")
    upload = ask.uploads.get("file")
    if kind not in KINDS or upload is None or not upload.data:
        raise Refused("kind or file is missing")
    if len(ask.text("caption")) > CAPTION_LENGTH:
        raise Refused(f"a caption has at most {CAPTION_LENGTH} characters")
    where = _where(cloud, user, ask) | {"media_group_id": ask.text("media_group_id")}
    file = cloud.files.add(kind, upload.data, upload.name, mime_type_of(kind, upload.name, upload.mime_type))
    content = media_content(file, kind)
    if ask.text("caption") and kind not in ("sticker", "video_note"):
        content |= typed("caption", ask.text("caption"))
    return _shown([_post(cloud, user, where | {"file_path": file.path}, content)])


def send_location(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """Send where one is."""
    location = {"latitude": ask.number("latitude"), "longitude": ask.number("longitude")}
    return _shown([_post(cloud, user, _where(cloud, user, ask), {"location": location})])


def send_contact(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """Send a contact card."""
    contact = {"phone_number": ask.required("phone_number"), "first_name": ask.required("first_name")}
    return _shown([_post(cloud, user, _where(cloud, user, ask), {"contact": contact})])


def send_other(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """Send one of the rarer kinds."""
    kind = ask.text("kind")
    if kind not in ("poll", "quiz", "dice", "venue"):
        raise Refused("kind must be poll, quiz, dice or venue")
    content = _poll(cloud, kind, ask.text("question")) if kind in ("poll", "quiz") else _other(cloud, kind)
    return _shown([_post(cloud, user, _where(cloud, user, ask), content)])


def _other(cloud: Cloud, kind: str) -> Json:
    if kind == "dice":
        return {"dice": {"emoji": "🎲", "value": cloud.chance.randint(1, 6)}}
    location = {"latitude": 55.7558, "longitude": 37.6173}
    return {"venue": {"location": location, "title": "Railway station", "address": "Square 1"}, "location": location}


def _poll(cloud: Cloud, kind: str, question: str) -> Json:
    """A poll, or a quiz that was forwarded: Telegram tells a bot the answer only of one that was made in its chat."""
    options = [{"text": text, "voter_count": 0, "persistent_id": text.lower()} for text in ("Yes", "No")]
    poll: Json = {
        "id": str(cloud.chance.randrange(10**17)),
        "question": question or "Is the office open?",
        "options": options,
    }
    flags = {"is_closed": False, "is_anonymous": True, "allows_multiple_answers": False, "allows_revoting": False}
    return {
        "poll": poll
        | flags
        | {"total_voter_count": 0, "type": "quiz" if kind == "quiz" else "regular"}
        | {"members_only": False}
    }


def tap(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """Tap a button, or (with `data`) forge one that is not there."""
    chat = member_chat(cloud, user, ask)
    message = message_in(chat, ask)
    button = {"callback_data": ask.text("data")} if ask.has("data") else _button(message, ask)
    if "url" in button:
        return {"query_id": None, "url": button["url"]}
    if "callback_data" not in button:
        raise Refused("this kind of button works only in Telegram")
    query = callbacks.press(cloud, user, message, str(button["callback_data"]))
    return {"query_id": query.query_id, "url": None}


def _button(message: Message, ask: Parameters) -> Json:
    rows: list[list[Json]] = (message.markup or {}).get("inline_keyboard", [])
    if ask.has("text"):
        found = [button for row in rows for button in row if ask.text("text") in button["text"]]
    else:
        row, column = ask.integer("row", -1), ask.integer("column", -1)
        found = rows[row][column : column + 1] if 0 <= row < len(rows) and column >= 0 else []
    if not found:
        raise Refused("no such button", 404)
    return found[0]


def edit_text(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """Change one's own message: the text, or the caption of a file."""
    message = own_message(cloud, user, ask)
    name = "text" if "text" in message.content else "caption"
    kept = {key: value for key, value in message.content.items() if key not in (name, "entities", "caption_entities")}
    if name == "text" and not ask.text("text").strip():
        raise Refused("the text is empty")
    edit(cloud, message, kept | typed(name, ask.text("text").strip()), message.markup)
    return _shown([message])


def delete(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """Delete a message: one's own, an administrator any, in a private chat both sides any."""
    chat = member_chat(cloud, user, ask)
    message = message_in(chat, ask)
    if not (message.sender is user or chat.is_private or user.id in chat.administrators):
        raise Refused("only an administrator deletes others' messages", 403)
    if "forum_topic_created" in message.content:
        raise Refused("this message goes only with its topic", 403)
    remove(cloud, chat, [message])
    return {"deleted": True}


def put_reaction(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """React to a message, or take the reaction back."""
    message = message_in(member_chat(cloud, user, ask), ask)
    emoji = ask.text("emoji")
    if emoji and known_emoji(emoji) is None:
        raise Refused("Telegram has no such reaction")
    react(cloud, message, user, [{"type": "emoji", "emoji": known_emoji(emoji)}] if emoji else [])
    return _shown([message])


def start(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """Press Start, or follow a link `t.me/<bot>?start=<payload>`."""
    payload = ask.text("payload")
    if len(payload) > LONGEST_PAYLOAD or not payload.replace("-", "").replace("_", "").isascii():
        raise Refused(f"a payload has at most {LONGEST_PAYLOAD} letters, digits, _ and -")
    membership.block(cloud, user, blocked=False)
    where = {"chat": cloud.chat_of(user)}
    return _shown([_post(cloud, user, where, typed("text", f"/start {payload}".strip()))])


def block_bot(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """Block or unblock the bot."""
    membership.block(cloud, user, blocked=ask.flag("blocked"))
    return user.for_people()


def _post(cloud: Cloud, user: User, where: Json, content: Json) -> Message:
    where = dict(where)
    chat: Chat = where.pop("chat")
    if chat.is_private:
        user.started = True
    return post(cloud, chat, user, content, **where)


def _where(cloud: Cloud, user: User, ask: Parameters) -> Json:
    """Chat, topic and answered message of what a person sends."""
    chat = member_chat(cloud, user, ask)
    if chat.is_private and user.blocked:
        raise Refused("you have blocked the bot; unblock it first", 403)
    if chat.upgraded_to is not None:
        raise Refused("this group has become a supergroup; write there", 403)
    reply_to = chat.message(ask.integer("reply_to"))
    thread_id = ask.integer("thread_id") or (reply_to.thread_id if reply_to else 0)
    topic = chat.topics.get(thread_id)
    if thread_id and topic is None:
        raise Refused("no such topic", 404)
    if topic is not None and topic.closed and user.id not in chat.administrators:
        raise Refused("the topic is closed", 403)
    return {"chat": chat, "thread_id": thread_id, "reply_to": reply_to}


def _shown(messages: list[Message]) -> Json:
    return {"messages": [message.for_people() for message in messages]}
