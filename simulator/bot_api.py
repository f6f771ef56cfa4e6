"""The first face: `/bot<token>/<method>` and `/file/bot<token>/<path>`, answered as Telegram's server answers."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from simulator.cloud import Cloud
from simulator.errors import BotApiError, Json, too_many_requests
from simulator.faults import Rule
from simulator.files import StoredFile
from simulator.methods import METHODS
from simulator.parameters import Parameters
from simulator.request_body import read_call

BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>502 Bad Gateway</body>\r\n</html>\r\n"
_NOT_FOUND = BotApiError(404, "Not Found")
_UNAUTHORIZED = BotApiError(401, "Unauthorized")
_NO_METHOD = BotApiError(404, "Not Found: method not found")


class BotApi:
    """Answers the calls of the bot."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud

    def routes(self) -> list[web.RouteDef]:
        """The addresses of this face."""
        return [
            web.route("*", "/bot{token:[^/]*}/{method:.*}", self.answer),
            web.route("*", "/bot{token:[^/]*}", self.not_found),
            web.get("/file/bot{token:[^/]*}/{path:.+}", self.download),
        ]

    async def not_found(self, _: web.Request) -> web.Response:
        """An address without a method."""
        return _response(_NOT_FOUND)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, with the faults that are switched on."""
        name = request.match_info["method"]
        known = METHODS.get(name.lower())
        fault = self.cloud.faults.strike(known.name if known else name)
        if fault is not None and fault.kind != "slow" and fault.kind != "drop_after":
            return await self._fail(request, fault)
        answer = await self._tried(request, name)
        if fault is None:
            return answer
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
            return answer
        return _dropped(request)

    async def _tried(self, request: web.Request, name: str) -> web.Response:
        ask = Parameters(name, {})
        try:
            self._check_token(request)
            ask = await read_call(request, name)
            result = await self.run(ask)
        except BotApiError as error:
            self._note(ask, error)
            return _response(error)
        self._note(ask, None)
        return web.json_response({"ok": True, "result": result})

    async def run(self, ask: Parameters) -> Any:
        """Carry out one call.

        Raises:
            BotApiError: refused.
        """
        method = METHODS.get(ask.method.lower())
        if method is None:
            raise _NO_METHOD
        ask.refuse_unknown(method.parameters)
        result = method.run(self.cloud, ask)
        return await result if inspect.isawaitable(result) else result

    async def run_from_webhook(self, call: Json) -> None:
        """Carry out the call in a webhook's answer; what becomes of it the bot never learns."""
        values = {name: value for name, value in call.items() if name != "method"}
        ask = Parameters(str(call["method"]), values)
        try:
            await self.run(ask)
        except BotApiError as error:
            self._note(ask, error)
        else:
            self._note(ask, None)

    async def download(self, request: web.Request) -> web.Response:
        """A file by the path getFile gave."""
        try:
            self._check_token(request)
        except BotApiError as error:
            return _response(error)
        file = self.cloud.files.by_path(request.match_info["path"])
        return _response(_NOT_FOUND) if file is None else file_response(file)

    def _check_token(self, request: web.Request) -> None:
        token = unquote(request.match_info["token"])
        number, colon, secret = token.partition(":")
        if not (number.isascii() and number.isdigit() and colon and secret):
            raise _NOT_FOUND
        if token != self.cloud.token:
            raise _UNAUTHORIZED

    async def _fail(self, request: web.Request, fault: Rule) -> web.StreamResponse:
        ask = Parameters(request.match_info["method"], {})
        error = BotApiError(500, "Internal Server Error")
        if fault.kind == "429":
            error = too_many_requests(fault.retry_after)
        if fault.kind == "error":
            error = BotApiError(fault.error_code, fault.description)
        self._note(ask, error if fault.kind in ("429", "500", "error") else BotApiError(0, fault.kind))
        if fault.kind == "502":
            return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
        if fault.kind == "timeout":
            await asyncio.sleep(fault.seconds)
        if fault.kind in ("timeout", "drop_before"):
            return _dropped(request)
        return _response(error)

    def _note(self, ask: Parameters, error: BotApiError | None) -> None:
        note: Json = {
            "n": len(self.cloud.calls) + 1,
            "method": ask.method,
            "params": ask.journal(),
            "ok": error is None,
        }
        note |= {"error_code": error.code if error else None, "description": error.description if error else None}
        self.cloud.calls.append(note)


def file_response(file: StoredFile) -> web.Response:
    """A file's bytes; a browser shows only what can't run anything."""
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}
    if not file.is_shown:
        headers["Content-Disposition"] = "attachment"
        return web.Response(body=file.data, content_type="application/octet-stream", headers=headers)
    return web.Response(body=file.data, content_type=file.mime_type, headers=headers)


def _response(error: BotApiError) -> web.Response:
    response = web.json_response(error.answer(), status=error.code)
    if error.parameters and "retry_after" in error.parameters:
        response.headers["Retry-After"] = str(error.parameters["retry_after"])
    return response


def _dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
