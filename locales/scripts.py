"""Scripts and alphabets: which letters a language is written with, as far as a wrong one can be told by machine."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale
from babel.core import get_global

_WORD = re.compile(r"[^\W\d_]+")
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_ENGLISH = frozenset("abcdefghijklmnopqrstuvwxyz")
OWN_LETTERS = {
    "uz": frozenset("ʻʼ"),
    "uz_Cyrl": frozenset("ўқғҳ"),
    "tg": frozenset("ғӣқӯҳҷ"),
    "ky": frozenset("ңөү"),
    "kk": frozenset("әғқңөұүһі"),
    "tk": frozenset("äçžňöşüý"),
}
"""Letters beyond the Russian (or English) ones: the laws on each country's alphabet. Others go by script only."""
_APOSTROPHES = re.compile(r"(?<=[^\W\d_])['`´‘’](?=[^\W\d_])|(?<=[oOgG])['`´‘’]")


@cache
def script_of(code: str) -> str:
    """`Latn` or `Cyrl` for a language code, by CLDR's likely subtags."""
    likely = Locale.parse(code).script or get_global("likely_subtags").get(code, "")
    return "Cyrl" if "Cyrl" in likely else "Latn"


def words(text: str) -> list[str]:
    """The words of a text, as runs of letters."""
    return _WORD.findall(text)


def scripts_in(word: str) -> frozenset[str]:
    """`Latn`, `Cyrl`, both or neither."""
    return frozenset(filter(None, map(_script, word)))


def foreign_letters(code: str, text: str) -> str:
    """Letters of the right script that the language does not write, sorted; empty for a language without a list."""
    if code not in OWN_LETTERS and code != "ru":
        return ""
    alphabet = (_RUSSIAN if script_of(code) == "Cyrl" else _ENGLISH) | OWN_LETTERS.get(code, frozenset())
    found = {letter for letter in text.lower() if _script(letter) == script_of(code)}
    return "".join(sorted(found - alphabet))


def wrong_apostrophe(code: str, text: str) -> str | None:
    """Latin Uzbek writes oʻ and gʻ with U+02BB and the stop with U+02BC; gives what stands there instead."""
    found = _APOSTROPHES.search(text) if code == "uz" else None
    return found[0] if found else None


@cache
def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if name.startswith("CYRILLIC"):
        return "Cyrl"
    return "Latn" if name.startswith("LATIN") else ""
