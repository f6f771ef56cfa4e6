"""Loads what the hotline says: catalogs and content, checked enough to start."""

from __future__ import annotations

from pathlib import Path

from bot.errors import StartError
from bot.settings import Settings
from knowledge_base import CONTENT_FOLDER, ContentError, KnowledgeBase, load
from locales import CatalogError, Catalogs


def read_content(settings: Settings) -> tuple[Catalogs, Path]:
    """The catalogs, and the folder of the content. Raises StartError."""
    try:
        return Catalogs.load(), settings.content_folder or CONTENT_FOLDER
    except CatalogError as error:
        raise StartError(str(error)) from error


def load_content(folder: Path) -> KnowledgeBase:
    """What the hotline says. Raises StartError, which names the first fault."""
    try:
        return load(folder)
    except ContentError as error:
        first = error.faults[0]
        raise StartError(f"the content is broken: {first}; `hamroh kb check` lists every fault") from error


def staff_language_fault(settings: Settings, catalogs: Catalogs) -> str | None:
    """The one setting that only the catalogs can judge; what is wrong with it, or None."""
    if settings.staff_language in catalogs.languages:
        return None
    return f"HAMROH_STAFF_LANGUAGE must be one of {' '.join(catalogs.languages)}; see .env.example"
