"""What people type, by language and by what would be right: plain text, a message a line, for the models to learn from.

    [passport-lost]
    pasportimni yoqotib qoydim nima qilay
    [other]
    kim yutadi bugun
    [calm]
    tez yordam bepulmi
    [danger medical]
    akam hushidan ketdi

Under the id of an answer stands what it answers, under `other` what none answers, under `danger` and a kind what tells
that somebody is in danger, under `calm` what only sounds so, and may have an answer or not. A line that begins with #
is a remark. Files of thousands of messages, written by many hands: no YAML, which takes a hundred times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from knowledge_base.faults import Fault
from knowledge_base.models import EMERGENCIES, Kind

FOLDER = "examples"
OTHER, CALM, DANGER = "other", "calm", "danger"
_SECTION = re.compile(r"\[(?P<name>[a-z0-9-]+)(?: (?P<kind>[a-z-]+))?\]")


@dataclass(frozen=True)
class Example:
    """A message as somebody might type it. Without `entry` and `danger`, and not `calm`, no answer is for it."""

    language: str
    text: str
    entry: str = ""
    danger: Kind | None = None
    calm: bool = False

    @property
    def other(self) -> bool:
        """Whether no answer of ours is for it."""
        return not (self.entry or self.danger or self.calm)


def read_examples(folder: Path, entries: Set[str], faults: list[Fault]) -> tuple[Example, ...]:
    """The examples of every language, files in alphabetical order; what is wrong is added to `faults`."""
    files = sorted((folder / FOLDER).glob("*.txt"))
    return tuple(example for file in files for example in _read(file, entries, faults))


def _read(file: Path, entries: Set[str], faults: list[Fault]) -> Iterator[Example]:
    shown = f"{FOLDER}/{file.name}"
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError:
        faults.append(Fault(shown, 1, "", "not written in UTF-8"))
        return
    section: Example | None = None
    for number, line in enumerate(map(str.strip, lines), 1):
        if line.startswith("["):
            section, wrong = _section(line, file.stem, entries)
            if wrong:
                faults.append(Fault(shown, number, "", wrong))
        elif line and not line.startswith("#"):
            if section is None:
                faults.append(Fault(shown, number, "", "stands under no [section]"))
                return
            yield Example(section.language, line, section.entry, section.danger, section.calm)


def _section(line: str, language: str, entries: Set[str]) -> tuple[Example, str]:
    found = _SECTION.fullmatch(line)
    name, kind = (found["name"], found["kind"]) if found else ("", None)
    if name == DANGER and kind in EMERGENCIES:
        return Example(language, "", danger=cast("Kind", kind)), ""
    if kind is None and name in (OTHER, CALM):
        return Example(language, "", calm=name == CALM), ""
    if kind is None and name in entries:
        return Example(language, "", entry=name), ""
    kinds = " ".join(EMERGENCIES)
    wrong = f"no section: it must be [<id of an entry>], [{OTHER}], [{CALM}] or [{DANGER} <kind>], kinds: {kinds}"
    return Example(language, ""), wrong
