"""Long polling: fetch, commit, and only then ask for the next, which is what confirms to Telegram."""

from __future__ import annotations

import asyncio
import logging

from aiogram import Bot
from aiogram.methods import DeleteWebhook
from sqlalchemy.exc import DBAPIError

from bot.telegram import GetRawUpdates
from delivery import Inbox, Kind, Lanes, fault_of

log = logging.getLogger(__name__)

PAUSE = 1.0
LONGEST_PAUSE = 30.0
ADVICE = {
    Kind.CONFLICT: "another program polls with this token: stop it",
    Kind.TOKEN: "Telegram refuses HAMROH_BOT_TOKEN: copy it again from @BotFather",
}


async def poll(bot: Bot, inbox: Inbox, lanes: Lanes, stop: asyncio.Event) -> None:
    """Fetch updates until cancelled; no fault ends it.

    `stop` ends it too: a cancellation that meets an expiring time-out of the HTTP client can be lost in it.
    """
    offset: int | None = None
    pause = PAUSE
    webhook = True
    while not stop.is_set():
        try:
            if webhook:
                await bot(DeleteWebhook(drop_pending_updates=False))
                webhook = False
            updates = await bot(GetRawUpdates(offset=offset), request_timeout=GetRawUpdates().timeout + 10)
            if updates:
                lanes.wake(await inbox.store(updates))
                offset = max(int(one["update_id"]) for one in updates) + 1
            pause = PAUSE
        except DBAPIError as error:
            # Not stored, so not confirmed: Telegram gives the same updates again.
            log.error("intake_database_failed fault=%s", type(error.orig).__name__)
            await asyncio.sleep(pause)
        except Exception as error:  # every other fault is a call's, named by fault_of
            fault = fault_of(error)
            log.warning("polling_failed kind=%s %s", fault.kind, ADVICE.get(fault.kind, ""))
            webhook = fault.kind is Kind.CONFLICT
            await asyncio.sleep(max(pause, fault.seconds))
            pause = min(LONGEST_PAUSE, pause * 2)
