"""What is remembered about a person outside a case: their language, where a conversation stands, what can be wiped.

A conversation's state is written in the transaction of the update that changed it. aiogram's own FSM storages write
outside of it: a crash between the two would make the repeated update mean something else, and lose a message.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, select

from storage.database import Tx
from storage.encryption import Vault
from storage.retention import iso_week
from storage.tables import ban, chat_message, conversation, person
from storage.upsert import insert_or_ignore, upsert

CONVERSATION_LIVES = timedelta(hours=24)
TRAIL = 5
"""So many of the answers that a person read are remembered."""


@dataclass(frozen=True)
class Conversation:
    """Where a person stands: a state's name and what belongs to it."""

    state: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


async def language_of(tx: Tx, person_key: str) -> str | None:
    """The language a person chose; None when they did not choose yet."""
    return (await tx.execute(select(person.c.language).where(person.c.person_key == person_key))).scalar()


async def choose_language(tx: Tx, person_key: str, language: str, now: datetime) -> None:
    """Remember a choice."""
    week = iso_week(now)
    row = {"person_key": person_key, "language": language, "week_seen": week}
    await upsert(tx, person, row, {"language": language, "week_seen": week})


async def seen(tx: Tx, person_key: str, now: datetime) -> None:
    """Note the week, so that an unused row can expire. Writes nothing for a person who chose nothing."""
    week = iso_week(now)
    stale = (person.c.person_key == person_key) & (person.c.week_seen != week)
    await tx.execute(person.update().where(stale).values(week_seen=week))


async def conversation_of(tx: Tx, vault: Vault, person_key: str, now: datetime) -> Conversation:
    """Where the person stands; the beginning when nothing is kept or its time is over."""
    alive = (conversation.c.person_key == person_key) & (conversation.c.expires_at > now)
    row = (await tx.execute(select(conversation.c.state, conversation.c.data).where(alive))).first()
    if row is None:
        return Conversation()
    data = json.loads(vault.open(row.data, _place(person_key))) if row.data else {}
    return Conversation(row.state, data)


async def remember(tx: Tx, vault: Vault, person_key: str, stand: Conversation, now: datetime) -> None:
    """Keep where the person stands, for a day at most."""
    await _end_expired(tx, person_key, now)
    values = {
        "state": stand.state,
        "data": vault.seal(json.dumps(dict(stand.data)).encode(), _place(person_key)),
        "expires_at": now + CONVERSATION_LIVES,
    }
    await upsert(tx, conversation, {"person_key": person_key, **values}, values)


async def begin_anew(tx: Tx, person_key: str) -> None:
    """Forget where the person stood, but not what they told (passport, city) or read in this conversation."""
    mine = conversation.c.person_key == person_key
    nothing_else = and_(*(conversation.c[one].is_(None) for one in ("country", "city", "trail")))
    await tx.execute(delete(conversation).where(mine, nothing_else))
    await tx.execute(conversation.update().where(mine, conversation.c.state.is_not(None)).values(state=None, data=None))


async def end_conversation(tx: Tx, person_key: str) -> None:
    """Forget all that was said in this conversation."""
    await tx.execute(delete(conversation).where(conversation.c.person_key == person_key))


async def country_of(tx: Tx, vault: Vault, person_key: str, now: datetime) -> str | None:
    """The country of the passport that the person told in this conversation."""
    return await _told(tx, vault, person_key, "country", now)


async def tell_country(tx: Tx, vault: Vault, person_key: str, country: str, now: datetime) -> None:
    """Keep it until the conversation ends: a day at most, `/start`, or `/forget`."""
    await _tell(tx, vault, person_key, "country", country, now)


async def city_of(tx: Tx, vault: Vault, person_key: str, now: datetime) -> str | None:
    """The id of the city near which the person said to be in this conversation."""
    return await _told(tx, vault, person_key, "city", now)


