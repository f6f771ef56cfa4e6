"""Bringing every catalog up to what the code and the content say now. A second run changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog

from locales import po
from locales.extract import Extracted


def update_catalogs(folder: Path, domain: str, found: Iterable[Extracted]) -> tuple[Path, ...]:
    """Update `domain` in every language of `folder` to the messages `found`, and give the files that changed.

    A changed source keeps its old translation, marked fuzzy, with the old source beside it; what nobody uses any
    more stays at the end of the file, and comes back to life when it is used again. English fills itself.
    Raises `CatalogError`, before anything is written.
    """
    extracted, texts = list(found), {}
    for code in po.language_codes(folder):
        # A template for each: Babel hands its very messages on to the catalog.
        catalog = _updated(po.read(folder, code, domain), _template(extracted))
        if code == po.SOURCE_LANGUAGE:
            _fill_with_source(catalog)
        texts[po.po_path(folder, code, domain)] = po.written(catalog, code, lines=domain == po.CONTENT)
    return tuple(path for path, text in texts.items() if _write(path, text))


def _template(found: Iterable[Extracted]) -> Catalog:
    template = Catalog()
    for file, line, message, comments, context in found:
        template.add(message, None, [(file, line)], auto_comments=comments, context=context)
    return template


def _updated(catalog: Catalog, template: Catalog) -> Catalog:
    _revive(catalog)
    previous = {_key(message): po.take_previous(message) for message in catalog}
    catalog.update(template, update_creation_date=False)
    for message in catalog:
        message.previous_id = message.previous_id or previous.get(_key(message), [])
        if not message.fuzzy:
            message.previous_id = []
    return catalog


def _revive(catalog: Catalog) -> None:
    for message in list(catalog.obsolete.values()):
        if catalog.get(message.id, message.context) is None:
            catalog[message.id] = message
    catalog.obsolete.clear()


def _fill_with_source(catalog: Catalog) -> None:
    for message in catalog:
        if message.id:
            message.string = message.id if isinstance(message.id, str) else tuple(message.id)
            message.flags.discard("fuzzy")
            message.previous_id = []


def _key(message: object) -> tuple[object, object]:
    return getattr(message, "id", None), getattr(message, "context", None)


def _write(path: Path, text: str) -> bool:
    if path.exists() and path.read_text("utf-8") == text:
        return False
    part = path.with_suffix(".po.part")
    part.write_text(text, "utf-8")
    part.replace(path)
    return True
