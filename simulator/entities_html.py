"""Telegram's HTML, read byte by byte as td's `parse_html` (MessageEntity.cpp) does, with the same refusals.

It is no HTML parser: "<" must open or close one of a few tags, everything else is text, and of named references only
four are known. A written reference Telegram does not know stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from simulator.entities import Entity, EntityError
from simulator.html_references import referenced
from simulator.links import LinkError, checked_link, linked_user

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = frozenset(KINDS) | {"a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}
# A C++ string ends in a zero byte, and td counts that byte as a space: both matter for what counts as unclosed.
SPACES = b" \t\r\n\v\0"
_TOKEN = re.compile(rb"[0-9A-Za-z.\-]*")
_SURROGATES = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
)


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    written: int
    argument: str = ""
    unix: str = ""


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """The text without its markup, and the entities in the order their tags closed.

    Raises:
        EntityError: malformed or unknown markup, in Telegram's words with the byte offset.
    """
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.bytes = text.encode() + b"\0"
        self.end = len(self.bytes) - 1
        self.at = 0
        self.written = bytearray()
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < self.end:
            self._step()
        if self.open:
            raise EntityError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        # Two halves of a pair written one by one make one character, as in the C++ server.
        text = self.written.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
        try:
            return text.decode("utf-16-le"), [_without_language(one) for one in self.entities]
        except UnicodeDecodeError as error:
            raise EntityError(_SURROGATES) from error

    def _step(self) -> None:
        byte = self.bytes[self.at]
        if byte == ord("&") and (character := self._reference()):
            self._write(character)
        elif byte != ord("<"):
            self._copy(byte)
        elif self.bytes[self.at + 1] == ord("/"):
            self._end_tag()
        else:
            self._start_tag()

    def _write(self, character: str) -> None:
        self.written += character.encode("utf-8", "surrogatepass")
        self.offset += 2 if character > "\uffff" else 1

    def _copy(self, byte: int) -> None:
        if byte & 0xC0 != 0x80:  # not the continuation of a character
            self.offset += 2 if byte >= 0xF0 else 1
        self.written.append(byte)
        self.at += 1

    def _reference(self) -> str:
        character, self.at = referenced(self.bytes, self.at)
        return character

    def _until(self, stops: bytes) -> bytes:
        begin = self.at
        while self.bytes[self.at] not in stops:
            self.at += 1
        return self.bytes[begin : self.at]

    def _skip_spaces(self) -> None:
        while self.bytes[self.at] and self.bytes[self.at] in SPACES:
            self.at += 1

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._until(SPACES + b">").lower().decode("utf-8", "replace")
        if not self.bytes[self.at]:
            raise EntityError(f"Unclosed start tag at byte offset {begin}")
        if tag not in TAGS:
            raise EntityError(f'Unsupported start tag "{tag}" at byte offset {begin}')
        opened = _Open(tag, self.offset, len(self.written))
        while self._has_attribute():
            self._attribute(opened, begin)
        self.at += 1
        if tag == "span" and opened.argument != "spoiler":
            raise EntityError(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(opened)

    def _has_attribute(self) -> bool:
        self._skip_spaces()
        return self.bytes[self.at] != ord(">")

    def _attribute(self, opened: _Open, begin: int) -> None:
        name = self._until(SPACES + b"=>/\"'").decode("utf-8", "replace")
        if not name:
            raise EntityError(f'Empty attribute name in the tag "{opened.tag}" at byte offset {begin}')
        self._skip_spaces()
        if self.bytes[self.at] != ord("="):
            self._must_go_on(opened, begin)
            _take(opened, name, None)
            return
        self.at += 1
        self._skip_spaces()
        self._must_go_on(opened, begin)
        _take(opened, name, self._value(begin))

    def _must_go_on(self, opened: _Open, begin: int) -> None:
        if not self.bytes[self.at]:
            raise EntityError(f'Unclosed start tag "{opened.tag}" at byte offset {begin}')

    def _value(self, begin: int) -> str:
        quote = self.bytes[self.at]
        value = self._quoted(quote) if quote in b"\"'" else self._token()
        if not self.bytes[self.at]:
            raise EntityError(f"Unclosed start tag at byte offset {begin}")
        return value

    def _token(self) -> str:
        begin = self.at
        found = _TOKEN.match(self.bytes, begin)
        self.at = found.end() if found else begin
        if self.bytes[self.at] not in SPACES + b">":
            raise EntityError(f"Unexpected end of name token at byte offset {begin}")
        return self.bytes[begin : self.at].decode().lower()

    def _quoted(self, quote: int) -> str:
        self.at += 1
        value = bytearray()
        while (byte := self.bytes[self.at]) not in (quote, 0):
            if byte == ord("&") and (character := self._reference()):
                value += character.encode("utf-8", "surrogatepass")
            else:
                value.append(byte)
                self.at += 1
        if byte == quote:
            self.at += 1
        return value.decode("utf-8", "replace")

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise EntityError(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        tag = self._until(SPACES + b">").lower().decode("utf-8", "replace")
        self._skip_spaces()
        if self.bytes[self.at] != ord(">"):
            raise EntityError(f"Unclosed end tag at byte offset {begin}")
        opened = self.open.pop()
        if tag and tag != opened.tag:
            raise EntityError(f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag}>", found "</{tag}>"')
        self.at += 1
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        place = opened.offset, self.offset - opened.offset
        if kind := KINDS.get(opened.tag):
            self.entities.append(Entity(kind, *place))
        elif opened.tag == "a":
            self._link(opened, place)
        elif opened.tag in ("pre", "code"):
            self._code(opened, place)
        elif opened.tag == "blockquote":
            self.entities.append(Entity("expandable_blockquote" if opened.argument else "blockquote", *place))
        elif opened.tag == "tg-emoji":
            self.entities.append(Entity("custom_emoji", *place, {"custom_emoji_id": _emoji_id(opened.argument)}))
        elif opened.unix.isascii() and opened.unix.isdigit() and int(opened.unix):
            extra = {"unix_time": int(opened.unix), "date_time_format": opened.argument}
            self.entities.append(Entity("date_time", *place, extra))

    def _link(self, opened: _Open, place: tuple[int, int]) -> None:
        url = opened.argument or self.written[opened.written :].decode("utf-8", "replace")
        if user_id := linked_user(url):
            self.entities.append(Entity("text_mention", *place, {"user": {"id": user_id}}))
            return
        try:
            self.entities.append(Entity("text_link", *place, {"url": checked_link(url)}))
        except LinkError:
            return  # Telegram drops such a link without a word (BEHAVIOUR.md)

    def _code(self, opened: _Open, place: tuple[int, int]) -> None:
        last = self.entities[-1] if self.entities else None
        other = "code" if opened.tag == "pre" else "pre"
        if last and last.type == other and (last.offset, last.length) == place:
            language = last.extra.get("language", "") if opened.tag == "pre" else opened.argument
            if language:
                self.entities[-1] = Entity("pre", *place, {"language": language})
                return
        extra = {"language": opened.argument} if opened.tag == "code" and opened.argument else {}
        self.entities.append(Entity(opened.tag, *place, extra))


def _take(opened: _Open, name: str, value: str | None) -> None:
    if opened.tag == "blockquote" and name == "expandable":
        opened.argument = "1"
    elif value is None:
        return
    elif (opened.tag, name) in (("a", "href"), ("tg-emoji", "emoji-id"), ("tg-time", "format")):
        opened.argument = value
    elif (opened.tag, name) == ("tg-time", "unix"):
        opened.unix = value
    elif opened.tag == "code" and name == "class" and value.startswith("language-"):
        opened.argument = value.removeprefix("language-")
    elif opened.tag == "span" and name == "class" and value.startswith("tg-"):
        opened.argument = value.removeprefix("tg-")


def _without_language(entity: Entity) -> Entity:
    return replace(entity, extra={}) if entity.type == "code" else entity


def _emoji_id(text: str) -> str:
    if not re.fullmatch(r"-?[0-9]{1,19}", text) or int(text) == 0:
        raise EntityError("Invalid custom emoji identifier specified")
    return text
