"""What a browser may do with the dashboard: load our own files, speak with us, stand in Telegram's frame; no more."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

FRAMES = ("https://web.telegram.org", "https://*.telegram.org")
"""Telegram's web clients show a Mini App in a frame; its programs for phones and computers need no permission."""
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
_NOT_ALLOWED = ("accelerometer", "camera", "clipboard-read", "geolocation", "gyroscope", "microphone", "payment", "usb")


def headers(frames: Sequence[str]) -> dict[str, str]:
    """The headers of every answer. `frames`: who else may show the page in a frame."""
    policy = _POLICY | {"frame-ancestors": " ".join((*FRAMES, *frames))}
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _NOT_ALLOWED),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def adding(given: dict[str, str]) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """A signal that puts the headers on every answer, of errors too."""

    async def add(_request: web.Request, answer: web.StreamResponse) -> None:
        answer.headers.update(given)

    return add
