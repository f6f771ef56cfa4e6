"""The second face: the People API (API.md), over which the page and the test client act for everybody but the bot."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from simulator import people_acts, people_group_acts, people_views
from simulator.bot_api import file_response
from simulator.cloud import Cloud
from simulator.errors import BotApiError, Json, Refused
from simulator.parameters import Parameters
from simulator.request_body import read_call
from simulator.users import User

PAGE = Path(__file__).parent / "page"
Act = Callable[[Cloud, User, Parameters], Json]
ACTS: dict[str, Act] = {
    "messages": people_acts.send_texts,
    "uploads": people_acts.send_upload,
    "locations": people_acts.send_location,
    "contacts": people_acts.send_contact,
    "others": people_acts.send_other,
    "taps": people_acts.tap,
    "edits": people_acts.edit_text,
    "deletions": people_acts.delete,
    "reactions": people_acts.put_reaction,
    "start": people_acts.start,
    "block": people_acts.block_bot,
    "topics": people_group_acts.change_topic,
    "chats": people_group_acts.change_chat,
    "memberships": people_group_acts.end_membership,
}


class People:
    """Answers the page and the test client."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud

    def routes(self) -> list[web.RouteDef]:
        """The addresses of this face."""
        return [
            web.get("/", self.page),
            web.get("/static/{name}", self.page),
            web.get("/people/world", self.view(people_views.world)),
            web.get("/people/stream", self.stream),
            web.get("/people/chats/{chat_id}", self.view(people_views.chat)),
            web.get("/people/calls", self.view(people_views.calls)),
            web.get("/people/faults", self.view(people_views.faults)),
            web.put("/people/faults", self.view(people_views.set_faults)),
            web.post("/people/clock", self.view(people_views.advance)),
            web.post("/people/users", self.view(people_views.add_user)),
            web.post("/people/desks", self.view(people_views.add_desk)),
            web.get("/people/files/{path:.+}", self.file),
            web.post("/people/{user_id:[0-9]+}/{act}", self.act),
        ]

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The web page and its files, straight from the package."""
        path = PAGE / request.match_info.get("name", "index.html")
        if path.parent != PAGE or not path.is_file():
            return _refusal(Refused("no such file", 404))
        return web.FileResponse(path, headers={"Cache-Control": "no-cache"})

    def view(self, show: Callable[[Cloud, Parameters], Json]) -> Callable[[web.Request], Awaitable[web.Response]]:
        """A handler around a function that reads or changes the cloud."""

        async def handle(request: web.Request) -> web.Response:
            return await self._answer(request, lambda ask: show(self.cloud, ask))

        return handle

    async def act(self, request: web.Request) -> web.Response:
        """Something a person does."""

        def perform(ask: Parameters) -> Json:
            act = ACTS.get(request.match_info["act"])
            user = self.cloud.users.get(int(request.match_info["user_id"]))
            if act is None or user is None or user.is_bot:
                raise Refused("no such user or action", 404)
            return act(self.cloud, user, ask)

        return await self._answer(request, perform)

    async def _answer(self, request: web.Request, perform: Callable[[Parameters], Json]) -> web.Response:
        try:
            ask = await read_call(request, request.path)
            ask.values |= {key: value for key, value in request.match_info.items() if key == "chat_id"}
            return web.json_response(perform(ask))
        except Refused as refused:
            return _refusal(refused)
        except BotApiError as error:
            return _refusal(Refused(error.description))

    async def file(self, request: web.Request) -> web.Response:
        """A file of a message."""
        file = self.cloud.files.by_path(request.match_info["path"])
        return _refusal(Refused("no such file", 404)) if file is None else file_response(file)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """The events as they come, from `after` on; without it from now on."""
        written = request.query.get("after", "") or request.headers.get("Last-Event-ID", "")
        after = int(written) if written.isdigit() else self.cloud.events.sequence
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        try:
            await response.write(b": welcome\n\n")
            async for event in self.cloud.events.follow(after):
                await response.write(_line(event))
        except ConnectionResetError:
            pass  # the page was closed
        return response


def _line(event: Json | None) -> bytes:
    if event is None:
        return b": still here\n\n"
    return f"id: {event['sequence']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n".encode()


def _refusal(refused: Refused) -> web.Response:
    return web.json_response({"error": refused.line}, status=refused.status)
