"""The parameters of one call of the Bot API, read with the real server's rules (Query and Client.cpp) and its words.

Stricter than Telegram where a slip would pass silently: an unknown parameter, text where a number belongs, an object
where a text belongs (BEHAVIOUR.md).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from simulator.errors import Json, bad_request, stricter

_INTEGER = re.compile(r"\s*[+-]?[0-9]{1,19}\s*")
_MOST_MESSAGE_IDS = 100


@dataclass(slots=True, frozen=True)
class Upload:
    """A file sent along with a call."""

    name: str
    mime_type: str
    data: bytes


@dataclass(slots=True)
class Parameters:
    """What a call brought: values as sent (strings, or JSON values) and files by field name."""

    method: str
    values: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def refuse_unknown(self, known: frozenset[str]) -> None:
        """Refuse a parameter the method does not have; only those of a file's `attach://` name may be anything.

        Raises:
            BotApiError: with the name of the parameter.
        """
        if unknown := sorted(set(self.values) - known):
            raise stricter(f'unknown parameter "{unknown[0]}" of {self.method}')

    def has(self, name: str) -> bool:
        """Whether it was sent, even if empty."""
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """A text; missing is empty."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, dict | list):
            raise stricter(f'parameter "{name}" of {self.method} must be a text')
        text = value if isinstance(value, str) else json.dumps(value)
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise bad_request("strings must be encoded in UTF-8")
        return text

    def required(self, name: str) -> str:
        """A text that must be there."""
        if not (text := self.text(name)):
            raise bad_request(f'parameter "{name}" is required')
        return text

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; Telegram reads what is none as 0, the simulator refuses it."""
        text = self.text(name)
        if not text:
            return default
        if not _INTEGER.fullmatch(text):
            raise stricter(f'parameter "{name}" of {self.method} must be an Integer')
        return int(text)

    def clamped(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number moved into its range, as Telegram does without a word."""
        return min(max(self.integer(name, default), low), high)

    def number(self, name: str) -> float:
        """A decimal number that must be there."""
        text = self.text(name).strip()
        if not text:
            raise bad_request(f"{name} is empty")
        try:
            return float(text)
        except ValueError as error:
            raise stricter(f'parameter "{name}" of {self.method} must be a Float') from error

    def flag(self, name: str) -> bool:
        """A yes or no, as Telegram reads it."""
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def structure(self, name: str, called: str) -> Any:
        """An object or array, sent as such or as JSON text; missing is None. `called` is what Telegram calls it."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad_request(f"can't parse {called} JSON object") from error

    def message_ids(self, name: str = "message_ids") -> list[int]:
        """A list of 1 to 100 message ids."""
        value = self.structure(name, name)
        if value is None or value == []:
            raise bad_request("message identifiers are not specified")
        if not isinstance(value, list):
            raise bad_request("expected an Array of message identifiers")
        if len(value) > _MOST_MESSAGE_IDS:
            raise bad_request("too many message identifiers specified")
        return [_message_id(one) for one in value]

    def journal(self) -> Json:
        """What to show of this call: values, and files by name and size."""
        return self.values | {name: f"<{len(file.data)} bytes>" for name, file in self.uploads.items()}


def _message_id(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise bad_request("message identifier must be a Number")
    if not _INTEGER.fullmatch(str(value)):
        raise bad_request("can't parse message identifier as a Number")
    if int(value) <= 0:
        raise bad_request("invalid message identifier specified")
    return int(value)


def whole_number(value: Any) -> int:
    """A number inside an object; what is none is 0, as Telegram reads it."""
    return int(value) if _INTEGER.fullmatch(str(value)) else 0


def text_field(value: Json, name: str) -> str:
    """A text inside an object that must be there, refused in the words of td's JSON parser."""
    if name not in value:
        raise bad_request(f'can\'t find field "{name}"')
    if not isinstance(value[name], str | int | float):
        raise bad_request(f'field "{name}" must be of type String')
    return str(value[name])
