"""Files people and the bot have sent, in memory."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass

from simulator.errors import Json

LARGEST_UPLOAD = 20 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024  # Bot API documentation, "Sending files"
# What a browser shows in a page without running anything in it; all else is offered as a download.
SHOWN_TYPES = ("image/png", "image/jpeg", "image/gif", "image/webp", "video/", "audio/")
_FOLDERS = {"photo": "photos", "voice": "voice", "video": "videos", "video_note": "video_notes", "audio": "music"}
_SUFFIXES = {"photo": ".jpg", "voice": ".oga", "video": ".mp4", "video_note": ".mp4", "animation": ".mp4"}


@dataclass(slots=True, frozen=True)
class StoredFile:
    """One file as Telegram knows it."""

    file_id: str
    unique_id: str
    kind: str
    path: str
    name: str
    mime_type: str
    data: bytes

    def shown(self) -> Json:
        """The fields every kind of file has in the Bot API."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.data)}

    @property
    def is_shown(self) -> bool:
        """Whether a browser may show it in a page."""
        return self.mime_type.startswith(SHOWN_TYPES)


class FileStore:
    """All files; the same file sent twice has two ids."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, kind: str, data: bytes, name: str, mime_type: str) -> StoredFile:
        """Keep a file under new ids."""
        number = len(self._by_id)
        suffix = _SUFFIXES.get(kind) or mimetypes.guess_extension(mime_type) or ""
        unique_id = "AQAD" + hashlib.sha256(b"%d" % number + data[:4096]).hexdigest()[:12]
        path = f"{_FOLDERS.get(kind, 'documents')}/file_{number}{suffix}"
        file = StoredFile(f"AgACAgQAAxk{kind[:2]}{number:06}{unique_id}", unique_id, kind, path, name, mime_type, data)
        self._by_id[file.file_id] = file
        self._by_path[path] = file
        return file

    def by_id(self, file_id: str) -> StoredFile | None:
        """The file of a `file_id`."""
        return self._by_id.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        """The file of a `file_path` that getFile gave."""
        return self._by_path.get(path)
