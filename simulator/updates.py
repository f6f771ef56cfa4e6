"""The queue of updates for the bot, as Telegram's server keeps it (Client.cpp, `add_update`).

An update leaves the queue when it is confirmed or too old: messages after 24 hours, button presses after 150 seconds.
For a webhook the queue has lanes: messages by chat, button presses by user; only the first of a lane is ever under way.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.clock import Clock, Pulse
from simulator.errors import Json

KEPT_SECONDS = 86_400
CALLBACK_KEPT_SECONDS = 150
ALL_KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "message_reaction",
    "message_reaction_count",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "purchased_paid_media",
    "managed_bot",
    "guest_message",
)
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
DEFAULT_KINDS = frozenset(ALL_KINDS) - NOT_BY_DEFAULT


@dataclass(slots=True)
class Update:
    """One update that waits for the bot."""

    update_id: int
    kind: str
    body: Json
    lane: str
    expires: float

    def shown(self) -> Json:
        """The Bot API's `Update`."""
        return {"update_id": self.update_id, self.kind: self.body}


class UpdateQueue:
    """Updates in the order they happened."""

    def __init__(self, clock: Clock, first_id: int) -> None:
        self._clock = clock
        self._next_id = first_id
        self._waiting: list[Update] = []
        self.allowed: frozenset[str] = DEFAULT_KINDS
        self.pulse = Pulse()

    def add(self, kind: str, body: Json, lane: str) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        if kind not in self.allowed:
            return
        kept = CALLBACK_KEPT_SECONDS if kind == "callback_query" else KEPT_SECONDS
        self._waiting.append(Update(self._next_id, kind, body, lane, self._clock.now() + kept))
        self._next_id += 1
        self.pulse.beat()

    def waiting(self) -> list[Update]:
        """All that wait and are not too old."""
        now = self._clock.now()
        self._waiting = [update for update in self._waiting if update.expires > now]
        return list(self._waiting)

    def confirm_before(self, update_id: int) -> None:
        """Forget everything below an id."""
        self._waiting = [update for update in self._waiting if update.update_id >= update_id]

    def keep_last(self, count: int) -> None:
        """Forget all but the last few (a negative offset)."""
        self._waiting = self._waiting[-count:]

    def forget(self, update: Update) -> None:
        """Forget one that a webhook has taken."""
        self._waiting = [other for other in self._waiting if other.update_id != update.update_id]

    def clear(self) -> None:
        """Forget all (drop_pending_updates)."""
        self._waiting = []

    def holds(self, update: Update) -> bool:
        """Say whether this update still waits."""
        return any(other.update_id == update.update_id for other in self.waiting())
