"""YAML read with the line of every value, all scalars as the author typed them: a telephone number is no integer."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

Field = tuple[str | int, ...]
_DEEPEST = 12
_EMPTY = frozenset(["", "~", "null"])


@dataclass(frozen=True)
class Broken(Exception):
    """The file is not the YAML we take."""

    line: int
    field: Field
    message: str


@dataclass(frozen=True)
class Lines:
    """Values and where they stand."""

    value: object
    lines: dict[Field, int] = field(default_factory=dict)

    def line(self, where: Field) -> int:
        """The line of a field; that of what holds it, where it is missing."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


def read_lines(path: Path) -> Lines:
    """Read one file. Raises `Broken`."""
    try:
        node = yaml.compose(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark or broken.context_mark
        raise Broken(mark.line + 1 if mark else 1, (), f"not YAML: {broken.problem}") from broken
    except (yaml.YAMLError, UnicodeDecodeError) as broken:
        raise Broken(1, (), "not YAML in UTF-8") from broken
    if node is None:
        raise Broken(1, (), "the file is empty")
    lines: dict[Field, int] = {}
    return Lines(_value(node, (), lines), lines)


def _value(node: yaml.Node, where: Field, lines: dict[Field, int]) -> object:
    line = node.start_mark.line + 1
    lines.setdefault(where, line)
    if len(where) > _DEEPEST:
        raise Broken(line, where, "nested too deeply")
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, where, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*where, index), lines) for index, item in enumerate(node.value)]
    plain = getattr(node, "style", None) is None
    return None if plain and node.value in _EMPTY else node.value


def _mapping(node: yaml.MappingNode, where: Field, lines: dict[Field, int]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in found:
            raise Broken(line, (*where, name), "given twice")
        lines[(*where, name)] = line
        found[name] = _value(value, (*where, name), lines)
    return found
