"""Presses of inline buttons on their way from a person to the bot and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.errors import Json, bad_request

if TYPE_CHECKING:
    from simulator.cloud import Cloud
    from simulator.messages import Message
    from simulator.users import User

ANSWER_SECONDS = 30.0  # how long Telegram takes an answer; its number is not published, bots report about this
LONGEST_ANSWER = 200
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(slots=True)
class Query:
    """One press that waits for its answer."""

    query_id: str
    user_id: int
    chat_id: int
    expires: float


def press(cloud: Cloud, user: User, message: Message, data: str) -> Query:
    """A person has pressed a button: tell the bot."""
    query_id = str(cloud.chance.randrange(10**17, 10**18))
    query = Query(query_id, user.id, message.chat.id, cloud.clock.now() + ANSWER_SECONDS)
    cloud.queries[query_id] = query
    body: Json = {"id": query_id, "from": user.for_bot(), "message": message.for_bot(cloud.users)}
    body |= {"chat_instance": str(-7 * message.chat.id - 10**15), "data": data}
    cloud.updates.add("callback_query", body, f"user {user.id}")
    return query


def answer(cloud: Cloud, query_id: str, text: str, url: str, *, show_alert: bool) -> None:
    """The bot answers a press: the person's button stops spinning.

    Raises:
        BotApiError: unknown, too late, or a text too long.
    """
    query = cloud.queries.get(query_id)
    if query is None or query.expires < cloud.clock.now():
        raise bad_request(_TOO_OLD)
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if url and not url.lower().startswith(
        (f"https://t.me/{cloud.bot.username}", f"tg://resolve?domain={cloud.bot.username}")
    ):
        raise bad_request("URL_INVALID")
    fields = {
        "user_id": query.user_id,
        "query_id": query_id,
        "text": text,
        "show_alert": show_alert,
        "url": url or None,
    }
    cloud.events.add("callback_answer", query.chat_id, **fields)
