"""Who may see the dashboard: whom Telegram vouches for, at each request, as a member of a coordinators' chat.

Nothing about the reader is kept or logged but a keyed hash, for a minute, to see how often they ask.
https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from aiogram import Bot
from aiogram.methods import GetChatMember
from aiogram.types import ChatMemberBanned, ChatMemberLeft, ChatMemberRestricted
from aiogram.utils.web_app import WebAppInitData, safe_parse_webapp_init_data

from bot.dashboard.pace import Pace
from bot.dashboard.refusal import Refused, Why
from delivery import Kind, fault_of
from needs_assessment import CoordinatorsChat, coordinators_chat
from needs_assessment.reference import NotOurs, Reference, read_reference
from storage import Clock, Database, Vault

OLDEST = timedelta(hours=1)
"""How long Telegram's word holds that this is who it says."""
CLOCKS_DIFFER = timedelta(minutes=1)
PATIENCE_SECONDS = 8
"""How long a reader waits for Telegram before they are told to try again."""
SCHEME = "tma "
"""https://docs.telegram-mini-apps.com/platform/init-data#sending-to-server : the usual name of this way in."""


class Door:
    """Lets members in; `bot` asks Telegram about them."""

    def __init__(self, bot: Bot, database: Database, vault: Vault, clock: Clock) -> None:
        self._bot = bot
        self._database = database
        self._vault = vault
        self._clock = clock
        self._pace = Pace()

    async def admit(self, authorization: str) -> tuple[CoordinatorsChat, str]:
        """The chat whose dashboard is read, and the period to begin with (or ""). Raises Refused."""
        now = self._clock()
        opened = _checked(self._bot.token, authorization, now)
        if opened.user is None:
            raise Refused(Why.FORGED)
        if not self._pace.grants(self._vault.person_key(opened.user.id), now):
            raise Refused(Why.FAST)
        reference = self._reference(opened.start_param)
        chat = await self._bound(reference.chat_id)
        await self._check_member(chat.chat_id, opened.user.id)
        return chat, reference.period

    def _reference(self, start_param: str | None) -> Reference:
        try:
            return read_reference(self._vault, start_param or "")
        except NotOurs:
            raise Refused(Why.LINK) from None

    async def _bound(self, chat_id: int) -> CoordinatorsChat:
        async with self._database.read() as tx:
            chat = await coordinators_chat(tx, chat_id)
        if chat is None:
            raise Refused(Why.UNBOUND)
        return chat

    async def _check_member(self, chat_id: int, user_id: int) -> None:
        call = GetChatMember(chat_id=chat_id, user_id=user_id)
        try:
            member = await self._bot(call, request_timeout=PATIENCE_SECONDS)
        except Exception as error:  # named by fault_of
            raise Refused(_why(error)) from None
        if not _is_in(member):
            raise Refused(Why.LEFT)


def _checked(token: str, authorization: str, now: datetime) -> WebAppInitData:
    """What Telegram says of the reader, if it is Telegram that says it, and of late."""
    if authorization[: len(SCHEME)].lower() != SCHEME:
        raise Refused(Why.FORGED)
    try:
        opened = safe_parse_webapp_init_data(token, authorization[len(SCHEME) :])
    except (ValueError, TypeError, RecursionError):  # TypeError: a hash with letters beyond ASCII
        raise Refused(Why.FORGED) from None
    if now - opened.auth_date > OLDEST:
        raise Refused(Why.STALE)
    if opened.auth_date - now > CLOCKS_DIFFER:
        raise Refused(Why.FUTURE)
    return opened


def _is_in(member: Any) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return not isinstance(member, ChatMemberLeft | ChatMemberBanned)


def _why(error: Exception) -> Why:
    fault = fault_of(error)
    known = {
        Kind.NO_CHAT: Why.UNBOUND,
        Kind.MOVED: Why.UNBOUND,
        Kind.NO_RIGHTS: Why.UNSEEN,
        Kind.REFUSED: Why.LEFT,  # PARTICIPANT_ID_INVALID, USER_ID_INVALID: Telegram knows of no such member
    }
    return known.get(fault.kind, Why.AWAY)
