"""One update through aiogram's dispatcher: who it comes from is looked up, then the handlers have it."""

from __future__ import annotations

from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import GetChat, GetChatMember
from aiogram.types import ChatMemberAdministrator, ChatMemberOwner, Update

from delivery import Turn, fault_of
from handlers import NEEDED, House, Standing, Visitor, apologise
from handlers.buttons import LiftBan
from locales import negotiate
from storage.people import language_of, note_messages, seen

BINDING = ("/desk", "/coordinators", "/hours", "/ban")
"""Commands for which Telegram is asked, before the transaction, what the sender may do."""
GUARDED = (f"{LiftBan.__prefix__}:",)
"""Beginnings of what stands behind buttons for which it is asked, too."""


class AiogramHandling:
    """See `delivery.lanes.Handling`."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher, house: House) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._house = house

    async def prepare(self, update: dict[str, Any]) -> dict[str, Any]:
        """Ask for the sender's and the bot's rights where a command or a button needs them."""
        message, tapped = update.get("message") or {}, update.get("callback_query") or {}
        if str(message.get("text", "")).startswith(BINDING):
            chat_id = int(message["chat"]["id"])
            anonymous = message.get("sender_chat", {}).get("id") == chat_id
            return {"standing": await self._standing(chat_id, int(message["from"]["id"]), anonymous=anonymous)}
        if str(tapped.get("data", "")).startswith(GUARDED) and "message" in tapped:
            return {"standing": await self._standing(int(tapped["message"]["chat"]["id"]), int(tapped["from"]["id"]))}
        return {"standing": Standing()}

    async def handle(self, update: dict[str, Any], turn: Turn, prepared: dict[str, Any]) -> None:
        """Dispatch inside the turn's transaction."""
        parsed = Update.model_validate(update, context={"bot": self._bot})
        visitor = await self._visitor(parsed, turn)
        await self._dispatcher.feed_update(self._bot, parsed, turn=turn, house=self._house, visitor=visitor, **prepared)

    async def set_aside(self, update: dict[str, Any] | None, turn: Turn) -> None:
        """Apologise and raise the alarm."""
        await apologise(turn, self._house, update)

    async def _visitor(self, update: Update, turn: Turn) -> Visitor | None:
        tapped, message = update.callback_query, update.message or update.edited_message
        chat = tapped.message.chat if tapped and tapped.message else message.chat if message else None
        sender = tapped.from_user if tapped else message.from_user if message else None
        if chat is None or chat.type != "private" or sender is None:
            return None
        key = self._house.vault.person_key(chat.id)
        await seen(turn.tx, key, turn.now)
        if message is not None:
            await note_messages(turn.tx, key, [message.message_id], turn.now)
        return await self._known(turn, key, chat.id, sender.language_code)

    async def _known(self, turn: Turn, key: str, chat_id: int, phone_language: str | None) -> Visitor:
        catalogs = self._house.catalogs
        chosen = await language_of(turn.tx, key)
        language = chosen if chosen in catalogs.languages else None
        speech = catalogs[language or _guess(phone_language, catalogs.languages)]
        return Visitor(key, chat_id, language, phone_language, speech)

    async def _standing(self, chat_id: int, sender_id: int, *, anonymous: bool = False) -> Standing:
        try:
            chat = await self._bot(GetChat(chat_id=chat_id))
            me = await self._bot(GetChatMember(chat_id=chat_id, user_id=self._bot.id))
            sender = await self._bot(GetChatMember(chat_id=chat_id, user_id=sender_id))
        except TelegramAPIError as error:
            if not fault_of(error).final:
                raise  # tried again: "you are no administrator" would be untrue
            return Standing()
        lacks = () if isinstance(me, ChatMemberOwner) else tuple(r for r in NEEDED if not getattr(me, r, False))
        may = anonymous or isinstance(sender, ChatMemberAdministrator | ChatMemberOwner)
        return Standing(may, bool(chat.is_forum), lacks)


def _guess(phone_language: str | None, languages: tuple[str, ...]) -> str:
    """The phone's language where we speak it, else Russian."""
    first = negotiate(phone_language, languages)[0]
    spoken = (phone_language or "").lower().replace("_", "-").split("-")[0]
    return first if first.split("_")[0] == spoken else "ru"
