"""Finding the interface strings in the code, with Babel's own Python extractor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.extract import extract_from_dir

Extracted = tuple[str, int, str | tuple[str, ...], list[str], str | None]
"""File, line, msgid (or singular and plural), comments for translators, context: what Babel's extractors give."""

KEYWORDS = {"t": None, "later": None, "n": (1, 2), "ctx": ((1, "c"), 2)}
"""As for pybabel: -k t -k later -k n:1,2 -k ctx:1c,2"""
ROOMS = ("bot", "handlers", "knowledge_base", "operators", "needs_assessment", "delivery", "locales")


def interface_messages(root: Path, rooms: Sequence[str] = ROOMS) -> Iterator[Extracted]:
    """The strings of `speech.t(…)`, `.n(…)`, `.ctx(…)` and `later(…)` in the rooms under `root`, the checkout."""
    for room in rooms:
        found = extract_from_dir(
            root / room,
            [("**.py", "python")],
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        )
        for file, line, message, comments, context in found:
            yield f"{room}/{file}", line, message, comments, context
