"""A message's text as HTML for the page: everything escaped, only tags written here, links only to known protocols."""

from __future__ import annotations

import html
import re

from simulator.errors import Json

_OPENABLE = re.compile(r"(?:https?|tg|tel|mailto):", re.IGNORECASE)
_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


def html_of(content: Json) -> str:
    """The text or caption of a message with its entities, or an empty string."""
    if "text" in content:
        return marked(content["text"], content.get("entities", []))
    return marked(content.get("caption", ""), content.get("caption_entities", []))


def marked(text: str, entities: list[Json]) -> str:
    """Escape a text and put its entities around it; they nest or lie apart, as Telegram keeps them."""
    coded = text.encode("utf-16-le", "surrogatepass")
    parts: list[str] = []
    at = 0
    for place, _, tag in sorted(_marks(coded, entities)):
        parts.append(_plain(coded[2 * at : 2 * place]))
        parts.append(tag)
        at = place
    parts.append(_plain(coded[2 * at :]))
    return "".join(parts)


def _marks(coded: bytes, entities: list[Json]) -> list[tuple[int, tuple[int, ...], str]]:
    """Where each tag stands: at one place tags close before others open, the inner first, and open outer first."""
    marks: list[tuple[int, tuple[int, ...], str]] = []
    for number, entity in enumerate(entities):
        start, end = entity["offset"], entity["offset"] + entity["length"]
        opening, closing = _tag(entity, _plain(coded[2 * start : 2 * end]))
        if opening:
            marks.append((start, (1, start - end, number), opening))
            marks.append((end, (0, -start, -number), closing))
    return marks


def _plain(coded: bytes) -> str:
    return html.escape(coded.decode("utf-16-le", "replace"))


def _tag(entity: Json, shown: str) -> tuple[str, str]:
    if entity["type"] == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if tag := _TAGS.get(entity["type"]):
        return f"<{tag}>", f"</{tag}>"
    url = _address(entity, html.unescape(shown))
    return (f'<a href="{html.escape(url)}">', "</a>") if _OPENABLE.match(url) else ("", "")


def _address(entity: Json, shown: str) -> str:
    kind = entity["type"]
    if kind == "text_link":
        return str(entity["url"])
    if kind == "url":
        return shown if "://" in shown else f"http://{shown}"
    if kind == "phone_number":
        return "tel:" + "".join(letter for letter in shown if letter in "+0123456789")
    return f"mailto:{shown}" if kind == "email" else ""
