"""Texts with their entities: what both parsers make, cleaned and put in Telegram's order.

Offsets and lengths are in UTF-16 code units, as everywhere in the Bot API. Rules from td's MessageEntity.cpp
(`fix_formatted_text`) and misc.cpp (`clean_input_string`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from simulator.errors import Json

MOST_ENTITIES = 100  # of one message; Telegram drops what is more
# Those of one kind that touch or overlap become one.
JOINED = ("bold", "italic", "underline", "strikethrough", "spoiler")
CODE = ("code", "pre")
QUOTES = ("blockquote", "expandable_blockquote")
# Of entities with the same place the outer one stands first.
_ORDER = (*QUOTES, "text_link", "text_mention", *JOINED, *CODE, "custom_emoji")
_REMOVED = re.compile("\r|[\u2028-\u202e]|[\u0333\u033f\u030a]")
_BLANKED = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")


@dataclass(slots=True, frozen=True)
class Entity:
    """One entity; `extra` holds what its kind adds (`url`, `language`, `user`, `custom_emoji_id`)."""

    type: str
    offset: int
    length: int
    extra: Json = field(default_factory=dict)

    @property
    def end(self) -> int:
        """Where it ends: the first unit after it."""
        return self.offset + self.length

    def shown(self) -> Json:
        """The Bot API's `MessageEntity`."""
        return {"offset": self.offset, "length": self.length, "type": self.type} | self.extra


class EntityError(ValueError):
    """The markup is malformed; the text is Telegram's, without its "can't parse entities: "."""


def units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def cut(text: str, offset: int, length: int) -> str:
    """The part of a text that an entity covers."""
    return text.encode("utf-16-le", "surrogatepass")[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def settled(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Clean a text as Telegram does, trim it, and move, join, nest and sort its entities accordingly."""
    text, entities = _cleaned(text, entities)
    whole = units(text)
    inside = [replace(one, length=min(one.end, whole) - one.offset) for one in entities if one.offset < whole]
    inside = inside[:MOST_ENTITIES]
    visible = [one for one in inside if one.length > 0 and cut(text, one.offset, one.length).strip()]
    text, kept = _trimmed(text, _unknotted(_nested(_joined(visible))))
    return text, sorted(kept, key=_place)


def _place(entity: Entity) -> tuple[int, int, int]:
    order = _ORDER.index(entity.type) if entity.type in _ORDER else len(_ORDER)
    return entity.offset, -entity.length, order


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    blanked = _BLANKED.sub(" ", text)
    gone = [(units(blanked[: found.start()]), 1) for found in _REMOVED.finditer(blanked)]
    if not gone:
        return blanked, entities

    def moved(offset: int) -> int:
        return offset - sum(length for at, length in gone if at < offset)

    fitted = [replace(one, offset=moved(one.offset), length=moved(one.end) - moved(one.offset)) for one in entities]
    return _REMOVED.sub("", blanked), fitted


def _joined(entities: list[Entity]) -> list[Entity]:
    result = [one for one in entities if one.type not in JOINED]
    for kind in JOINED:
        last: Entity | None = None
        for one in sorted((one for one in entities if one.type == kind), key=_place):
            if last is not None and one.offset <= last.end:
                last = replace(last, length=max(last.end, one.end) - last.offset)
                result[-1] = last
            else:
                last = one
                result.append(one)
    return result


def _nested(entities: list[Entity]) -> list[Entity]:
    """Code holds no other entity and is in no other than a quotation; quotations are not nested."""
    codes = [one for one in entities if one.type in CODE]
    kept: list[Entity] = []
    for one in sorted(entities, key=_place):
        outer = [other for other in kept if other.offset <= one.offset and one.end <= other.end]
        in_code = one.type not in QUOTES and any(_overlap(one, code) for code in codes if code is not one)
        if in_code and one.type not in CODE:
            kept += _around(one, codes)
        elif not _is_doubled(one, outer):
            kept.append(one)
    return kept


def _is_doubled(entity: Entity, outer: list[Entity]) -> bool:
    if entity.type in CODE:
        return any(other.type in CODE for other in outer)
    return entity.type in QUOTES and any(other.type in QUOTES for other in outer)


def _unknotted(entities: list[Entity]) -> list[Entity]:
    """Of two that overlap without one holding the other, one that may be in pieces is split at the other's edge."""
    while knot := _knot(entities):
        entities = [one for one in entities if one not in knot] + _split(*knot)
    return entities


def _knot(entities: list[Entity]) -> tuple[Entity, Entity] | None:
    for one in entities:
        for other in entities:
            if one.offset < other.offset < one.end < other.end:
                return one, other
    return None


def _split(one: Entity, other: Entity) -> list[Entity]:
    if other.type in JOINED:
        return [one, *_pieces(other, one.end)]
    return [*_pieces(one, other.offset), other]


def _pieces(entity: Entity, at: int) -> list[Entity]:
    first = replace(entity, length=at - entity.offset)
    return [first, replace(entity, offset=at, length=entity.end - at)]


def _around(entity: Entity, codes: list[Entity]) -> list[Entity]:
    if entity.type not in JOINED:
        return []
    parts, start = [], entity.offset
    for code in sorted(codes, key=_place):
        if _overlap(entity, code):
            parts.append((start, code.offset))
            start = max(start, code.end)
    parts.append((start, entity.end))
    return [replace(entity, offset=begin, length=end - begin) for begin, end in parts if end > begin]


def _overlap(one: Entity, other: Entity) -> bool:
    return one.offset < other.end and other.offset < one.end


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    text = text.rstrip()
    whole = units(text)
    first = min((one.offset for one in entities), default=whole)
    begin = 0
    while begin < min(first, len(text)) and text[begin] in " \n":
        begin += 1
    kept = [replace(one, offset=one.offset - begin, length=min(one.end, whole) - one.offset) for one in entities]
    return text[begin:], [one for one in kept if one.length > 0]
