"""What is wrong with the catalogs: missing, fuzzy, fields lost, wrong script, HTML that Telegram refuses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural

from locales import po, scripts
from locales.speech import FIELD
from locales.telegram_html import fault_in

_TYPED = re.compile(r"(?:/[a-z]+|hamroh)(?: [a-z]+)+")
"""What a reader types as it stands, in any script: `/desk shared`, `hamroh inbox retry`."""
_NOT_WORDS = re.compile(
    r"\{[^{}]*\}|<[^<>]*>|\]\([^)]*\)|https?://\S+|[\w.+-]+@[\w-]+\.\w[\w.-]*|@\w+|(?<!\w)/\w+"
    r"|\b[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,}\b"
)
_NAMES = {"Telegram", "WhatsApp", "Hamroh", "Excel", "HXL", "PDF"}
_COMMAND = re.compile(r"(?<![\w/<:.])/[a-z]{2,}")
_COPIED = 3
"""From this many words on, a text equal in two languages has not been translated."""
_ENOUGH = 30
"""From this many strings on, a catalog that never uses its own letters is in another language."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing wrong in one catalog; `str()` is a line that an editor can jump to."""

    file: str
    line: int
    language: str
    domain: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: [{self.rule}] {self.message}"


def check_catalogs(folder: Path) -> list[Finding]:
    """Everything wrong in every language and domain under `folder`, in the order of files and lines.

    Raises `CatalogError` for a file that cannot be read.
    """
    found: list[Finding] = []
    for domain in (po.INTERFACE, po.CONTENT):
        catalogs = {code: po.read(folder, code, domain) for code in po.language_codes(folder)}
        every = {_key(message): message for catalog in catalogs.values() for message in catalog if message.id}
        for code, catalog in catalogs.items():
            found += _check_catalog(folder, domain, code, catalog, list(every.values()))
    return sorted(found)


def check_message(code: str, source: str, translation: str) -> Iterator[tuple[str, str]]:
    """Rule and message for all that is wrong with one translation by itself."""
    if not translation.strip():
        yield "missing", f"no translation of {_short(source)}"
        return
    yield from _check_marks(source, translation)
    yield from _check_script(code, source, translation)


def _check_catalog(
    folder: Path, domain: str, code: str, catalog: Catalog, every: Sequence[Message]
) -> Iterator[Finding]:
    path = po.po_path(folder, code, domain)
    file = f"{folder.name}/{path.relative_to(folder).as_posix()}"

    def finding(line: int, rule: str, message: str) -> Finding:
        return Finding(file, line, code, domain, rule, message)

    if catalog.num_plurals != get_plural(code).num_plurals:
        yield finding(1, "plural-forms", f"the header needs {get_plural(code)}")
    if _never_own(code, catalog):
        yield finding(1, "own-letters", "the letters of this language never occur: is it in another one?")
    for known in every:
        message = catalog.get(known.id, known.context)
        if message is None:
            yield finding(1, "missing", f"the catalog lacks {_short(_ids(known)[0])}")
            continue
        line = message.lineno or 1
        yield from (finding(line, rule, text) for rule, text in _check_strings(code, message))


def _check_strings(code: str, message: Message) -> Iterator[tuple[str, str]]:
    if message.fuzzy:
        yield "fuzzy", f"nobody has looked at {_short(_ids(message)[0])} since its source changed"
        return
    ids = _ids(message)
    forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    for index, form in enumerate(forms):
        # The form for one may leave out the number in the languages in which it is said of one only.
        source = ids[0] if index == 0 and _fields(str(form)) == _fields(ids[0]) else ids[-1]
        yield from check_message(code, source, str(form or ""))


def _check_marks(source: str, translation: str) -> Iterator[tuple[str, str]]:
    if _fields(source) != _fields(translation):
        yield "placeholders", f"the fields of {_short(source)} are {sorted(_fields(source).elements())}"
    if Counter(_COMMAND.findall(source)) != Counter(_COMMAND.findall(translation)):
        yield "commands", f"the commands of {_short(source)} differ"
    fault = fault_in(translation) if fault_in(source) is None else None
    if fault:
        yield "html", f"{fault}, in the translation of {_short(source)}"


def _check_script(code: str, source: str, translation: str) -> Iterator[tuple[str, str]]:
    text = _NOT_WORDS.sub(" ", _TYPED.sub(lambda typed: " " if typed[0] in source else typed[0], translation))
    known = set(scripts.words(source)) if _speaks(code, text) else _NAMES
    for word in scripts.words(text):
        found = scripts.scripts_in(word)
        if len(found) > 1:
            yield "mixed-script", f"{word!r} mixes Latin and Cyrillic letters"
        elif found and scripts.script_of(code) not in found and not (word in known and _is_name(word)):
            yield "script", f"{word!r} is not in the script of {code}"
    if foreign := scripts.foreign_letters(code, _without(text, known)):
        yield "letters", f"{code} has no {' '.join(foreign)}, in the translation of {_short(source)}"
    if mark := scripts.wrong_apostrophe(code, text):
        yield "apostrophe", f"write ʻ (U+02BB) or ʼ (U+02BC), not {mark}, in the translation of {_short(source)}"
    copied = source == translation and code != po.SOURCE_LANGUAGE
    if copied and len(scripts.words(_NOT_WORDS.sub(" ", source))) >= _COPIED:
        yield "copied", f"the translation of {_short(source)} is the source itself"


def _speaks(code: str, text: str) -> bool:
    """Whether there is a word of the language beside the names, so that they are not simply all left as they were."""
    return any(scripts.scripts_in(word) == {scripts.script_of(code)} for word in scripts.words(text))


def _is_name(word: str) -> bool:
    """Names of firms and things stay in their script (Telegram, IOM, ruID), and so do Russian words in quotes."""
    return word != word.lower() or scripts.scripts_in(word) == {"Cyrl"}


def _without(text: str, known: set[str]) -> str:
    return " ".join(word for word in scripts.words(text) if word not in known)


def _never_own(code: str, catalog: Catalog) -> bool:
    strings = [str(message.string) for message in catalog if message.id and message.string]
    own = scripts.OWN_LETTERS.get(code, frozenset())
    return bool(own) and len(strings) >= _ENOUGH and not own & set("".join(strings).lower())


def _fields(text: str) -> Counter[str]:
    return Counter(FIELD.findall(text))


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _key(message: Message) -> tuple[str, str]:
    return _ids(message)[0], message.context or ""


def _short(text: str) -> str:
    return repr(text if len(text) <= 48 else text[:45] + "…")
