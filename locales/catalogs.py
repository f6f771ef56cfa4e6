"""All languages at once, read from their PO files when the program starts."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.support import Translations

from locales import po
from locales.speech import Speech

HERE = Path(__file__).parent
_ORDER = ("ru", "uz", "uz_Cyrl", "tg", "ky", "kk", "tk", "en")
"""Who is shown first where the phone's language says nothing; a language not named here follows, by its code."""


class Catalogs:
    """The languages there are: `catalogs.languages`, `catalogs["uz"]`, iteration over the speeches."""

    def __init__(self, speeches: dict[str, Speech]) -> None:
        self._speeches = speeches
        self.languages = tuple(speeches)
        """Codes, in the order in which to offer them."""

    @classmethod
    def load(cls, folder: Path = HERE) -> Catalogs:
        """Read every catalog under `folder`.

        Raises `CatalogError`: a file is broken, a folder is no language, or there is none at all.
        """
        codes = sorted(po.language_codes(folder), key=_rank)
        if not codes:
            raise po.CatalogError(folder.name, 1, f"no language has a LC_MESSAGES/{po.INTERFACE}.po here")
        return cls({code: _speech(folder, code) for code in codes})

    def __getitem__(self, code: str) -> Speech:
        return self._speeches[code]

    def __contains__(self, code: object) -> bool:
        return code in self._speeches

    def __iter__(self) -> Iterator[Speech]:
        return iter(self._speeches.values())

    def get(self, code: str | None) -> Speech | None:
        """The speech of a language, None for one that we lack (a stored choice may outlive its catalog)."""
        return self._speeches.get(code or "")


def _rank(code: str) -> tuple[int, str]:
    return (_ORDER.index(code) if code in _ORDER else len(_ORDER), code)


def _speech(folder: Path, code: str) -> Speech:
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError) as unknown:
        raise po.CatalogError(f"{folder.name}/{code}", 1, "the folder's name is no language code") from unknown
    content = po.read(folder, code, po.CONTENT)
    return Speech(code, locale, _translations(folder, code), _strings(content))


def _translations(folder: Path, code: str) -> Translations:
    catalog = po.read(folder, code, po.INTERFACE)
    compiled = BytesIO()
    try:
        write_mo(compiled, catalog)
        compiled.seek(0)
        return Translations(compiled, domain=po.INTERFACE)
    except ValueError as broken:
        shown = f"{folder.name}/{po.po_path(folder, code, po.INTERFACE).relative_to(folder).as_posix()}"
        raise po.CatalogError(shown, 1, f"its Plural-Forms cannot be used ({broken})") from broken


def _strings(catalog: Catalog) -> dict[str, str]:
    return {
        message.id: message.string
        for message in catalog
        if isinstance(message.id, str)
        and isinstance(message.string, str)
        and message.id
        and message.string
        and not message.fuzzy
    }
