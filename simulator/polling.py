"""getUpdates as Telegram's server does it (Client.cpp, `process_get_updates_query`): one poller at a time.

A second poller ends the first with a 409. The real server also makes a poller that asks again for the same offset
within half a second take one update at a time; that only slows a wrong client down and is left out.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from simulator.errors import BotApiError, Json
from simulator.updates import ALL_KINDS, DEFAULT_KINDS, Update

if TYPE_CHECKING:
    from simulator.cloud import Cloud

LONGEST_POLL_SECONDS = 50
MOST_UPDATES = 100
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
SET_WEBHOOK_CONFLICT = "Conflict: terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


def allow(cloud: Cloud, kinds: object) -> None:
    """Take over `allowed_updates`; an empty list is the default, unknown names are ignored as on the real server."""
    if not isinstance(kinds, list):
        return
    wanted = {str(kind).lower() for kind in kinds}
    cloud.updates.allowed = frozenset(wanted & set(ALL_KINDS)) if wanted else DEFAULT_KINDS


class Poller:
    """The getUpdates that waits now; each new one takes the place of the old."""

    def __init__(self) -> None:
        self.number = 0

    async def poll(self, cloud: Cloud, offset: int, limit: int, seconds: int) -> list[Json]:
        """Confirm what is below the offset and wait for updates.

        Raises:
            BotApiError: 409 when a webhook is set or another poller comes.
        """
        if cloud.webhook.url:
            raise BotApiError(409, WEBHOOK_ACTIVE)
        _confirm(cloud, offset)
        self.number += 1
        number = self.number
        cloud.updates.pulse.beat()  # who polled before sees that it is no longer alone
        # A wait on the wire lasts real seconds, whatever the simulator's clock shows.
        read_time = asyncio.get_running_loop().time
        end = read_time() + seconds
        while not (waiting := _from(cloud, offset)) and (left := end - read_time()) > 0 and not cloud.closed:
            await cloud.updates.pulse.wait(left)
            self._check_alone(cloud, number)
        return [update.shown() for update in waiting[:limit]]

    def _check_alone(self, cloud: Cloud, number: int) -> None:
        if cloud.webhook.url:
            raise BotApiError(409, SET_WEBHOOK_CONFLICT)
        if number != self.number:
            raise BotApiError(409, CONFLICT)


def _confirm(cloud: Cloud, offset: int) -> None:
    if offset < 0:
        cloud.updates.keep_last(-offset)
    elif offset > 0:
        cloud.updates.confirm_before(offset)


def _from(cloud: Cloud, offset: int) -> list[Update]:
    return [update for update in cloud.updates.waiting() if update.update_id >= offset]
