"""setMessageReaction: a bot may use only Telegram's own emoji, one at a time."""

from __future__ import annotations

from typing import Any

from simulator.access import asked_message
from simulator.cloud import Cloud
from simulator.errors import Json, bad_request
from simulator.methods.registry import method
from simulator.parameters import Parameters, text_field
from simulator.posting import react

# The list of ReactionTypeEmoji in the Bot API.
EMOJI = frozenset(
    [
        "❤",
        "👍",
        "👎",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤\u200d🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨\u200d💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷\u200d♂",
        "🤷",
        "🤷\u200d♀",
        "😡",
    ]
)
VARIATION = "\ufe0f"


@method("setMessageReaction", "chat_id", "message_id", "reaction", "is_big")
def set_message_reaction(cloud: Cloud, ask: Parameters) -> bool:
    """Put the bot's reaction on a message, or take it away with an empty list."""
    value = ask.structure("reaction", "reaction types") or []
    if not isinstance(value, list):
        raise bad_request("expected an Array of ReactionType")
    reaction = [_reaction(one) for one in value]
    message = asked_message(cloud, ask, "message to react")
    if len(reaction) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(known_emoji(one["emoji"]) is None for one in reaction):
        raise bad_request("REACTION_INVALID")
    react(cloud, message, cloud.bot, reaction)
    return True


def known_emoji(emoji: str) -> str | None:
    """The emoji as Telegram keeps it, without variation selectors, or None if it is no reaction."""
    bare = emoji.replace(VARIATION, "")
    return bare if bare in EMOJI else None


def _reaction(value: Any) -> Json:
    if not isinstance(value, dict):
        raise bad_request("can't parse ReactionType: expected an Object")
    kind = text_field(value, "type")
    if kind != "emoji":
        raise bad_request("REACTION_INVALID")
    emoji = text_field(value, "emoji")
    return {"type": "emoji", "emoji": known_emoji(emoji) or emoji}
