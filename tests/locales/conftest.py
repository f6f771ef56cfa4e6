"""A folder of catalogs to read, break and update."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

HEADER = r"""msgid ""
msgstr ""
"Language: {code}\n"
"Plural-Forms: {plurals}\n"
"Content-Type: text/plain; charset=UTF-8\n"

"""
PLURALS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
}
Write = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "locales"


@pytest.fixture
def write(folder: Path) -> Write:
    """`write("uz", 'msgid "…"…')` makes a catalog and gives its path."""

    def write_catalog(code: str, body: str = "", domain: str = "hamroh") -> Path:
        path = folder / code / "LC_MESSAGES" / f"{domain}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        plurals = PLURALS.get(code, "nplurals=2; plural=(n != 1);")
        path.write_text(HEADER.format(code=code, plurals=plurals) + body, "utf-8")
        return path

    return write_catalog
