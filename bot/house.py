"""Opens the house: content, languages and rules, as handlers are given them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.content import load_content, read_content, staff_language_fault
from bot.errors import SettingsError
from bot.settings import Settings
from handlers import House, Rules, Shelf
from storage import Vault


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
