"""The Babel extraction method for the content: `knowledge_base.extract:extract_content`, also for pybabel itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from babel.messages.extract import extract_from_dir

from knowledge_base.load import CITIES, OTHER_MATTERS, REPLIES, read_file
from knowledge_base.models import Cities, Emergency, Entry, Facts, OtherMatters, Replies, Topic
from knowledge_base.strings import String, city_strings, entry_strings, reply_strings, topic_strings
from knowledge_base.yaml_lines import Field, Lines
from locales import Extracted

CONTENT = "knowledge_base/content"
Found = tuple[int, None, str, list[str]]


def content_messages(root: Path) -> Iterator[Extracted]:
    """The strings of all topics, entries and cities under `root`, the checkout. Raises `ContentError`."""
    methods = [("**.yaml", "knowledge_base.extract:extract_content")]
    for file, line, message, comments, context in extract_from_dir(root / CONTENT, methods):
        yield f"{CONTENT}/{file}", line, message, comments, context


def extract_content(
    fileobj: BinaryIO, _keywords: Collection[str], _tags: Collection[str], **_options: Mapping[str, object]
) -> Iterator[Found]:
    """Line, no function name, msgid, and a comment with id and field for each string of one content file.

    Raises `ContentError` for a file that is not in our format: its translations would be lost otherwise.
    """
    path = Path(fileobj.name)
    if path.parent.name == "facts":
        read_file(path, path.name, Facts)
    elif path.parent.name == "emergencies":
        read_file(path, path.name, Emergency)
    elif path.name == OTHER_MATTERS:
        read_file(path, path.name, OtherMatters)
    elif path.name == CITIES:
        cities, lines = read_file(path, path.name, Cities)
        yield from _found("cities", lines, city_strings(cities.cities))
    elif path.name == REPLIES:
        replies, lines = read_file(path, path.name, Replies)
        yield from _found("replies", lines, reply_strings(replies.replies))
    elif path.parent.name == "topics":
        topic, lines = read_file(path, path.name, Topic)
        yield from _found(f"topic {topic.id}", lines, topic_strings(topic))
    else:
        entry, lines = read_file(path, path.name, Entry)
        yield from _found(entry.id, lines, entry_strings(entry))


def _found(owner: str, lines: Lines, strings: Iterator[String]) -> Iterator[Found]:
    for field, below, text in strings:
        yield lines.line(field) + below, None, text, [f"{owner}: {_dotted(field)}"]


def _dotted(field: Field) -> str:
    return ".".join(map(str, field))
