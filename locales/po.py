"""PO files: read strictly, with one clear line for what is broken, and written so that nothing but content changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, normalize, read_po

INTERFACE = "hamroh"
"""Domain of buttons and messages; its msgids are the English strings of the code."""
CONTENT = "knowledge_base"
"""Domain of the answers; its msgids are the English strings of the YAML files."""
SOURCE_LANGUAGE = "en"
"""The language of all msgids."""

_LINE = re.compile(r'(?:#.*|(?:(?:#~ )?(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) )?"(?:[^"\\]|\\.)*")?')
_FACT = re.compile(r"\{[a-z0-9]+-")
_PREVIOUS = re.compile(r'\| msgid(?:_plural)? "(.*)"')


class CatalogError(Exception):
    """A catalog that cannot be read; `str()` is one line that names file, line, and what to do."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        self.file, self.line, self.problem = file, line, problem
        super().__init__(f"{file}:{line}: {problem}; mend this line, or take the file's last good version")


def po_path(folder: Path, code: str, domain: str) -> Path:
    """Where the catalog of a language and domain lies."""
    return folder / code / "LC_MESSAGES" / f"{domain}.po"


def language_codes(folder: Path) -> tuple[str, ...]:
    """The languages there are: the folders with an interface catalog, in alphabetical order."""
    return tuple(sorted(path.parts[-3] for path in folder.glob(f"*/LC_MESSAGES/{INTERFACE}.po")))


def read(folder: Path, code: str, domain: str) -> Catalog:
    """The catalog of a language; an empty one where there is no file yet.

    Raises `CatalogError` for what gettext's own tools would refuse, and for an unclosed quote, which Babel swallows.
    """
    path = po_path(folder, code, domain)
    shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
    data = path.read_bytes() if path.exists() else b""
    text = _decoded(data, shown)
    lines = text.split("\n")  # not splitlines(): it also splits at U+2028, inside strings
    for number, line in enumerate(lines, 1):
        if not _LINE.fullmatch(line.strip()):
            raise CatalogError(shown, number, "not a line of a PO file, or a quote is missing")
    try:
        return read_po(lines, locale=code, domain=domain, abort_invalid=True)
    except PoFileError as broken:
        raise CatalogError(shown, broken.lineno + 1, str(broken).rpartition(" on ")[0]) from broken
    except (ValueError, LookupError, AttributeError, TypeError) as broken:
        raise CatalogError(shown, 1, f"its parts are out of order ({broken})") from broken


def _decoded(data: bytes, shown: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = data.count(b"\n", 0, broken.start) + 1
        raise CatalogError(shown, line, "not written in UTF-8") from broken


def take_previous(message: Message) -> list[str]:
    """Take the `#| msgid` lines of a fuzzy message out of its comments, where Babel's reader puts them."""
    found = [match[1] for comment in message.user_comments if (match := _PREVIOUS.fullmatch(comment))]
    message.user_comments = [comment for comment in message.user_comments if not comment.startswith("|")]
    return [text.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\") for text in found]


def written(catalog: Catalog, code: str, *, lines: bool) -> str:
    """The text of a PO file: no dates, names or tool versions, sorted by place, never wrapped.

    `lines` adds line numbers to the references; without them an edit of code changes no catalog.
    """
    messages = [message for message in catalog if message.id]
    blocks = [_header(catalog, code)]
    forms = catalog.num_plurals
    blocks += ["\n".join(_message(message, forms, lines)) for message in sorted(messages, key=_place)]
    blocks += ["\n".join(_obsolete(message, forms)) for message in sorted(catalog.obsolete.values(), key=_key)]
    return "\n\n".join(blocks) + "\n"


def _header(catalog: Catalog, code: str) -> str:
    fields = [
        "Project-Id-Version: hamroh",
        f"Language: {code}",
        f"Plural-Forms: {catalog.plural_forms}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    return "\n".join(['msgid ""', 'msgstr ""', *(f'"{field}\\n"' for field in fields)])


def _message(message: Message, forms: int, lines: bool) -> Iterator[str]:
    yield from (f"# {comment}" for comment in message.user_comments)
    yield from (f"#. {comment}" for comment in sorted(set(message.auto_comments)))
    yield from (f"#: {place}" for place in _references(message, lines))
    if flags := message.flags - _wrong_flags(message):
        yield "#, " + ", ".join(sorted(flags))
    for keyword, previous in zip(("msgid", "msgid_plural"), message.previous_id, strict=False):
        one_line = previous.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        yield f'#| {keyword} "{one_line}"'
    yield from _strings(message, forms)


def _wrong_flags(message: Message) -> set[str]:
    """Babel takes the hyphened names of facts for Python's format; editors would call each of them an error."""
    source = message.id if isinstance(message.id, str) else message.id[0]
    return {"python-brace-format"} if _FACT.search(source) else set()


def _references(message: Message, lines: bool) -> list[str]:
    if lines:
        return [f"{file}:{line}" for file, line in sorted(set(message.locations))]
    return sorted({file for file, _ in message.locations})


def _strings(message: Message, forms: int) -> Iterator[str]:
    if message.context:
        yield f"msgctxt {normalize(message.context, width=0)}"
    if isinstance(message.id, str):
        yield f"msgid {normalize(message.id, width=0)}"
        yield f"msgstr {normalize(_string(message), width=0)}"
        return
    yield f"msgid {normalize(message.id[0], width=0)}"
    yield f"msgid_plural {normalize(message.id[1], width=0)}"
    strings = list(message.string or ()) + [""] * forms
    for index in range(forms):
        yield f"msgstr[{index}] {normalize(strings[index], width=0)}"


def _string(message: Message) -> str:
    return message.string if isinstance(message.string, str) else ""


def _obsolete(message: Message, forms: int) -> Iterator[str]:
    for chunk in _strings(message, forms):
        yield from (f"#~ {line}" for line in chunk.splitlines())


def _key(message: Message) -> tuple[str, str]:
    return (message.id if isinstance(message.id, str) else message.id[0], message.context or "")


def _place(message: Message) -> tuple[tuple[str, int], tuple[str, str]]:
    first = min(((file, line or 0) for file, line in message.locations), default=("", 0))
    return first, _key(message)
