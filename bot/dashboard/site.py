"""The web application of the dashboard: its page, the page's files, and the data for whom the door lets in."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, select_autoescape
from sqlalchemy.exc import DBAPIError

from bot.dashboard.door import Door
from bot.dashboard.files import PAGE, static_files
from bot.dashboard.headers import adding, headers
from bot.dashboard.refusal import Refused, Why
from bot.dashboard.source import Shown, Source
from locales import Catalogs, Speech, negotiate, visible_text
from locales.speech import ENGLISH
from needs_assessment.reports import summarise
from needs_assessment.reports.page import page_data
from storage import Database

LARGEST_CALL = 1024
"""The page's one call has no body."""
_TAG = re.compile(r"[A-Za-z0-9-]{2,35}")
NO_STORE = {"Cache-Control": "no-store"}


def make_site(
    door: Door, source: Source, database: Database, catalogs: Callable[[], Catalogs], frames: Sequence[str] = ()
) -> web.Application:
    """The application, to be mounted under `PREFIX`.

    `catalogs`: those of the moment, for they may be reloaded. `frames`: who besides Telegram may show it in a frame.
    """
    site = web.Application(client_max_size=LARGEST_CALL)
    site.on_response_prepare.append(adding(headers(frames)))
    shown = _Site(door, source, database, catalogs)
    site.router.add_get("", _to_folder)
    site.router.add_get("/", shown.page)
    site.router.add_post("/data", shown.data)
    site.router.add_get("/{name:.+}", shown.file)
    return site


async def _to_folder(_request: web.Request) -> web.Response:
    raise web.HTTPPermanentRedirect("dashboard/")  # a browser keeps what stands after the #


class _Site:
    def __init__(self, door: Door, source: Source, database: Database, catalogs: Callable[[], Catalogs]) -> None:
        self._door = door
        self._source = source
        self._database = database
        self._catalogs = catalogs
        self._files = static_files()
        templates = Environment(loader=FileSystemLoader(PAGE), autoescape=select_autoescape())
        self._page = templates.get_template("index.html")
        self._made: dict[str, tuple[Shown, Speech, dict[str, Any]]] = {}

    async def page(self, request: web.Request) -> web.Response:
        """The page without any number, in the language of the browser: the chat's language comes with the data."""
        speech = self._spoken(request)
        text = self._page.render(lang=str(speech.locale).replace("_", "-"), **_first_words(speech))
        kept = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
        return web.Response(text=text, content_type="text/html", headers=kept)

    async def file(self, request: web.Request) -> web.Response:
        """A file of the page."""
        found = self._files.get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        return found.answer(request)

    async def data(self, request: web.Request) -> web.Response:
        """All that the page shows, for a member; else why not."""
        try:
            chat, period = await self._door.admit(request.headers.get("Authorization", ""))
            shown = await self._shown(chat.language)
        except Refused as refused:
            return web.json_response(refused.told(self._spoken(request)), status=refused.status, headers=NO_STORE)
        except DBAPIError:
            told = Refused(Why.AWAY).told(self._spoken(request))
            return web.json_response(told, status=503, headers=NO_STORE)
        answer = web.json_response({"open": period, **shown}, headers=NO_STORE)
        answer.enable_compression()
        return answer

    async def _shown(self, language: str) -> dict[str, Any]:
        """Made once for what there is and in which language, off the event loop: two years are a hundred weeks."""
        async with self._database.read() as tx:
            there = await self._source.read(tx)
        speech = self._speech(language)
        made = self._made.get(language)
        if made is None or made[0] != there or made[1] is not speech:
            made = there, speech, await asyncio.to_thread(self._make, there, speech)
            self._made[language] = made
        return made[2]

    def _speech(self, language: str) -> Speech:
        """Of the chat; a language that has no catalog any more gives way to English."""
        return self._catalogs().get(language) or ENGLISH

    def _make(self, there: Shown, speech: Speech) -> dict[str, Any]:
        example = self._source.example
        return page_data(there.releases, there.actions, speech, summarise=summarise, example=example)

    def _spoken(self, request: web.Request) -> Speech:
        tag = _TAG.match(request.headers.get("Accept-Language", ""))
        catalogs = self._catalogs()
        return catalogs[negotiate(tag and tag[0], catalogs.languages)[0]]


def _first_words(speech: Speech) -> dict[str, str]:
    """What is said before there are data."""
    return {
        "title": visible_text(speech.t("What people need")),
        "loading": visible_text(speech.t("One moment …")),
        "failed": visible_text(speech.t("The hotline does not answer. Is the network there?")),
        "again": visible_text(speech.t("Try again")),
        "outside": visible_text(speech.t("Open this page in Telegram, with the button in the coordinators' chat.")),
        "noscript": visible_text(speech.t("This page needs JavaScript: it draws the charts.")),
    }
