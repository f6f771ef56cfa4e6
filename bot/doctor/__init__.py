"""`hamroh doctor`: looks at everything the hotline stands on, one line each, and says how to mend what is wrong."""

from __future__ import annotations

from bot.doctor.finding import Finding, bad, good
from bot.doctor.inside import content_finding, database_findings, redis_finding
from bot.doctor.outside import telegram_findings
from bot.errors import SettingsError
from bot.settings import read_settings

__all__ = ["Finding", "examine"]


async def examine() -> list[Finding]:
    """Look at everything; a fault in one part does not hide the others."""
    try:
        settings = read_settings()
    except SettingsError as error:
        return [bad("settings", str(error), "correct it in .env")]
    found = [good("settings", "complete")]
    found += await database_findings(settings)
    found.append(await redis_finding(settings))
    found.append(content_finding(settings))
    found += await telegram_findings(settings)
    return found
