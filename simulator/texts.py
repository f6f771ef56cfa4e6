"""Texts and captions a bot sends: parsed, cleaned, counted, refused in Telegram's words."""

from __future__ import annotations

from typing import Any

from simulator.entities import Entity, EntityError, settled, units
from simulator.entities_found import found
from simulator.entities_html import parse_html
from simulator.entities_markdown import parse_markdown
from simulator.errors import Json, bad_request
from simulator.parameters import Parameters, text_field

TEXT_LENGTH = 4096
CAPTION_LENGTH = 1024
LARGEST_BYTES = 1 << 15
PARSERS = {"html": parse_html, "markdownv2": parse_markdown}
# Telegram finds these itself and ignores them when a bot sends them.
_FOUND = ("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number")
_PLAIN = ("bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote", "expandable_blockquote")


def message_text(ask: Parameters) -> Json:
    """The content of a text message: `text` and `entities`.

    Raises:
        BotApiError: empty, too long, or malformed markup.
    """
    if not ask.text("text"):
        raise bad_request("message text is empty")
    text, entities = formatted(ask.text("text"), ask.text("parse_mode"), ask.structure("entities", "entities"))
    if not text.strip():
        raise bad_request("text must be non-empty")
    if len(text) > TEXT_LENGTH:
        raise bad_request("message is too long")
    return with_entities("text", text, entities)


def caption(text: str, parse_mode: str, entities: Any) -> Json:
    """The caption of a file: `caption` and `caption_entities`, or nothing.

    Raises:
        BotApiError: too long, or malformed markup.
    """
    text, marked = formatted(text, parse_mode, entities)
    if len(text) > CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return with_entities("caption", text, marked) if text.strip() else {}


def asked_caption(ask: Parameters) -> Json:
    """The caption a call brought."""
    entities = ask.structure("caption_entities", "caption_entities")
    return caption(ask.text("caption"), ask.text("parse_mode"), entities)


def with_entities(name: str, text: str, entities: list[Entity]) -> Json:
    """A text under its name, with its entities under theirs."""
    content: Json = {name: text}
    if entities:
        content["entities" if name == "text" else "caption_entities"] = [one.shown() for one in entities]
    return content


def typed(name: str, text: str) -> Json:
    """What a person typed: no markup, only what Telegram finds by itself."""
    return with_entities(name, text, found(text, []))


def formatted(text: str, parse_mode: str, entities: Any) -> tuple[str, list[Entity]]:
    """Read a text's markup (`parse_mode`) or its entities (a list of MessageEntity).

    Raises:
        BotApiError: unknown mode, or malformed.
    """
    if len(text.encode()) > LARGEST_BYTES:
        raise bad_request("text is too long")
    mode = parse_mode.lower()
    if text and mode not in ("", "none"):
        text, marked = _parsed(text, mode)
    else:
        marked = [one for one in map(_entity, entities if isinstance(entities, list) else []) if one is not None]
    text, marked = settled(text, marked)
    return text, found(text, marked)


def _parsed(text: str, mode: str) -> tuple[str, list[Entity]]:
    if mode == "markdown":
        raise bad_request("the simulator does not read the legacy parse_mode Markdown; use HTML or MarkdownV2")
    if mode not in PARSERS:
        raise bad_request("unsupported parse_mode")
    try:
        return PARSERS[mode](text)
    except EntityError as error:
        raise bad_request(f"can't parse entities: {error}") from error


def _entity(value: Any) -> Entity | None:
    if not isinstance(value, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    offset, length = (_place(value, name) for name in ("offset", "length"))
    kind = text_field(value, "type")
    if kind in _FOUND:
        return None
    return Entity(kind, offset, length, _extra(kind, value))


def _place(value: Json, name: str) -> int:
    if not isinstance(value.get(name), int):
        raise bad_request(f"can't parse MessageEntity: can't find field \"{name}\"")
    if not 0 <= value[name] <= 1_000_000:
        raise bad_request(f"receive an entity with incorrect {name} {value[name]}")
    return int(value[name])


def _extra(kind: str, value: Json) -> Json:
    if kind in _PLAIN:
        return {}
    if kind == "pre":
        return {"language": value["language"]} if value.get("language") else {}
    if kind == "text_link":
        return {"url": text_field(value, "url")}
    if kind == "custom_emoji":
        return {"custom_emoji_id": text_field(value, "custom_emoji_id")}
    if kind == "text_mention" and isinstance(value.get("user"), dict):
        return {"user": value["user"]}
    raise bad_request("can't parse MessageEntity: unsupported type specified")


__all__ = ["asked_caption", "caption", "formatted", "message_text", "typed", "units", "with_entities"]
