"""What must be the same in every language: telephone numbers, amounts, dates, law numbers, addresses of pages."""

from __future__ import annotations

import re
from collections import Counter

from knowledge_base.markup import links

_PHONE = re.compile(r"\+\d[\d \u00a0()\-–]{6,}\d|\b8[ \u00a0(\-–][\d \u00a0()\-–]{7,}\d")
_THOUSANDS = re.compile(r"\b\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+\b(?![ \u00a0\u202f,.]?\d)")
_DIGITS = re.compile(r"\d+")
_ADDRESS = re.compile(r"https?://\S+")


def figures(text: str) -> Counter[str]:
    """All numbers of a text as bare digits: however a telephone or a thousand is spaced, it counts as one."""
    text = _ADDRESS.sub(" ", text)
    found: Counter[str] = Counter()
    for pattern in (_PHONE, _THOUSANDS, _DIGITS):
        found.update(re.sub(r"\D", "", number) for number in pattern.findall(text))
        text = pattern.sub(" # ", text)
    return found


def addresses(text: str) -> Counter[str]:
    """All pages that a text links to."""
    return Counter(links(text))


def differences(source: Counter[str], translation: Counter[str]) -> str:
    """What a translation lost (-) and added (+), for a message; empty when they are the same."""
    lost = [f"-{value}" for value in (source - translation).elements()]
    added = [f"+{value}" for value in (translation - source).elements()]
    return " ".join(sorted(lost) + sorted(added))
