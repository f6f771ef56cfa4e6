"""The list of methods; each function says with `@method` how it is called and which parameters it knows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from simulator.cloud import Cloud
from simulator.parameters import Parameters

Handler = Callable[[Cloud, Parameters], Any | Awaitable[Any]]

# What every sending method takes besides its own content. Those for paid messages, business accounts, effects and
# suggested posts are not among them: the hotline uses none, and the simulator would have to pretend.
SENDING = (
    "chat_id",
    "message_thread_id",
    "disable_notification",
    "protect_content",
    "reply_parameters",
    "reply_to_message_id",
    "allow_sending_without_reply",
    "reply_markup",
)
CAPTIONED = ("caption", "parse_mode", "caption_entities", "show_caption_above_media")


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the Bot API."""

    name: str
    run: Handler
    parameters: frozenset[str]


METHODS: dict[str, Method] = {}


def method(name: str, *parameters: str) -> Callable[[Handler], Handler]:
    """Register a function as a method; names are found without regard to case, as on the real server."""

    def register(run: Handler) -> Handler:
        METHODS[name.lower()] = Method(name, run, frozenset(parameters))
        return run

    return register
