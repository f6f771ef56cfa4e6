"""Keyboards under messages, checked as Client.cpp and td's ReplyMarkup.cpp do.

Two rules are stricter than Telegram's: it drops a button without text and cuts what is too much without a word.
"""

from __future__ import annotations

from typing import Any

from simulator.errors import Json, bad_request, stricter
from simulator.links import LinkError, checked_link, linked_user
from simulator.parameters import Parameters, text_field

MOST_BUTTONS = 100
MOST_IN_ROW = 8
LONGEST_DATA = 64  # bytes
LONGEST_COPY = 256
STYLES = ("", "default", "primary", "danger", "success")
_INLINE_KINDS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_INLINE_FIELDS = frozenset({"text", "icon_custom_emoji_id", "style", *_INLINE_KINDS})
_MARKUP_FIELDS = frozenset(
    {
        "inline_keyboard",
        "keyboard",
        "remove_keyboard",
        "force_reply",
        "selective",
        "resize_keyboard",
        "one_time_keyboard",
        "is_persistent",
        "input_field_placeholder",
    }
)


def asked_markup(ask: Parameters, *, only_inline: bool = False) -> Json | None:
    """The `reply_markup` of a call, or None for none (an empty inline keyboard is none).

    Raises:
        BotApiError: malformed, too much, or (with `only_inline`) another kind of keyboard.
    """
    value = ask.structure("reply_markup", "reply keyboard markup")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if unknown := sorted(set(value) - _MARKUP_FIELDS):
        raise stricter(f'unknown field "{unknown[0]}" of reply_markup')
    if only_inline and "inline_keyboard" not in value:
        raise bad_request("inline keyboard expected")
    if rows := _rows(value, "keyboard"):
        return value | {"keyboard": [[_key(button) for button in row] for row in rows]}
    if rows := _rows(value, "inline_keyboard"):
        return {"inline_keyboard": [[_inline(button) for button in row] for row in rows]}
    return value if value.get("remove_keyboard") or value.get("force_reply") else None


def _rows(value: Json, name: str) -> list[list[Any]]:
    rows = value.get(name) or []
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" of the InlineKeyboardMarkup must be an Array of Arrays')
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    if any(len(row) > MOST_IN_ROW for row in rows):
        raise stricter(f"more than {MOST_IN_ROW} buttons in a row")
    return [row for row in rows if row]


def _key(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    if not text_field(button, "text").strip():
        raise bad_request("keyboard button text must be non-empty")
    return button


def _inline(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    button = {name: value for name, value in button.items() if value is not None}
    if unknown := sorted(set(button) - _INLINE_FIELDS):
        raise stricter(f'unknown field "{unknown[0]}" of an inline keyboard button')
    if not text_field(button, "text").strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if str(button.get("style", "")).lower() not in STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    return _with_action(button)


def _with_action(button: Json) -> Json:
    kinds = [name for name in _INLINE_KINDS if name in button and button[name] != ""]
    if not kinds:
        # An empty callback_data is no action for Telegram: the button counts as one without any.
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(kinds) > 1:
        raise stricter(f"an inline keyboard button with both {kinds[0]} and {kinds[1]}")
    if kinds[0] == "callback_data" and len(str(button["callback_data"]).encode()) > LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if kinds[0] == "copy_text" and len(_inner(button, "copy_text", "text")) not in range(1, LONGEST_COPY + 1):
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if kinds[0] == "url":
        return button | {"url": _address(str(button["url"]), "Inline keyboard button", https_only=False)}
    if kinds[0] == "web_app":
        _address(_inner(button, "web_app", "url"), "Inline keyboard button Web App", https_only=True)
    return button


def _inner(button: Json, kind: str, name: str) -> str:
    if not isinstance(button[kind], dict):
        raise bad_request(f'can\'t parse inline keyboard button: field "{kind}" must be of type Object')
    return text_field(button[kind], name)


def _address(url: str, called: str, *, https_only: bool) -> str:
    if not https_only and linked_user(url):
        return url
    try:
        return checked_link(url, https_only=https_only)
    except LinkError as error:
        raise bad_request(f"{called} URL '{url}' is invalid: {error}") from error
