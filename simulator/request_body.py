"""Reading a call's parameters from its address and its body: JSON, a form, or multipart with files."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import BodyPartReader, web

from simulator.errors import BotApiError, Json
from simulator.files import LARGEST_UPLOAD
from simulator.parameters import Parameters, Upload

_TOO_LARGE = BotApiError(413, "Request Entity Too Large")


async def read_call(request: web.Request, method: str) -> Parameters:
    """All parameters of a call; those of the body win over those of the address.

    Raises:
        BotApiError: a body that can't be read.
    """
    ask = Parameters(method, dict(request.query))
    try:
        await _read_body(request, ask)
    except (ValueError, RecursionError) as error:
        raise BotApiError(400, "Bad Request: can't parse the request body") from error
    return ask


async def _read_body(request: web.Request, ask: Parameters) -> None:
    kind = request.content_type
    if kind == "application/json":
        ask.values |= _json(await request.read())
    elif kind == "multipart/form-data":
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader):
                await _read_part(part, ask)
    elif kind == "application/x-www-form-urlencoded":
        ask.values |= {name: str(value) for name, value in (await request.post()).items()}


def _json(body: bytes) -> Json:
    if not body:
        return {}
    value: Any = json.loads(body)
    if not isinstance(value, dict):
        raise BotApiError(400, "Bad Request: can't parse JSON object: expected an Object")
    return value


async def _read_part(part: BodyPartReader, ask: Parameters) -> None:
    data = bytearray()
    while chunk := await part.read_chunk():
        data += chunk
        if len(data) > LARGEST_UPLOAD:
            raise _TOO_LARGE
    if part.filename is None:
        ask.values[part.name or ""] = data.decode("utf-8", "replace")
    else:
        mime_type = part.headers.get("Content-Type", "")
        ask.uploads[part.name or ""] = Upload(part.filename, mime_type, bytes(data))
