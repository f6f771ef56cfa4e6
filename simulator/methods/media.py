"""sendPhoto and its kin, and sendMediaGroup: files by `file_id` or as an upload."""

from __future__ import annotations

from typing import Any

from simulator.cloud import Cloud
from simulator.errors import Json, bad_request, stricter
from simulator.files import LARGEST_PHOTO, StoredFile
from simulator.media_content import KINDS, media_content, mime_type_of
from simulator.methods.registry import CAPTIONED, SENDING, Handler, method
from simulator.outgoing import deliver, outgoing
from simulator.parameters import Parameters, Upload, text_field
from simulator.texts import asked_caption, caption

ATTACHED = "attach://"
ALBUM_SIZES = range(2, 11)
ALBUM_KINDS = ("photo", "video", "audio", "document")
_WITHOUT_CAPTION = ("video_note", "sticker")
_EXTRA = {
    "photo": ("has_spoiler",),
    "voice": ("duration",),
    "video": ("duration", "width", "height", "thumbnail", "supports_streaming", "has_spoiler"),
    "video_note": ("duration", "length", "thumbnail"),
    "animation": ("duration", "width", "height", "thumbnail", "has_spoiler"),
    "audio": ("duration", "performer", "title", "thumbnail"),
    "document": ("thumbnail", "disable_content_type_detection"),
    "sticker": ("emoji",),
}
_MEDIA_FIELDS = frozenset({"type", "media", *CAPTIONED, *_EXTRA["video"], *_EXTRA["audio"], *_EXTRA["document"]})


def _sender(kind: str) -> Handler:
    def send(cloud: Cloud, ask: Parameters) -> Json:
        content = _content(cloud, ask, kind, ask.values.get(kind), "no " + kind.replace("_", " "))
        if kind not in _WITHOUT_CAPTION:
            content |= asked_caption(ask)
        [message] = deliver(cloud, outgoing(cloud, ask), content)
        return message.for_bot(cloud.users)

    return send


for _kind in KINDS:
    _name = "send" + "".join(part.capitalize() for part in _kind.split("_"))
    _more = () if _kind in _WITHOUT_CAPTION else CAPTIONED
    method(_name, *SENDING, *_more, _kind, *_EXTRA[_kind])(_sender(_kind))


@method("sendMediaGroup", *(name for name in SENDING if name != "reply_markup"), "media")
def send_media_group(cloud: Cloud, ask: Parameters) -> list[Json]:
    """Send 2 to 10 files as one album."""
    value = ask.structure("media", "media")
    if not isinstance(value, list):
        raise bad_request("expected an Array of InputMedia")
    if len(value) not in ALBUM_SIZES:
        raise bad_request("wrong number of messages to send" if value else "there are no messages to send")
    contents = [_album_content(cloud, ask, one) for one in value]
    kinds = {one["type"] for one in value}
    if len(kinds) > 1 and kinds & {"audio", "document"}:
        called = "Document" if "document" in kinds else "Audio"
        raise bad_request(f"{called} can't be mixed with other media types")
    album = str(cloud.chance.randrange(10**16, 10**17))
    messages = deliver(cloud, outgoing(cloud, ask), *contents, media_group_id=album)
    return [message.for_bot(cloud.users) for message in messages]


def _album_content(cloud: Cloud, ask: Parameters, value: Any) -> Json:
    if not isinstance(value, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    if unknown := sorted(set(value) - _MEDIA_FIELDS):
        raise stricter(f'unknown field "{unknown[0]}" of InputMedia')
    kind = text_field(value, "type")
    if kind not in ALBUM_KINDS:
        raise bad_request(f"can't parse InputMedia: type \"{kind}\" can't be used in sendMediaGroup")
    content = _content(cloud, ask, kind, value.get("media"), "media not found")
    marked = value.get("caption_entities")
    return content | caption(str(value.get("caption") or ""), str(value.get("parse_mode") or ""), marked)


def _content(cloud: Cloud, ask: Parameters, kind: str, reference: Any, missing: str) -> Json:
    upload = _upload(ask, kind, reference)
    if upload is not None:
        file = _stored(cloud, kind, upload)
    elif not reference:
        raise bad_request(f"there is {missing} in the request" if missing.startswith("no ") else missing)
    else:
        file = _known(cloud, kind, str(reference))
    return media_content(file, kind) | {"_path": file.path}


def _upload(ask: Parameters, kind: str, reference: Any) -> Upload | None:
    if isinstance(reference, str) and reference.startswith(ATTACHED):
        return ask.uploads.get(reference.removeprefix(ATTACHED))
    return None if reference else ask.uploads.get(kind)


def _stored(cloud: Cloud, kind: str, upload: Upload) -> StoredFile:
    if not upload.data:
        raise bad_request("file must be non-empty")
    if kind == "photo" and len(upload.data) > LARGEST_PHOTO:
        raise bad_request("file is too big")
    mime_type = mime_type_of(kind, upload.name, upload.mime_type)
    return cloud.files.add(kind, upload.data, upload.name, mime_type)


def _known(cloud: Cloud, kind: str, reference: str) -> StoredFile:
    if reference.startswith(("http://", "https://")):
        raise stricter("files by address: the simulator fetches nothing from the network")
    file = cloud.files.by_id(reference)
    if file is None:
        raise bad_request("wrong remote file identifier specified: Wrong padding in the string")
    if file.kind != kind and kind != "document":
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file
