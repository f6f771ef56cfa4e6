"""Uzbek says the same in its two scripts: one is made from the other, and a wrong word hides well."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from knowledge_base.folding import fold
from locales import CONTENT, INTERFACE, po
from locales.catalogs import HERE

ALIKE = 0.6
NAMES = {"unxcr": "uvkb", "unxcrga": "uvkbga", "iom": "mom", "ilo": "mot"}
"""Names that each script writes in its own way."""
_WORD = re.compile(r"[^\W_]+")
_LEFT_OUT = re.compile(r"\{[^}]*\}|https?://\S+|<[^>]+>")


def sounds(text: str) -> list[str]:
    """The words as they sound in either script."""
    folded = _WORD.findall(fold(_LEFT_OUT.sub(" ", text)))
    return [NAMES.get(word, word.replace("yo", "e").replace("ye", "e").replace("ts", "s")) for word in folded]


def alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


@pytest.mark.parametrize("domain", [CONTENT, INTERFACE])
def test_uzbek_says_the_same_in_both_scripts(domain: str) -> None:
    latin, cyrillic = po.read(Path(HERE), "uz", domain), po.read(Path(HERE), "uz_Cyrl", domain)
    differ: list[tuple[str, str]] = []
    for message in latin:
        other = cyrillic.get(message.id, message.context) if message.id else None
        if other is None or not isinstance(message.string, str) or not isinstance(other.string, str):
            continue
        pairs = list(zip(sounds(message.string), sounds(other.string), strict=False))
        differ += [pair for pair in pairs if not alike(*pair)]
        if len(sounds(message.string)) != len(sounds(other.string)):
            differ.append((message.string, other.string))
    assert differ == []
