"""The demo: the hotline as it ships, against the simulator, on a database that is thrown away."""

from __future__ import annotations

from pathlib import Path

from bot.settings import Settings, read_settings

DESK, COORDINATORS = -1001000000001, -1001000000002
"""The simulated chats."""


def demo_settings(address: str, token: str, folder: Path) -> Settings:
    """The mission's settings with everything outside replaced; the running week may be looked at."""
    return read_settings(
        bot_token=token,
        bot_api_url=address,
        proxy=None,
        webhook_url=None,
        database_url=f"sqlite:///{folder / 'demo.db'}",
        redis_url=None,
        secret_key=None,
        desk_chat_id=DESK,
        coordinators_chat_id=COORDINATORS,
        preview_running_week=True,
    )


def greeting(address: str) -> str:
    """What the terminal says."""
    return "\n".join(
        [
            "",
            "  Hamroh runs against a simulated Telegram. Open this page in a browser:",
            "",
            f"      {address}/",
            "",
            "  Press Start on a phone, answer at the desk, write /week in the coordinators' chat. Ctrl-C ends it.",
            "",
        ]
    )
