"""References such as `&lt;` and `&#1178;` in Telegram's HTML (td: `decode_html_entity`); others stay as written."""

from __future__ import annotations

import re

_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_REFERENCE = re.compile(rb"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*));?")
_HIGHEST = 0x10FFFF
_LONGEST_NUMBER = 10


def referenced(text: bytes, at: int) -> tuple[str, int]:
    """The character that the reference at a place stands for and where the reference ends; none is "" and the place."""
    found = _REFERENCE.match(text, at)
    character = _character(found) if found else ""
    return (character, found.end()) if character and found else ("", at)


def _character(found: re.Match[bytes]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name is not None:
        return _NAMED.get(name, "")
    if len(found[0].rstrip(b";")) >= _LONGEST_NUMBER:
        return ""
    number = int(hexadecimal or b"0", 16) if hexadecimal is not None else int(decimal or b"0")
    return chr(number) if 0 < number < _HIGHEST else ""
