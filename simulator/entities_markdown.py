"""Telegram's MarkdownV2, read byte by byte as td's `parse_markdown_v2` (MessageEntity.cpp) does, with its refusals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.entities import Entity, EntityError
from simulator.links import LinkError, checked_link, linked_user

_RESERVED = b"_*[]()~`>#+-=|{}.!\n"
_LAST_ESCAPABLE = 126
_SPACES = b" \t\r\n\v\0"
_SIMPLE = {ord("*"): "bold", ord("~"): "strikethrough", ord("["): "text_link"}
_DOUBLE = {b"__": "underline", b"||": "spoiler", b"![": "custom_emoji"}
_ENDS = {
    "bold": b"*",
    "strikethrough": b"~",
    "text_link": b"]",
    "custom_emoji": b"]",
    "code": b"`",
    "pre": b"```",
    "underline": b"__",
    "spoiler": b"||",
}
_NAMES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}
_EMOJI = re.compile(r"tg://emoji\?id=(\d{1,19})\Z")


@dataclass(slots=True)
class _Open:
    kind: str
    offset: int
    begin: int
    written: int
    language: str = ""


def parse_markdown(text: str) -> tuple[str, list[Entity]]:
    """The text without its markup, and its entities.

    Raises:
        EntityError: malformed markup, in Telegram's words with the byte offset.
    """
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.bytes = text.encode() + b"\0\0\0"
        self.end = len(self.bytes) - 3
        self.at = 0
        self.written = bytearray()
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []
        self.in_quote = False
        self.may_quote = True

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < self.end:
            self._step()
        if self.in_quote:
            self._close_last_quote()
        if self.open:
            raise self._unclosed()
        return self.written.decode(), self.entities

    def _unclosed(self) -> EntityError:
        last = self.open[-1]
        name = "PreCode" if last.language else _NAMES[last.kind]
        return EntityError(f"Can't find end of {name} entity at byte offset {last.begin}")

    def _step(self) -> None:
        byte = self.bytes[self.at]
        if byte == ord("\\") and 0 < self.bytes[self.at + 1] <= _LAST_ESCAPABLE:
            self.at += 1
            self._copy(self.bytes[self.at], escaped=True)
        elif byte not in self._reserved():
            self._copy(byte)
        elif self._ends():
            self._end(byte)
        else:
            self._begin(byte)

    def _reserved(self) -> bytes:
        return b"`" if self.open and self.open[-1].kind in ("code", "pre") else _RESERVED

    def _copy(self, byte: int, *, escaped: bool = False) -> None:
        if byte & 0xC0 != 0x80:
            self.offset += 2 if byte >= 0xF0 else 1
            if byte != ord("\r"):
                self.may_quote = escaped and byte == ord("\n")
        self.written.append(byte)
        self.at += 1

    def _next_is(self, mark: bytes) -> bool:
        return self.bytes.startswith(mark, self.at)

    def _ends(self) -> bool:
        if not self.open:
            return False
        if self.in_quote and self._next_is(b"\n") and not self._next_is(b"\n>"):
            return True
        kind = self.open[-1].kind
        if kind == "italic":
            return self._next_is(b"_") and not self._next_is(b"__")
        return kind in _ENDS and self._next_is(_ENDS[kind])

    def _begin(self, byte: int) -> None:
        begin = self.at
        if byte == ord("\n"):
            self._copy(byte)
            self.may_quote = True
        elif byte == ord(">") and self.may_quote:
            self._begin_quote(begin)
        elif byte == ord("`"):
            self._begin_code(begin)
        else:
            self._begin_simple(byte, begin)

    def _open_one(self, kind: str, begin: int, length: int, language: str = "") -> None:
        self.open.append(_Open(kind, self.offset, begin, len(self.written), language))
        self.at += length

    def _begin_quote(self, begin: int) -> None:
        if self.in_quote:
            self.at += 1
            return
        self.in_quote = True
        self._open_one("blockquote", begin, 1)

    def _begin_simple(self, byte: int, begin: int) -> None:
        if double := _DOUBLE.get(self.bytes[self.at : self.at + 2]):
            self._open_one(double, begin, 2)
        elif byte == ord("_"):
            self._open_one("italic", begin, 1)
        elif byte in _SIMPLE:
            self._open_one(_SIMPLE[byte], begin, 1)
        else:
            raise EntityError(f"Character '{chr(byte)}' is reserved and must be escaped with the preceding '\\'")

    def _begin_code(self, begin: int) -> None:
        if not self._next_is(b"```"):
            self._open_one("code", begin, 1)
            return
        self.at += 3
        language = self._language()
        self.at += len(language.encode())
        self._skip_line_end()
        self._open_one("pre", begin, 0, language)

    def _language(self) -> str:
        end = self.at
        while self.bytes[end] not in _SPACES + b"`":
            end += 1
        is_language = end < self.end and self.bytes[end] != ord("`")
        return self.bytes[self.at : end].decode() if is_language else ""

    def _skip_line_end(self) -> None:
        pair = self.bytes[self.at : self.at + 2]
        if pair in (b"\r\n", b"\n\r"):
            self.at += 2
        elif pair[0] in b"\r\n":
            self.at += 1

    def _end(self, byte: int) -> None:
        if byte == ord("\n") and self.open[-1].kind not in ("code", "pre"):
            self._end_quote()
            return
        opened = self.open[-1]
        self.at += len(_ENDS.get(opened.kind, b"_"))
        extra = self._extra(opened)
        if self.offset > opened.offset and extra is not None:
            kind = "text_mention" if "user" in extra else opened.kind
            self.entities.append(Entity(kind, opened.offset, self.offset - opened.offset, extra))
        self.open.pop()

    def _extra(self, opened: _Open) -> dict[str, object] | None:
        if opened.kind == "pre":
            return {"language": opened.language} if opened.language else {}
        if opened.kind == "custom_emoji":
            return {"custom_emoji_id": self._emoji()}
        if opened.kind != "text_link":
            return {}
        url = self._url() if self._next_is(b"(") else self.written[opened.written :].decode()
        if user_id := linked_user(url):
            return {"user": {"id": user_id}}
        try:
            return {"url": checked_link(url)}
        except LinkError:
            return None

    def _emoji(self) -> str:
        if not self._next_is(b"("):
            raise EntityError("The entity must contain a tg://emoji or tg://time URL")
        if not (found := _EMOJI.match(self._url())):
            raise EntityError("Invalid tg://emoji or tg://time URL specified")
        return found[1]

    def _url(self) -> str:
        self.at += 1
        begin = self.at
        url = bytearray()
        while self.at < self.end and self.bytes[self.at] != ord(")"):
            if self.bytes[self.at] == ord("\\") and 0 < self.bytes[self.at + 1] <= _LAST_ESCAPABLE:
                self.at += 1
            url.append(self.bytes[self.at])
            self.at += 1
        if self.bytes[self.at] != ord(")"):
            raise EntityError(f"Can't find end of a URL at byte offset {begin}")
        self.at += 1
        return url.decode("utf-8", "replace")

    def _end_quote(self) -> None:
        kind = self._quote_kind(self.at)
        opened = self.open.pop()
        self._copy(ord("\n"))
        self.may_quote = True
        self.in_quote = False
        self.entities.append(Entity(kind, opened.offset, self.offset - opened.offset))

    def _quote_kind(self, end: int) -> str:
        """Tell whether the quotation that ends here is marked as expandable, by a "||" at its very end."""
        last = self.open[-1]
        if last.kind == "spoiler" and last.begin == end - 2:
            self.open.pop()
            if self.open and self.open[-1].kind == "blockquote":
                return "expandable_blockquote"
        if self.open and self.open[-1].kind == "blockquote":
            return "blockquote"
        raise self._unclosed()

    def _close_last_quote(self) -> None:
        kind = self._quote_kind(self.end)
        opened = self.open.pop()
        if self.offset > opened.offset:
            self.entities.append(Entity(kind, opened.offset, self.offset - opened.offset))
