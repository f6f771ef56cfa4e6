"""`/dashboard` in the coordinators' chat: a button that opens the charts and the archive inside Telegram."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import InlineKeyboardButton, Message

from delivery import Turn
from handlers.desk.acting import say
from handlers.filters import AtCoordinators
from handlers.house import House
from locales import Speech, visible_text
from needs_assessment import CoordinatorsChat
from needs_assessment.reference import Reference, write_reference


def make_router() -> Router:
    """The way to the dashboard."""
    router = Router(name="coordinators.dashboard")
    router.message.register(dashboard, Command("dashboard"), AtCoordinators())
    return router


async def dashboard(message: Message, coordinators: CoordinatorsChat, turn: Turn, house: House) -> None:
    """The button; where there is no dashboard, that there is none."""
    speech = house.catalogs[coordinators.language]
    rows = dashboard_row(house, coordinators.chat_id, speech)
    if not rows:
        await say(turn, message, speech.t("There is no dashboard here. Whoever runs the hotline can switch it on."))
    else:
        await say(turn, message, speech.t("Charts and the archive, for the members of this group."), [rows])


def dashboard_row(house: House, chat_id: int, speech: Speech, period: str = "") -> list[InlineKeyboardButton]:
    """A button that opens the dashboard of a chat, at a period or at the newest; empty where there is none.

    A link, because Telegram takes buttons of the kind `web_app` in private chats only:
    https://core.telegram.org/bots/api#inlinekeyboardbutton , https://core.telegram.org/bots/webapps#direct-link-mini-apps
    """
    app = house.rules.dashboard_app
    if app is None or not house.bot_name:
        return []
    reference = write_reference(house.vault, Reference(chat_id, period))
    address = f"https://t.me/{house.bot_name}{'/' if app else ''}{app}?startapp={reference}"
    return [InlineKeyboardButton(text=visible_text("📊 " + speech.t("Open the charts")), url=address)]