async def tell_city(tx: Tx, vault: Vault, person_key: str, city: str, now: datetime) -> None:
    """Keep it as long as the passport's country. Never made from a shared location."""
    await _tell(tx, vault, person_key, "city", city, now)


async def trail_of(tx: Tx, vault: Vault, person_key: str, now: datetime) -> tuple[str, ...]:
    """The last answers that the person read in this conversation, the newest last."""
    alive = (conversation.c.person_key == person_key) & (conversation.c.expires_at > now)
    sealed = (await tx.execute(select(conversation.c.trail).where(alive))).scalar()
    return () if sealed is None else tuple(json.loads(vault.open(sealed, _trail_place(person_key))))


async def note_read(tx: Tx, vault: Vault, person_key: str, entry: str, now: datetime) -> None:
    """Keep which answers were read, a few, until the conversation ends: an operator need not send them again."""
    await _end_expired(tx, person_key, now)
    before = [one for one in await trail_of(tx, vault, person_key, now) if one != entry]
    trail = [*before, entry][-TRAIL:]
    values = {
        "trail": vault.seal(json.dumps(trail).encode(), _trail_place(person_key)),
        "expires_at": now + CONVERSATION_LIVES,
    }
    # Not longer than the conversation lasts anyway: what was told in it may not live on by reading.
    await upsert(tx, conversation, {"person_key": person_key, **values}, {"trail": values["trail"]})


async def note_messages(tx: Tx, person_key: str, message_ids: Sequence[int], now: datetime) -> None:
    """Remember which messages stand in the person's chat, so that they can wipe them within 48 hours."""
    rows = [{"person_key": person_key, "message_id": one, "at": now} for one in message_ids]
    await insert_or_ignore(tx, chat_message, rows)


async def messages_of(tx: Tx, person_key: str) -> list[int]:
    """The messages that `/wipe` can still take away, oldest first."""
    mine = select(chat_message.c.message_id).where(chat_message.c.person_key == person_key)
    return [row.message_id for row in await tx.execute(mine.order_by(chat_message.c.message_id))]


async def forget_messages(tx: Tx, person_key: str) -> None:
    """Drop the list of messages."""
    await tx.execute(delete(chat_message).where(chat_message.c.person_key == person_key))


async def forget_person(tx: Tx, person_key: str) -> None:
    """Erase everything kept about a person outside a case, but that they are banned: else erasing would lift it.

    Of a ban its span stays; an operator's words about the person go, and the code of the case.
    """
    await end_conversation(tx, person_key)
    await forget_messages(tx, person_key)
    await tx.execute(ban.update().where(ban.c.person_key == person_key).values(reason=None, case_code=None))
    await tx.execute(delete(person).where(person.c.person_key == person_key))


async def _told(tx: Tx, vault: Vault, person_key: str, what: str, now: datetime) -> str | None:
    alive = (conversation.c.person_key == person_key) & (conversation.c.expires_at > now)
    sealed = (await tx.execute(select(conversation.c[what]).where(alive))).scalar()
    return None if sealed is None else vault.open(sealed, _told_place(what, person_key)).decode()


async def _tell(tx: Tx, vault: Vault, person_key: str, what: str, value: str, now: datetime) -> None:
    await _end_expired(tx, person_key, now)
    values = {
        what: vault.seal(value.encode(), _told_place(what, person_key)),
        "expires_at": now + CONVERSATION_LIVES,
    }
    await upsert(tx, conversation, {"person_key": person_key, **values}, values)


async def _end_expired(tx: Tx, person_key: str, now: datetime) -> None:
    """Nothing of a conversation that is over may come to life in the next one."""
    over = (conversation.c.person_key == person_key) & (conversation.c.expires_at <= now)
    await tx.execute(delete(conversation).where(over))


def _place(person_key: str) -> str:
    return f"conversation.data:{person_key}"


def _trail_place(person_key: str) -> str:
    return f"conversation.trail:{person_key}"


def _told_place(what: str, person_key: str) -> str:
    return f"conversation.{what}:{person_key}"
