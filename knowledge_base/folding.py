"""One spelling for one sound: folds letters so that eight languages in two scripts, and sloppy typing, can meet.

Not a transliteration: it only has to give the same for what people type as for what we wrote.
"""

from __future__ import annotations

import re
import unicodedata

_CYRILLIC = dict(
    zip("абвгдезийклмнопрстуфхэі", "abvgdeziyklmnoprstufxei", strict=True),
    ё="e",
    ж="j",
    ц="ts",
    ч="ch",
    ш="sh",
    щ="sh",
    ъ="",
    ы="i",
    ь="",
    ю="yu",
    я="ya",
    ғ="g",
    қ="k",
    ӣ="i",
    ӯ="u",
    ў="o",
    ҳ="x",
    һ="x",
    ҷ="ch",
    җ="j",
    ң="n",
    ө="o",
    ү="u",
    ұ="u",
    ә="a",
)
_LATIN = {"w": "v", "q": "k", "ž": "j", "ş": "sh", "ç": "ch", "ə": "a", "ı": "i", "ß": "ss"}
_MARKS = dict.fromkeys("ʻʼ'`´‘’ʹ", "")
_TABLE = str.maketrans(_CYRILLIC | _LATIN | _MARKS)
_LONE_H = re.compile(r"(?<![sc])h")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The folded text, small letters of the Latin alphabet and digits wherever we know how."""
    composed = unicodedata.normalize("NFC", text.lower()).translate(_TABLE)
    bare = "".join(c for c in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(c))
    return _LONE_H.sub("x", bare)


def words(text: str) -> list[str]:
    """The folded words of a text, without single letters."""
    return [word for word in _WORD.findall(fold(text)) if len(word) > 1 or word.isdigit()]
