"""What Telegram says: token, server, webhook, clock, and the bot's rights in its groups."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import GetChat, GetChatMember, GetWebhookInfo
from aiogram.types import ChatMemberAdministrator, ChatMemberOwner, User
from sqlalchemy.exc import DBAPIError

from bot.doctor.finding import Finding, bad, doubtful, good
from bot.doctor.inside import absent
from bot.errors import StartError
from bot.settings import Settings
from bot.telegram import connect
from delivery import Kind, fault_of
from handlers import NEEDED
from needs_assessment import coordinators_chats
from operators import desks
from storage import Database, StorageError, utc_now
from storage.migrate import versions

CLOCK_SECONDS = 30
SECONDS = 10


async def telegram_findings(settings: Settings) -> list[Finding]:
    """Everything that needs Telegram; one line when it cannot be reached."""
    try:
        bot = connect(settings)
    except StartError as error:
        return [bad("token", str(error), "set HAMROH_BOT_TOKEN")]
    try:
        me = await bot.get_me(request_timeout=SECONDS)
        return [
            good("token", "Telegram knows the bot"),
            await _webhook(bot, settings),
            await _clock(settings),
            *_dashboard(me, settings),
            *await _groups(bot, settings),
        ]
    except (TelegramAPIError, TimeoutError) as error:
        return [_unreached(error)]
    finally:
        await bot.session.close()


def _unreached(error: BaseException) -> Finding:
    if fault_of(error).kind is Kind.TOKEN:
        return bad("token", "Telegram refuses it", "copy HAMROH_BOT_TOKEN again from @BotFather")
    mend = "check the network, HAMROH_PROXY and HAMROH_BOT_API_URL"
    return bad("telegram", f"cannot be reached ({fault_of(error).kind})", mend)


async def _webhook(bot: Bot, settings: Settings) -> Finding:
    info = await bot(GetWebhookInfo(), request_timeout=SECONDS)
    if settings.webhook_url is None:
        if info.url:
            return doubtful("updates", "a webhook is set, the hotline polls", "the next start removes the webhook")
        return good("updates", "by long polling")
    if info.last_error_message:
        return doubtful(
            "updates", "Telegram could not reach the webhook", "check HAMROH_WEBHOOK_URL and its certificate"
        )
    return good("updates", f"by webhook, {info.pending_update_count} wait")


async def _clock(settings: Settings) -> Finding:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS)) as session:
        try:
            async with session.get(str(settings.bot_api_url), proxy=None) as answer:
                date = parsedate_to_datetime(answer.headers.get("Date", ""))
        except (aiohttp.ClientError, TimeoutError, ValueError, TypeError):
            return doubtful("clock", "could not be compared", "make sure that the machine's time is synchronised")
    return judge_clock(utc_now(), date)


def judge_clock(here: datetime, there: datetime) -> Finding:
    """Compare our clock with Telegram's."""
    apart = abs((here - there.astimezone(UTC)).total_seconds())
    if apart > CLOCK_SECONDS:
        return bad(
            "clock", f"is {apart:.0f} seconds off", "synchronise the machine's time (for instance systemd-timesyncd)"
        )
    return good("clock", "agrees with Telegram's")


async def _groups(bot: Bot, settings: Settings) -> list[Finding]:
    try:
        bound, reported = await _bound_chats(settings)
    except (DBAPIError, StorageError, OSError):
        return []  # said in the line about the database
    found = [await _desk(bot, chat_id) for chat_id in bound]
    if not bound:
        found.append(doubtful("desk", "none is bound: cases wait", "write /desk in a group with topics"))
    found += [await _coordinators(bot, settings, chat_id) for chat_id in reported]
    if not reported:
        found.append(doubtful("coordinators", "no chat is bound", "write /coordinators in the coordinators' group"))
    return found


async def _bound_chats(settings: Settings) -> tuple[list[int], list[int]]:
    database = Database.at(settings.database_url.get_secret_value())
    try:
        if absent(database) or (await versions(database))[0] is None:
            return [], []
        async with database.read() as tx:
            bound = [desk.chat_id for desk in await desks(tx)]
            return bound, [chat.chat_id for chat in await coordinators_chats(tx)]
    finally:
        await database.close()


async def _desk(bot: Bot, chat_id: int) -> Finding:
    try:
        chat = await bot(GetChat(chat_id=chat_id), request_timeout=SECONDS)
        me = await bot(GetChatMember(chat_id=chat_id, user_id=bot.id), request_timeout=SECONDS)
    except TelegramAPIError:
        return bad("desk", "the bot is not in it any more", "add the bot again and write /desk there")
    if not chat.is_forum:
        return bad("desk", "has no topics", "switch on Topics in the group's settings")
    lacks = [] if isinstance(me, ChatMemberOwner) else [right for right in NEEDED if not getattr(me, right, False)]
    if lacks or not isinstance(me, ChatMemberAdministrator | ChatMemberOwner):
        return bad("desk", f"the bot lacks {', '.join(lacks)}", "make it an administrator with these rights")
    return good("desk", "topics are on, the bot has its rights")


async def _coordinators(bot: Bot, settings: Settings, chat_id: int) -> Finding:
    try:
        await bot(GetChat(chat_id=chat_id), request_timeout=SECONDS)
        me = await bot(GetChatMember(chat_id=chat_id, user_id=bot.id), request_timeout=SECONDS)
    except TelegramAPIError:
        return bad("coordinators", "the bot is not in the chat any more", "add it again and write /coordinators there")
    if settings.dashboard_url is not None and not isinstance(me, ChatMemberAdministrator | ChatMemberOwner):
        return doubtful("coordinators", "the bot may not see who is in the chat", "make it an administrator there")
    return good("coordinators", "the bot is in the chat")


def _dashboard(me: User, settings: Settings) -> list[Finding]:
    """Telegram tells of the bot's main Mini App; of one with a short name it does not."""
    if settings.dashboard_url is None:
        return []
    if settings.dashboard_app is None and not me.has_main_web_app:
        mend = "set HAMROH_DASHBOARD_APP, or configure one at @BotFather"
        return [bad("dashboard", "the bot has no main Mini App", mend)]
    return [good("dashboard", "is switched on")]
