from __future__ import annotations

import ast
from pathlib import Path

import pytest

from locales.extract import ROOMS

ROOT = Path(__file__).parents[2]
FILES = [file for room in ROOMS for file in (ROOT / room).rglob("*.py")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_words_hide_inside_an_f_string(file: Path) -> None:
    """Babel's extractor cannot look into an f-string before Python 3.12: such words would reach no translator."""
    hidden = [
        call.lineno
        for outer in ast.walk(ast.parse(file.read_text()))
        if isinstance(outer, ast.JoinedStr)
        for call in ast.walk(outer)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("t", "n", "ctx")
        and any(isinstance(argument, ast.Constant) for argument in call.args)
    ]
    assert hidden == []
