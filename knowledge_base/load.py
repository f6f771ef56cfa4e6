"""The one loader: the YAML files of a folder become a `KnowledgeBase`, or a list of faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from knowledge_base.examples import read_examples
from knowledge_base.faults import ContentError, Fault
from knowledge_base.kb import KnowledgeBase, Origin
from knowledge_base.models import Cities, Emergency, Entry, Fact, Facts, OtherMatters, Replies, Topic
from knowledge_base.tree import MENU
from knowledge_base.yaml_lines import Broken, Lines, read_lines

CONTENT_FOLDER = Path(__file__).parent / "content"
CITIES = "cities.yaml"
OTHER_MATTERS = "other-matters.yaml"
REPLIES = "replies.yaml"
PATTERNS = ("topics/*.yaml", "entries/*/*.yaml", "facts/*.yaml", "emergencies/*.yaml", CITIES, OTHER_MATTERS, REPLIES)
Model = TypeVar("Model", bound=BaseModel)


def load(folder: Path = CONTENT_FOLDER) -> KnowledgeBase:
    """Read topics, entries, facts, emergencies, cities, replies and examples from their files under a folder.

    Raises `ContentError` with all faults of all files: wrong fields, names that do not fit, ids given twice.
    """
    faults: list[Fault] = []
    topics = list(_read_all(folder, "topics/*.yaml", Topic, faults))
    entries = list(_read_all(folder, "entries/*/*.yaml", Entry, faults))
    shelves = list(_read_all(folder, "facts/*.yaml", Facts, faults))
    cities = list(_read_all(folder, CITIES, Cities, faults))
    emergencies = list(_read_all(folder, "emergencies/*.yaml", Emergency, faults))
    others = list(_read_all(folder, OTHER_MATTERS, OtherMatters, faults))
    replies = list(_read_all(folder, REPLIES, Replies, faults))
    examples = read_examples(folder, {entry.id for entry, _ in entries}, faults)
    faults += _stray(folder)
    faults += _misplaced(topics, entries)
    faults += _misnamed(emergencies)
    facts = _facts(shelves, faults)
    if faults:
        raise ContentError(faults)
    kb = _in_order(topics, entries, facts, cities, emergencies, others)
    origins = {origin.file.removesuffix(".yaml"): origin for _, origin in replies}
    return replace(
        kb,
        replies={one.slug: one for file, _ in replies for one in file.replies},
        examples=examples,
        origins={**kb.origins, **origins},
    )


def read_file(path: Path, shown: str, model: type[Model]) -> tuple[Model, Lines]:
    """One file as one model, with its lines. Raises `ContentError`, which names the file as `shown`."""
    try:
        read = read_lines(path)
    except Broken as broken:
        raise ContentError([Fault(shown, broken.line, _dotted(broken.field), broken.message)]) from broken
    try:
        return model.model_validate(read.value), read
    except ValidationError as wrong:
        raise ContentError(list(_faults(shown, read, wrong))) from wrong


def _read_all(folder: Path, pattern: str, model: type[Model], faults: list[Fault]) -> Iterator[tuple[Model, Origin]]:
    for path in sorted(folder.glob(pattern)):
        shown = path.relative_to(folder).as_posix()
        try:
            found, read = read_file(path, shown, model)
        except ContentError as wrong:
            faults += wrong.faults
        else:
            yield found, Origin(shown, read)


def _faults(shown: str, read: Lines, wrong: ValidationError) -> Iterator[Fault]:
    for error in wrong.errors(include_url=False, include_input=False):
        yield Fault(shown, read.line(error["loc"]), _dotted(error["loc"]), error["msg"])


def _dotted(field: Iterable[str | int]) -> str:
    return ".".join(map(str, field))


def _stray(folder: Path) -> Iterator[Fault]:
    """Files that would silently not be read."""
    taken = {path for pattern in PATTERNS for path in folder.glob(pattern)}
    for path in sorted({*folder.rglob("*.yaml"), *folder.rglob("*.yml")} - taken):
        shown = path.relative_to(folder).as_posix()
        yield Fault(shown, 1, "", "belongs under topics/, entries/<topic>/, facts/ or emergencies/")


def _misplaced(topics: list[tuple[Topic, Origin]], entries: list[tuple[Entry, Origin]]) -> Iterator[Fault]:
    known = {topic.id for topic, _ in topics}
    seen: dict[str, str] = {}
    for topic, origin in topics:
        if origin.file != f"topics/{topic.id}.yaml":
            yield Fault(origin.file, origin.line(("id",)), "id", f"the file must be topics/{topic.id}.yaml")
    for entry, origin in entries:
        if entry.id in seen:
            yield Fault(origin.file, origin.line(("id",)), "id", f"{entry.id} is also in {seen[entry.id]}")
        elif origin.file != f"entries/{entry.topic}/{entry.id}.yaml":
            place = f"the file must be entries/{entry.topic}/{entry.id}.yaml"
            yield Fault(origin.file, origin.line(("id",)), "id", place)
        if entry.id == MENU:
            yield Fault(origin.file, origin.line(("id",)), "id", f"{MENU} is the name of the first screen")
        if entry.topic not in known:
            yield Fault(origin.file, origin.line(("topic",)), "topic", f"there is no topic {entry.topic}")
        seen[entry.id] = origin.file


def _misnamed(emergencies: list[tuple[Emergency, Origin]]) -> Iterator[Fault]:
    for one, origin in emergencies:
        if origin.file != f"emergencies/{one.id}.yaml":
            yield Fault(origin.file, origin.line(("id",)), "id", f"the file must be emergencies/{one.id}.yaml")


def _facts(shelves: list[tuple[Facts, Origin]], faults: list[Fault]) -> dict[str, tuple[Fact, Origin]]:
    found: dict[str, tuple[Fact, Origin]] = {}
    for shelf, origin in shelves:
        for index, fact in enumerate(shelf.facts):
            here = Origin(origin.file, origin.read, ("facts", index))
            if fact.id in found:
                elsewhere = found[fact.id][1]
                message = f"{fact.id} is also at {elsewhere.file}:{elsewhere.line(())}"
                faults.append(Fault(here.file, here.line(("id",)), "id", message))
            found[fact.id] = (fact, here)
    return found


def _in_order(
    topics: list[tuple[Topic, Origin]],
    entries: list[tuple[Entry, Origin]],
    facts: dict[str, tuple[Fact, Origin]],
    cities: list[tuple[Cities, Origin]],
    emergencies: list[tuple[Emergency, Origin]],
    others: list[tuple[OtherMatters, Origin]],
) -> KnowledgeBase:
    topics = sorted(topics, key=lambda found: (found[0].order, found[0].id))
    place = {topic.id: index for index, (topic, _) in enumerate(topics)}
    entries = sorted(entries, key=lambda found: (place[found[0].topic], found[0].order, found[0].id))
    return KnowledgeBase(
        topics={topic.id: topic for topic, _ in topics},
        entries={entry.id: entry for entry, _ in entries},
        facts={name: fact for name, (fact, _) in facts.items()},
        cities={city.id: city for file, _ in cities for city in file.cities},
        emergencies={one.id: one for one, _ in emergencies},
        other_matters={code: texts for file, _ in others for code, texts in file.questions.items()},
        origins={entry.id: origin for entry, origin in entries}
        | {f"topic:{topic.id}": origin for topic, origin in topics}
        | {f"fact:{name}": origin for name, (_, origin) in facts.items()}
        | {f"emergency:{one.id}": origin for one, origin in emergencies}
        | {origin.file.removesuffix(".yaml"): origin for _, origin in cities},
    )
