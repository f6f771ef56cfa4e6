"""The HTML that Telegram takes: marking text as ready, escaping, and finding what Telegram would refuse.

The rules are those of https://core.telegram.org/bots/api#html-style .
"""

from __future__ import annotations

import html
import re

_MARKUP = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>[^<>]*)>|<")
_REST = {
    "a": re.compile(r' href="[^"<>]+"'),
    "blockquote": re.compile(r"( expandable)?"),
    "span": re.compile(r' class="tg-spoiler"'),
    "code": re.compile(r'( class="language-[^"<>]+")?'),
}
_PLAIN = frozenset(["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "pre", "tg-spoiler"])
_NOTHING = re.compile("")


class Html(str):
    """Text that is Telegram HTML already: a field of this type is inserted as it is."""

    __slots__ = ()


def escape(text: str) -> Html:
    """Any text as Telegram HTML that shows exactly that text, also inside a quoted attribute."""
    if isinstance(text, Html):
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return Html(escaped)


def fault_in(text: str) -> str | None:
    """What Telegram would refuse in `text` as HTML, in a few words; None when it is sound."""
    open_tags: list[str] = []
    for tag in _MARKUP.finditer(text):
        fault = _step(tag, open_tags)
        if fault:
            return fault
    return f"<{open_tags[-1]}> is never closed" if open_tags else None


def visible_text(text: str) -> str:
    """What the reader sees of Telegram HTML: no tags, entities decoded."""
    return html.unescape(_MARKUP.sub(lambda tag: "" if tag["name"] else "<", text))


def visible_length(text: str) -> int:
    """Length in characters of what the reader sees; Telegram's limits are on this."""
    return len(visible_text(text))


def _step(tag: re.Match[str], open_tags: list[str]) -> str | None:
    name = (tag["name"] or "").lower()
    if not name:
        return 'a "<" begins no tag'
    if tag["close"]:
        return _close(name, open_tags)
    if name not in _PLAIN and name not in _REST:
        return f"Telegram knows no <{name}>"
    if name in open_tags:
        return f"<{name}> inside <{name}>"
    if not _REST.get(name, _NOTHING).fullmatch(tag["rest"]):
        return f"<{name}> with attributes that Telegram does not take"
    open_tags.append(name)
    return None


def _close(name: str, open_tags: list[str]) -> str | None:
    if open_tags and open_tags[-1] == name:
        open_tags.pop()
        return None
    return f"</{name}> closes nothing that is open"
