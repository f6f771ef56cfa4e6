"""Masking what leads to somebody in a text: telephone, passport, card and tax numbers, addresses of mail and accounts.

What is masked keeps its length, so that formatting keeps its place, and the last two digits of a number, so that two
numbers can be told apart. Dates, times, sums of money and short numbers (112) stay readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

MASK = "•"
LEFT = 2
"""So many last digits stay."""


class Personal(StrEnum):
    """Kinds of what is masked."""

    NUMBER = "number"
    """Of a telephone, a passport, a tax payer: long numbers of which nobody can say which they are."""
    CARD = "card"
    PASSPORT = "passport"
    ACCOUNT = "account"
    """A name in a messenger, or an address of mail."""


@dataclass(frozen=True)
class Masked:
    """A text as it may be shown, and what was masked in it."""

    text: str
    kinds: tuple[Personal, ...] = ()


_DATE = re.compile(r"(?<![\d)-])(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:(?:19|20)\d\d|\d\d)(?![\d-])")
_MONEY = re.compile(r"(?<![\d+])(?<!\d[\s-])\d{1,3}(?:[\s.,]\d{3})*[\s.,]000(?![\s.,-]?\d)")
"""Round sums; one that is not round may be a telephone number in groups of three."""
_NUMBER = re.compile(r"(?<![\w•])\+?\(?\d(?:[\s().–-]{0,3}\d){8,18}(?!\w)")
"""Nine digits and more, however they are set apart."""
_PASSPORT = re.compile(r"(?<!\w)[A-ZА-Я]{1,2}\s?№?\s?\d{6,9}(?!\w)", re.IGNORECASE)
"""One or two letters and six to nine digits: passports and identity cards of our five countries."""
_ACCOUNT = re.compile(
    r"(?<![\w@])@[A-Za-z]\w{3,31}|(?:https?://)?(?:www\.)?(?:t|telegram|wa|instagram|vk)\.(?:me|com)/[\w./+-]+"
    r"|tg://\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)


def mask(text: str) -> Masked:
    """The text with everything masked that leads to somebody; the same text where there is nothing."""
    spared = [match.span() for pattern in (_DATE, _MONEY) for match in pattern.finditer(text)]
    found = sorted(_found(text, spared))
    shown = list(text)
    for start, end, kind in found:
        shown[start:end] = _hidden(text[start:end], kind)
    return Masked("".join(shown), tuple(dict.fromkeys(kind for _, _, kind in found)))


def contact_free(text: str, known: Iterable[str] = (), username: str | None = None) -> bool:
    """Whether a text of an operator names no telephone number but those `known`, and not their own account."""
    plain = text
    for one in known:
        plain = plain.replace(one, " ")
    numbers = {_digits(one) for one in known}
    if any(_digits(text[start:end]) not in numbers for start, end, kind in _found(plain, []) if _is_number(kind)):
        return False
    return username is None or re.search(rf"(?:@|/){re.escape(username)}(?!\w)", text, re.IGNORECASE) is None


def _found(text: str, spared: list[tuple[int, int]]) -> Iterator[tuple[int, int, Personal]]:
    taken: list[tuple[int, int]] = []
    for pattern, kind in ((_ACCOUNT, Personal.ACCOUNT), (_PASSPORT, Personal.PASSPORT), (_NUMBER, Personal.NUMBER)):
        for match in pattern.finditer(text):
            span = match.span()
            if _overlaps(span, taken) or (kind is Personal.NUMBER and _is_spared(match[0], span, spared)):
                continue
            taken.append(span)
            yield *span, Personal.CARD if kind is Personal.NUMBER and _is_card(match[0]) else kind


def _is_spared(number: str, span: tuple[int, int], spared: list[tuple[int, int]]) -> bool:
    """Two dates or sums in a row are no telephone number; what is left without them must be long enough."""
    inside = [one for one in spared if span[0] <= one[0] and one[1] <= span[1]]
    rest = "".join(
        letter for at, letter in enumerate(number, span[0]) if not any(start <= at < end for start, end in inside)
    )
    return bool(inside) and len(_digits(rest)) < 7


def _hidden(text: str, kind: Personal) -> Iterator[str]:
    """Letter for letter; UTF-16 units stay as many, because only letters of the basic plane are replaced by one."""
    digits = len(_digits(text))
    for letter in text:
        if letter.isdigit():
            digits -= 1
            yield letter if digits < LEFT and kind is not Personal.ACCOUNT else MASK
        else:
            yield MASK if letter.isalpha() or (letter in "_@/." and kind is Personal.ACCOUNT) else letter


def _is_card(number: str) -> bool:
    """Sixteen to nineteen digits whose check digit is right (ISO/IEC 7812-1, H. P. Luhn)."""
    digits = [int(one) for one in _digits(number)]
    if not 16 <= len(digits) <= 19:
        return False
    doubled = [sum(divmod(2 * one, 10)) for one in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _is_number(kind: Personal) -> bool:
    return kind in (Personal.NUMBER, Personal.CARD)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)
