"""What Telegram finds in a text by itself: commands, addresses, mentions, hashtags, phone numbers.

A near copy of what people meet, not of td's `find_entities`: the common forms are found, the rare ones are not
(BEHAVIOUR.md).
"""

from __future__ import annotations

import re

from simulator.entities import Entity, units

_PATTERNS = {
    "url": re.compile(
        r"(?<![\w@./])(?:https?://\S+[^\s.,;:!?)»\"'\]]|(?:[\w-]+\.)+(?:com|org|net|int|ru|uz|tj|kg|kz|tm|info|me)\b(?:/\S*[^\s.,;:!?)»\"'\]])?)",
        re.IGNORECASE,
    ),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII),
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])"),
    "mention": re.compile(r"(?<![\w@/.])@[A-Za-z]\w{2,31}\b", re.ASCII),
    "hashtag": re.compile(r"(?<![\w#&])#(?=\w*[^\W\d])\w{1,256}"),
    "phone_number": re.compile(r"(?<![\w+])\+\d(?:[ ()-]{0,2}\d){6,14}(?!\w)"),
}


def found(text: str, marked: list[Entity]) -> list[Entity]:
    """The marked entities with those found between them, in order."""
    result = list(marked)
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            one = Entity(kind, units(text[: match.start()]), units(match[0]))
            if not any(_stands_in_way(one, other) for other in result):
                result.append(one)
    return sorted(result, key=lambda entity: (entity.offset, -entity.length))


def _stands_in_way(one: Entity, other: Entity) -> bool:
    if other.type in ("bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote"):
        return False
    return one.offset < other.end and other.offset < one.end
