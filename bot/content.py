"""Loads what the hotline says: catalogs and content, checked enough to start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot.errors import SettingsError, StartError
from bot.settings import Settings
from handlers import House, Rules, Shelf
from knowledge_base import CONTENT_FOLDER, ContentError, KnowledgeBase, load
from locales import CatalogError, Catalogs
from storage import Vault


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


def open_house(settings: Settings, vault: Vault, new_code: Callable[[], str]) -> House:
    """Everything that handlers are given. Raises StartError or SettingsError in one line."""
    catalogs, folder = read_content(settings)
    content = load_content(folder)
    if fault := staff_language_fault(settings, catalogs):
        raise SettingsError(fault)
    return House(Shelf.of(catalogs, content), vault, _rules(settings), new_code)


def _rules(settings: Settings) -> Rules:
    return Rules(
        zone=settings.timezone,
        staff_language=settings.staff_language,
        case_grace=settings.case_grace,
        case_silence=settings.case_silence,
        claim_within=timedelta(minutes=settings.claim_minutes),
        answer_within=timedelta(minutes=settings.answer_minutes),
        urgent_within=timedelta(minutes=settings.urgent_minutes),
        person_lives=timedelta(days=settings.keep_person_days),
        threshold=settings.report_threshold,
        outside_threshold=settings.outside_threshold,
        report_at=settings.report_at,
        preview_running_week=settings.preview_running_week,
        dashboard_app=None if settings.dashboard_url is None else settings.dashboard_app or "",
    )
