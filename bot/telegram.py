"""The connection to Telegram, or to whatever speaks its Bot API."""

from __future__ import annotations

from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import TelegramMethod

from bot.errors import StartError
from bot.settings import Settings

POLL_SECONDS = 25
ALLOWED = ["message", "edited_message", "callback_query", "message_reaction", "my_chat_member", "chat_member"]
"""The updates we ask for."""


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates with the updates left as JSON: one that our library cannot read must not hold up the others."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int = POLL_SECONDS
    allowed_updates: list[str] = ALLOWED


def connect(settings: Settings) -> Bot:
    """The bot of the token. Raises StartError when there is no token."""
    if settings.bot_token is None:
        raise StartError("HAMROH_BOT_TOKEN is missing: get one from @BotFather, or try `hamroh demo`, which needs none")
    server = TelegramAPIServer.from_base(str(settings.bot_api_url).rstrip("/"))
    proxy = None if settings.proxy is None else str(settings.proxy)
    try:
        session = AiohttpSession(api=server, proxy=proxy)
    except RuntimeError as error:  # aiogram's word for a library that is not installed
        raise StartError("HAMROH_PROXY needs one more library: pip install 'hamroh[proxy]'") from error
    # A call that has not answered by now is doubtful; well below the outbox's lease.
    session.timeout = POLL_SECONDS + 5
    return Bot(settings.bot_token.get_secret_value(), session=session)
