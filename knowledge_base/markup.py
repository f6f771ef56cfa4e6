"""The small markup of the content: paragraphs, `1. ` steps, `- ` bullets, `**bold**`, `[text](https://…)`.

Whatever the input, the output is valid Telegram HTML: nothing of it is passed on unescaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from locales import Html, escape, visible_length, visible_text

__all__ = ["Block", "blocks", "html", "inline", "links", "loose_marks", "plain", "visible_length", "without_addresses"]

_INLINE = re.compile(
    r"\*\*(?P<bold>(?:(?!\*\*).)+)\*\*|\[(?P<text>[^\[\]]+)\]\((?P<url>https?://[^\s()<>\"]+)\)", re.DOTALL
)
_ITEM = re.compile(r"(?P<number>\d{1,3}\. +)(?P<step>.*)|[-•] +(?P<bullet>.*)")
_LOOSE = re.compile(r"\*\*|\]\(")


@dataclass(frozen=True)
class Block:
    """A paragraph or a list item: what a translator gets as one string. `line` counts from 0 in the body."""

    text: str
    marker: str = ""
    line: int = 0
    apart: bool = True
    """An empty line stands before it."""


def blocks(body: str) -> tuple[Block, ...]:
    """Take a body apart. Lines of a paragraph are joined: the phone wraps them."""
    found: list[Block] = []
    apart = True
    for number, line in enumerate(body.splitlines()):
        text = line.strip()
        item = _ITEM.fullmatch(text)
        if text and item:
            found.append(_item(item, number, apart))
        elif text and (apart or not found):
            found.append(Block(text, line=number))
        elif text:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {text}")
        apart = not text
    return tuple(found)


def html(body: str, say: Callable[[str], str] = str) -> Html:
    """A body as Telegram HTML; `say` gives the words for each block's text, e.g. its translation."""
    return Html("".join(parts(body, say)).lstrip("\n"))


def parts(body: str, say: Callable[[str], str] = str) -> Iterator[Html]:
    """The same, block by block, each with the line breaks that set it off from the one before."""
    before: Block | None = None
    for block in blocks(body):
        yield Html(f"{_gap(before, block)}{escape(block.marker)}{inline(say(block.text))}")
        before = block


def plain(body: str) -> str:
    """A body as plain text: what the reader sees, without marks."""
    return visible_text(html(body))


def inline(text: str) -> Html:
    """Bold and links of one string as Telegram HTML, everything else escaped."""
    done, at = [], 0
    for mark in _INLINE.finditer(text):
        done += [escape(text[at : mark.start()]), _marked(mark)]
        at = mark.end()
    return Html("".join([*done, escape(text[at:])]))


def links(text: str) -> list[str]:
    """The addresses that a string links to."""
    return [link for mark in _INLINE.finditer(text) for link in _links(mark)]


def without_addresses(text: str) -> str:
    """The words that are read, without the pages that they link to."""
    return _INLINE.sub(lambda mark: mark["bold"] or mark["text"], text)


def loose_marks(text: str) -> list[str]:
    """Marks that close nothing, and would be shown to the reader as they are."""
    return _LOOSE.findall(visible_text(inline(text)))


def _item(item: re.Match[str], line: int, apart: bool) -> Block:
    if item["number"]:
        return Block(item["step"], item["number"].strip() + " ", line, apart)
    return Block(item["bullet"], "• ", line, apart)


def _gap(before: Block | None, block: Block) -> str:
    if before is None:
        return ""
    same_list = _is_step(block) == _is_step(before) and before.marker
    return "\n" if block.marker and (same_list or not block.apart) else "\n\n"


def _is_step(block: Block) -> bool:
    return block.marker[:1].isdigit()


def _marked(mark: re.Match[str]) -> str:
    if mark["bold"]:
        return f"<b>{inline(mark['bold'])}</b>"
    return f'<a href="{escape(mark["url"])}">{inline(mark["text"])}</a>'


def _links(mark: re.Match[str]) -> list[str]:
    return links(mark["bold"]) if mark["bold"] else [mark["url"]]
