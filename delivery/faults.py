"""What each Telegram error means for us: the one place that reads their texts.

The texts are those of Telegram's Bot API server (tdlib/telegram-bot-api, Client.cpp) and of the MTProto errors that it
passes on. A text nobody knows is REFUSED: asking again would not help.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectorError
from aiohttp_socks import ProxyConnectionError


class Kind(StrEnum):
    """What to do about it decides the kind, not the error's class."""

    UNCHANGED = "unchanged"  # the edit was already there: as good as done
    WAIT = "wait"  # 429: too fast
    BLOCKED = "blocked"  # the person blocked the bot or left Telegram
    NO_CHAT = "no_chat"  # no such chat, or the bot was removed from it
    TOPIC_GONE = "topic_gone"
    TOPIC_CLOSED = "topic_closed"
    FORUM_FULL = "forum_full"  # no more topics fit into the group
    EDIT_GONE = "edit_gone"  # the message to edit is no longer there
    SOURCE_GONE = "source_gone"  # the message to copy or delete is no longer there
    MOVED = "moved"  # the group became a supergroup
    NO_RIGHTS = "no_rights"
    UNREACHED = "unreached"  # the call never left: safe to repeat
    UNKNOWN = "unknown"  # the call left and no answer came: it may have taken effect
    TOKEN = "token"  # noqa: S105 - the word, not a token
    CONFLICT = "conflict"  # a second poller, or a webhook is set
    REFUSED = "refused"


FINAL = frozenset({Kind.BLOCKED, Kind.NO_CHAT, Kind.SOURCE_GONE, Kind.NO_RIGHTS, Kind.REFUSED})
"""Kinds that repeating does not mend."""

TEXTS: tuple[tuple[str, Kind], ...] = (
    ("message is not modified", Kind.UNCHANGED),
    ("topic_not_modified", Kind.UNCHANGED),
    ("bot was blocked", Kind.BLOCKED),
    ("user is deactivated", Kind.BLOCKED),
    ("can't initiate conversation", Kind.BLOCKED),
    ("bot was kicked", Kind.NO_CHAT),
    ("bot is not a member", Kind.NO_CHAT),
    ("chat not found", Kind.NO_CHAT),
    ("peer_id_invalid", Kind.NO_CHAT),
    ("message thread not found", Kind.TOPIC_GONE),
    ("topic_deleted", Kind.TOPIC_GONE),
    ("topic_id_invalid", Kind.TOPIC_GONE),
    ("topic_closed", Kind.TOPIC_CLOSED),
    # Telegram documents no text for this. The first two are what others have met, the third is how it speaks elsewhere.
    ("topics_too_much", Kind.FORUM_FULL),
    ("topics_limit_exceeded", Kind.FORUM_FULL),
    ("too many topics", Kind.FORUM_FULL),
    ("message to edit not found", Kind.EDIT_GONE),
    ("message can't be edited", Kind.EDIT_GONE),
    ("message_id_invalid", Kind.EDIT_GONE),
    ("message to copy not found", Kind.SOURCE_GONE),
    ("message can't be copied", Kind.SOURCE_GONE),
    ("message to delete not found", Kind.SOURCE_GONE),
    ("message can't be deleted", Kind.SOURCE_GONE),
    ("not enough rights", Kind.NO_RIGHTS),
    ("chat_admin_required", Kind.NO_RIGHTS),
    ("have no rights", Kind.NO_RIGHTS),
    ("need administrator rights", Kind.NO_RIGHTS),
    ("member list is inaccessible", Kind.NO_RIGHTS),
    ("the chat is not a forum", Kind.NO_RIGHTS),
)


@dataclass(frozen=True)
class Fault:
    """A kind, with what goes with it."""

    kind: Kind
    seconds: float = 0
    new_chat_id: int = 0

    @property
    def final(self) -> bool:
        """Whether repeating cannot help."""
        return self.kind in FINAL


CLASSES: tuple[tuple[type[BaseException], Kind], ...] = (
    (ProxyConnectionError, Kind.UNREACHED),
    (TelegramUnauthorizedError, Kind.TOKEN),
    (TelegramConflictError, Kind.CONFLICT),
    (TelegramEntityTooLarge, Kind.REFUSED),
    (TelegramNetworkError, Kind.UNKNOWN),
    (TelegramServerError, Kind.UNKNOWN),
    (TelegramAPIError, Kind.REFUSED),
    (BaseException, Kind.UNKNOWN),
)


def fault_of(error: BaseException) -> Fault:
    """Name what an exception from a Telegram call means."""
    match error:
        case TelegramRetryAfter(retry_after=seconds):
            return Fault(Kind.WAIT, seconds=seconds)
        case TelegramMigrateToChat(migrate_to_chat_id=chat_id):
            return Fault(Kind.MOVED, new_chat_id=chat_id)
        case TelegramBadRequest() | TelegramForbiddenError():
            return Fault(_by_text(error.message))
        case TelegramNetworkError() if isinstance(error.__cause__, ClientConnectorError):
            return Fault(Kind.UNREACHED)
    return Fault(next(kind for known, kind in CLASSES if isinstance(error, known)))


def _by_text(description: str) -> Kind:
    lowered = description.lower()
    return next((kind for text, kind in TEXTS if text in lowered), Kind.REFUSED)
