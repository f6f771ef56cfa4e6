"""The composition root: the only place that knows how the parts are wired."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from random import SystemRandom
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.methods import GetForumTopicIconStickers
from aiohttp import web
from redis.asyncio import Redis

from bot.binding import bind_from_settings
from bot.dashboard import Archive, Door, Stage, listening, make_site
from bot.errors import StartError
from bot.handling import AiogramHandling
from bot.house import open_house
from bot.polling import poll
from bot.reload import ContentWatch
from bot.secret import open_vault, recognise
from bot.settings import Settings
from bot.telegram import connect
from bot.ticker import Chore, ticking
from bot.webhook import webhook
from delivery import Inbox, Kind, Lanes, MemoryPacer, Outbox, Pacer, Sender, Turn, fault_of
from delivery.redis_pacing import RedisPacer
from handlers import (
    House,
    TelegramCourier,
    all_routers,
    command_calls,
    is_urgent,
    look_after_desks,
    post_content_refused,
    post_due_reports,
    tidy,
)
from handlers.flood import MemoryFlood
from handlers.redis_flood import RedisFlood
from needs_assessment import make_due_release
from operators import new_code
from storage import Clock, Database, Tx, Vault, utc_now
from storage.kept import keep_first
from storage.migrate import migrate
from storage.retention import Keep
from storage.single import only_process

log = logging.getLogger(__name__)

DESK_SECONDS = 5
"""How often boards and waits are looked at: a board follows within one look and its place in the pace."""
CONTENT_SECONDS = 5
"""How often the files of the content are looked at: a change is taken over within two looks."""
REDIS_SECONDS = 0.5
"""How long a call may wait for Redis before this worker paces alone."""


class Hotline:
    """All parts of one process."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        vault: Vault,
        bot: Bot,
        house: House,
        pacer: Pacer,
        stage: Stage | None = None,
    ) -> None:
        clock: Clock = utc_now
        self.settings = settings
        self.database = database
        self.house = house
        self._vault = vault
        self._clock = clock
        self._bot = bot
        self._stage = stage or Stage(Archive())
        dispatcher = Dispatcher(disable_fsm=True)
        dispatcher.include_routers(*all_routers())
        self._inbox = Inbox(database, vault, clock, lambda raw: is_urgent(raw, house.understanding.red_flags))
        self._sender = Sender(bot, database, vault, pacer, TelegramCourier(house, clock), clock)
        handling = AiogramHandling(bot, dispatcher, house)
        self._content = ContentWatch(settings, house, clock, self._content_refused)
        self._lanes = Lanes(database, self._inbox, handling, self._outbox, clock, self._committed)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; then take nothing new, finish what is under way, and return."""
        await self._meet_telegram(stop)
        if stop.is_set():
            return
        await self._do(lambda turn: bind_from_settings(turn, self.house, self.settings))
        gc.freeze()  # what was imported stays: the collector need not look at it again
        chores: dict[str, tuple[float, Chore]] = {
            "tidy": (60, self._tidy),
            "reports": (60, self._reports),
            "content": (CONTENT_SECONDS, self._content.look),
            "desks": (DESK_SECONDS, self._desks),
        }
        async with asyncio.TaskGroup() as nursery, ticking(chores, self._clock):
            await self._learn_icons()
            nursery.create_task(self._lanes.run())
            nursery.create_task(self._sender.run())
            commands = nursery.create_task(self._set_commands())
            async with self._intake(nursery, stop):
                log.info("hotline_open")
                await stop.wait()
            log.info("hotline_closing")
            commands.cancel()
            self._lanes.stop()
            self._sender.stop()

    @asynccontextmanager
    async def _intake(self, nursery: asyncio.TaskGroup, stop: asyncio.Event) -> AsyncIterator[None]:
        dashboard = self._dashboard()
        if self.settings.webhook_url is not None:
            async with webhook(self.settings, self._bot, self._inbox, self._lanes, dashboard):
                yield
            return
        async with listening(dashboard, self.settings.dashboard_listen, self._stage.listener):
            polling = nursery.create_task(poll(self._bot, self._inbox, self._lanes, stop))
            yield
            polling.cancel()

    def _dashboard(self) -> web.Application | None:
        if self.settings.dashboard_url is None:
            return None
        door = Door(self._bot, self.database, self._vault, self._clock)
        return make_site(door, self._stage.source, self.database, lambda: self.house.catalogs, self._stage.frames)

    async def _meet_telegram(self, stop: asyncio.Event) -> None:
        """Get an answer from Telegram, however long its server is away; only a refused token ends the start."""
        pause = 1.0
        while not stop.is_set():
            try:
                self.house.bot_name = (await self._bot.me()).username or ""
                return
            except Exception as error:  # named by fault_of; the network may come back
                kind = fault_of(error).kind
            if kind is Kind.TOKEN:
                raise StartError("Telegram refuses HAMROH_BOT_TOKEN: copy it again from @BotFather")
            log.warning("telegram_unreached kind=%s retry_in=%ds", kind, pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(30.0, pause * 2)

    async def _set_commands(self) -> None:
        for call in command_calls(self.house.catalogs, self.house.rules.staff_language):
            try:
                await self._bot(call)
            except Exception as error:  # the hotline works without the list of commands
                log.warning("commands_not_set kind=%s", fault_of(error).kind)
                return

    async def _learn_icons(self) -> None:
        try:
            stickers = await self._bot(GetForumTopicIconStickers())
        except Exception as error:  # topics have a sign in their name as well
            log.warning("icons_not_known kind=%s", fault_of(error).kind)
            return
        self.house.icons = {one.emoji: one.custom_emoji_id for one in stickers if one.emoji and one.custom_emoji_id}

    async def _tidy(self) -> None:
        keep = Keep(person=self.house.rules.person_lives)
        done: dict[str, int] = {}

        async def chore(turn: Turn) -> None:
            done.update(await tidy(turn, self.house, keep))

        await self._do(chore)
        if any(done.values()):
            log.info("tidied %s", " ".join(f"{name}={number}" for name, number in done.items() if number))

    async def _reports(self) -> None:
        rules = self.house.rules
        while await make_due_release(self.database, self._clock(), rules.zone, rules.thresholds):
            log.info("release_made")

        async def chore(turn: Turn) -> None:
            if posted := await post_due_reports(turn, self.house):
                log.info("reports_posted number=%d", posted)

        await self._do(chore)

    async def _desks(self) -> None:
        async def chore(turn: Turn) -> None:
            await look_after_desks(turn, self.house)

        await self._do(chore)

    async def _content_refused(self, state: str, why: str) -> None:
        async def chore(turn: Turn) -> None:
            if await keep_first(turn.tx, "content_refused", state):
                await post_content_refused(turn, self.house, why)

        await self._do(chore)

    async def _do(self, chore: Callable[[Turn], Awaitable[Any]]) -> None:
        async with self.database.write() as tx:
            turn = Turn(tx, self._clock(), self._outbox(tx))
            await chore(turn)
        await self._committed(turn)

    def _outbox(self, tx: Tx) -> Outbox:
        return Outbox(tx, self._vault, self._clock())

    async def _committed(self, turn: Turn) -> None:
        self._sender.wake()
        for call in turn.soon:
            self._sender.soon(call)


@asynccontextmanager
async def open_hotline(settings: Settings, stage: Stage | None = None) -> AsyncIterator[Hotline]:
    """Open everything that the hotline needs, and close it at the end. Raises HamrohError or StorageError.

    `stage`: of the demo's dashboard.
    """
    async with AsyncExitStack() as stack:
        bot = connect(settings)
        stack.push_async_callback(bot.session.close)
        database = Database.at(settings.database_url.get_secret_value())
        stack.push_async_callback(database.close)
        stack.enter_context(only_process(database))
        vault = open_vault(settings, database)
        house = open_house(settings, vault, lambda: new_code(SystemRandom()))
        await migrate(database)
        await recognise(vault, database)
        pacer = _paces(settings, house, stack)
        yield Hotline(settings, database, vault, bot, house, pacer, stage)


def _paces(settings: Settings, house: House, stack: AsyncExitStack) -> Pacer:
    """How fast we may write and people may: counted together by all workers where there is a Redis."""
    alone = MemoryPacer(time.monotonic)
    if settings.redis_url is None:
        return alone
    redis: Redis = Redis.from_url(
        str(settings.redis_url), socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
    )
    stack.push_async_callback(redis.aclose)
    house.flood = RedisFlood(redis, MemoryFlood())
    return RedisPacer(redis, alone)
