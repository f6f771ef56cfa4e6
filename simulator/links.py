"""Which addresses Telegram takes in a link or a button, and how it writes them (td: HttpUrl.cpp, LinkManager.cpp)."""

from __future__ import annotations

import re

_PROTOCOL = re.compile(r"([^:/?#@\[\]]*)://", re.DOTALL)
_HOST = re.compile(r"(?:[A-Za-z0-9.\-_!$,~*'();&+=]|[^\x00-\x7f]|%[0-9A-Fa-f]{2})*\Z")
_USER = re.compile(r"tg://user\?id=(\d+)\Z", re.IGNORECASE)
_OWN_PROTOCOLS = ("tg", "ton", "tonsite")
_LARGEST_PORT = 65535


class LinkError(ValueError):
    """The address is none that Telegram takes; the text says why in Telegram's words."""


def linked_user(url: str) -> int | None:
    """The user a `tg://user?id=…` link is about."""
    found = _USER.match(url)
    return int(found[1]) if found and 0 < int(found[1]) < 1 << 40 else None


def checked_link(url: str, *, https_only: bool = False) -> str:
    """The address as Telegram keeps it.

    Raises:
        LinkError: it is malformed, or (with `https_only`) no HTTPS address.
    """
    for own in _OWN_PROTOCOLS:
        if url.lower().startswith(own + ":"):
            return _own_link(own, url[len(own) + 1 :], https_only)
    protocol, userinfo, host, port, query = _parts(url)
    if https_only and protocol != "https":
        raise LinkError("Only HTTPS links are allowed")
    if "." not in host and not host.startswith("["):
        raise LinkError("Wrong HTTP URL")
    return f"{protocol}://{userinfo}{host}{port}{query}"


def _own_link(own: str, rest: str, https_only: bool) -> str:
    if https_only:
        raise LinkError("Only HTTPS links are allowed")
    _, userinfo, host, port, query = _parts(rest.removeprefix("//"))
    if userinfo or port:
        raise LinkError("Wrong tg URL" if own == "tg" else "Wrong ton URL")
    if not re.fullmatch(r"[A-Za-z0-9\-_.]+" if own == "tonsite" else r"[A-Za-z0-9\-_]+", host):
        raise LinkError("Unallowed characters in URL host")
    return f"{own}://{host}{query[1:] if query.startswith('/?') else query}"


def _parts(url: str) -> tuple[str, str, str, str, str]:
    found = _PROTOCOL.match(url)
    protocol = found[1].lower() if found else "http"
    if protocol not in ("http", "https"):
        raise LinkError("Unsupported URL protocol")
    rest = url[found.end() :] if found else url
    end = next((at for at, letter in enumerate(rest) if letter in "/?#"), len(rest))
    userinfo, host, port = _authority(rest[:end])
    return protocol, userinfo, host, port, _query(rest[end:])


def _authority(text: str) -> tuple[str, str, str]:
    host, port = text, ""
    if (colon := text.rfind(":")) > max(text.rfind("]"), text.rfind("@"), 0):
        host, port = text[:colon], text[colon + 1 :]
        if not re.fullmatch(r"[0-9]{1,9}", port) or not 0 < int(port) <= _LARGEST_PORT:
            raise LinkError("Wrong port number specified in the URL")
        port = f":{int(port)}"
    userinfo, at, host = host.rpartition("@")
    if not host:
        raise LinkError("URL host is empty")
    if host == ".":
        raise LinkError("Host is invalid")
    if not host.startswith("[") and not _HOST.match(host):
        raise LinkError("Disallowed character in URL host")
    return userinfo + at, host.lower(), port


def _query(text: str) -> str:
    text = text.rstrip()
    if not text.startswith("/"):
        text = "/" + text
    return "".join(f"%{ord(letter):02X}" if ord(letter) <= ord(" ") else letter for letter in text)
