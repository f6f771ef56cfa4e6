"""Taking over changed content and catalogs without a restart, once they pass the publish gate."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.content import read_content
from bot.errors import StartError
from bot.settings import Settings
from handlers import House, Shelf
from knowledge_base import ContentError, check, load
from locales.catalogs import HERE
from needs_assessment import known_codes
from storage import Clock

log = logging.getLogger(__name__)

Tell = Callable[[str, str], Awaitable[None]]
"""Told what is wrong with which state of the files; it tells coordinators once."""


class ContentWatch:
    """Looks at the files at every tick; what has changed and rests since the last tick is taken over, or refused."""

    def __init__(self, settings: Settings, house: House, clock: Clock, refused: Tell) -> None:
        self._settings = settings
        self._house = house
        self._clock = clock
        self._refused = refused
        self._folder = read_content(settings)[1]
        self._settled = self._seen = fingerprint(self._folder, HERE)

    async def look(self) -> None:
        """One tick. An author who is still saving is not disturbed: the files must have rested for one."""
        now = await asyncio.to_thread(fingerprint, self._folder, HERE)
        rests, self._seen = now == self._seen, now
        if now == self._settled or not rests:
            return
        taken = await asyncio.to_thread(self._read)
        self._settled = now
        if isinstance(taken, str):
            log.warning("content_refused")
            await self._refused(now, taken)
            return
        self._house.shelf = taken
        log.info("content_taken entries=%d", len(taken.content.entries))

    def _read(self) -> Shelf | str:
        """What the files say now, or the first thing that is wrong with them."""
        try:
            catalogs, folder = read_content(self._settings)
            today = self._clock().astimezone(self._settings.timezone).date()
            report = check(folder, catalogs, known_codes(), today)
            if report.errors:
                return f"{report.errors[0]} (+{len(report.errors) - 1})" if report.errors[1:] else str(report.errors[0])
            content = load(folder)
        except (StartError, ContentError, OSError) as error:
            return str(error)
        return Shelf.of(catalogs, content)


def fingerprint(*folders: Path) -> str:
    """Names the state of all content and catalog files under some folders: their names, sizes and times."""
    state = hashlib.blake2b(digest_size=8)
    for folder in folders:
        for path in sorted((*folder.rglob("*.yaml"), *folder.rglob("*.yml"), *folder.rglob("*.po"))):
            try:
                about = path.stat()
            except OSError:  # taken away while we look: the next tick sees it gone
                continue
            state.update(f"{path}:{about.st_size}:{about.st_mtime_ns}\n".encode())
    return state.hexdigest()
