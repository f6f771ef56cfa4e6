"""What the handling of one update may use: its transaction, the moment, the outbox, and calls for afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiogram.methods import TelegramMethod

from delivery.outbox import Outbox
from storage import Tx


@dataclass
class Turn:
    """One update's transaction. What is in `post` is sent after the commit and survives a crash."""

    tx: Tx
    now: datetime
    post: Outbox
    soon: list[TelegramMethod[Any]] = field(default_factory=list)
    """Calls that may be lost without harm (the spinner of a button): made once, right after the commit."""
