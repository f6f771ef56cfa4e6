"""The files of the page, read once: its scripts, styles and chart library. Nothing else can be asked for."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).parent / "page"
SERVED = (".js", ".css", ".svg")
FOREVER = "public, max-age=31536000, immutable"
"""For files with their version in their name."""
ASK_AGAIN = "no-cache"


@dataclass(frozen=True)
class StaticFile:
    """A file with the mark by which a browser knows that it has not changed."""

    body: bytes
    kind: str
    mark: str
    keep: str

    def answer(self, request: web.Request) -> web.Response:
        """The file, or that the browser has it already."""
        headers = {"Cache-Control": self.keep, "ETag": f'"{self.mark}"'}
        known = request.if_none_match or ()
        if any(one.value == self.mark for one in known):
            return web.Response(status=304, headers=headers)
        answer = web.Response(body=self.body, content_type=self.kind, charset="utf-8", headers=headers)
        answer.enable_compression()
        return answer


def static_files(folder: Path = PAGE) -> dict[str, StaticFile]:
    """The files by their address below the page's own."""
    found = sorted(file for file in folder.rglob("*") if file.suffix in SERVED)
    return {file.relative_to(folder).as_posix(): _read(file) for file in found}


def _read(file: Path) -> StaticFile:
    body = file.read_bytes()
    kind = {".js": "text/javascript"}.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "text/plain"
    keep = FOREVER if file.parent.name == "vendor" else ASK_AGAIN
    return StaticFile(body, kind, sha256(body).hexdigest()[:16], keep)
