"""Which languages to offer first to a phone that says it speaks such and such."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SUBTAG = re.compile(r"[-_]")
_LONGEST_CODE = 35  # RFC 5646, section 4.4.1: room for any language tag in use


def negotiate(phone_language: str | None, languages: Sequence[str]) -> tuple[str, ...]:
    """All `languages`, those that fit the phone's code first.

    Takes anything: a stored choice (`uz_Cyrl`), Telegram's IETF tag (`uz-latn`, `uz-Cyrl-UZ`, `ru-RU`), junk, nothing.
    The exact language and script comes first, then the language in other scripts, then the rest in their order.
    """
    language, script = _read(phone_language)
    return tuple(sorted(languages, key=lambda code: _distance(code, language, script)))


def _read(tag: str | None) -> tuple[str, str]:
    language, *rest = _SUBTAG.split((tag or "")[:_LONGEST_CODE].strip().lower())
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    return language, script


def _distance(code: str, language: str, script: str) -> int:
    """0 same language and script, 1 same language without a script of its own, 2 same language, 3 another."""
    own_language, own_script = _read(code)
    if own_language != language:
        return 3
    if own_script == script:
        return 0
    return 2 if own_script else 1
