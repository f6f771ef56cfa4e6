"""Rule of the publish gate on how hard a source text is to read: LIX, and no long sentence.

LIX (C. H. Björnsson, Läsbarhet, 1968) is the words of a sentence plus the share of words over six letters, in percent.
Under 30 is a book for children, under 40 is easy, over 50 is the language of offices. It needs no list of syllables,
so that it can be told for any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge_base.case import Case, Rule
from knowledge_base.facts import without_facts
from knowledge_base.markup import blocks, without_addresses
from knowledge_base.models import Entry
from knowledge_base.report import Problem

HARDEST = 45.0
LONGEST_SENTENCE = 25
_LONG_WORD = 6
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'ʼ’][^\W\d_]+)*")


def plain(case: Case) -> Iterator[Problem]:
    """Who is afraid and reads on a small screen, in a translation, needs short sentences of short words."""
    for entry in case.kb.entries.values():
        if (measured := lix(_text(entry))) > HARDEST:
            message = f"hard to read: LIX {measured:.0f}, {HARDEST:.0f} is allowed; shorter sentences, shorter words"
            yield case.problem(entry.id, ("body",), "plain", message)
        for sentence in sentences(_text(entry)):
            if len(sentence) > LONGEST_SENTENCE:
                message = (
                    f"{len(sentence)} words in a sentence, {LONGEST_SENTENCE} are allowed: {' '.join(sentence[:5])} …"
                )
                yield case.problem(entry.id, ("body",), "plain", message)


def lix(text: str) -> float:
    """How hard a text is to read; 0 for one without words."""
    found = sentences(text)
    words = [word for sentence in found for word in sentence]
    if not words:
        return 0.0
    return len(words) / len(found) + 100 * sum(len(word) > _LONG_WORD for word in words) / len(words)


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; a line of a list is one."""
    return [words for sentence in _SENTENCE.split(text) if (words := _WORD.findall(sentence))]


def _text(entry: Entry) -> str:
    bodies = [entry.first, entry.body, *(variant.text for variant in entry.by_nationality)]
    shown = (block.text for body in bodies for block in blocks(body))
    return "\n".join(without_facts(without_addresses(text)) for text in shown)


RULES: tuple[Rule, ...] = (plain,)
