"""What a message with a file holds, for files of people and of the bot alike."""

from __future__ import annotations

import mimetypes

from simulator.errors import Json
from simulator.files import StoredFile

KINDS = ("photo", "voice", "video", "video_note", "animation", "audio", "document", "sticker")
_SECONDS = 5
_SIDE = 640
DEFAULT_TYPES = {
    "photo": "image/jpeg",
    "voice": "audio/ogg",
    "video": "video/mp4",
    "video_note": "video/mp4",
    "animation": "video/mp4",
    "audio": "audio/mpeg",
    "sticker": "image/webp",
}


def media_content(file: StoredFile, kind: str) -> Json:
    """The Bot API fields of a message with this file; durations and sizes are made up, the ids are not."""
    shown = file.shown()
    if kind == "photo":
        small = shown | {"file_id": shown["file_id"], "width": 90, "height": 90}
        return {"photo": [small, shown | {"width": _SIDE, "height": 480}]}
    described = shown | _described(file, kind)
    if kind == "animation":
        return {"animation": described, "document": shown | {"mime_type": file.mime_type, "file_name": file.name}}
    return {kind: described}


def _described(file: StoredFile, kind: str) -> Json:
    named: Json = {"mime_type": file.mime_type} | ({"file_name": file.name} if file.name else {})
    if kind == "voice":
        return {"duration": _SECONDS, "mime_type": file.mime_type}
    if kind == "video_note":
        return {"length": 240, "duration": _SECONDS}
    if kind == "sticker":
        flags = {"is_animated": False, "is_video": file.mime_type.startswith("video/"), "type": "regular"}
        return flags | {"width": 512, "height": 512, "emoji": "🙂"}
    if kind == "audio":
        return named | {"duration": _SECONDS}
    return named if kind == "document" else named | {"width": _SIDE, "height": 480, "duration": _SECONDS}


def mime_type_of(kind: str, name: str, given: str) -> str:
    """The type of a file: what was said of it, what its name says, or what its kind usually is."""
    if given and given != "application/octet-stream":
        return given.split(";")[0].strip().lower()
    return mimetypes.guess_type(name)[0] or DEFAULT_TYPES.get(kind, "application/octet-stream")
