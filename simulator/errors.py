"""What the two faces of the simulator refuse: the Bot API with Telegram's own words, the People API with one line.

BotApiError
├── bad_request(…)       400, what Telegram's server says of a wrong call
├── forbidden(…)         403, what the bot may not do in a chat
├── too_many_requests(…) 429 with `retry_after`
└── stricter(…)          400, where the simulator refuses what Telegram lets pass silently (BEHAVIOUR.md)
Refused                  a person can't do that: 400, 403 or 404 with one line
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class BotApiError(Exception):
    """A refused call of the Bot API: `code`, `description` and perhaps `parameters`, as Telegram answers them."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def answer(self) -> Json:
        """The JSON body of the refusal."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class Refused(Exception):
    """A person or operator can't do that; `status` is 400, 403 or 404."""

    def __init__(self, line: str, status: int = 400) -> None:
        super().__init__(line)
        self.line = line
        self.status = status


def bad_request(text: str, **parameters: Any) -> BotApiError:
    """A 400 in Telegram's manner: the first letter is lowered unless the text is a code such as TOPIC_CLOSED."""
    return BotApiError(400, f"Bad Request: {_lowered(text)}", parameters or None)


def forbidden(text: str) -> BotApiError:
    """A 403, such as `forbidden("bot was blocked by the user")`."""
    return BotApiError(403, f"Forbidden: {_lowered(text)}")


def too_many_requests(retry_after: int) -> BotApiError:
    """A 429 that tells how many seconds to wait."""
    return BotApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def stricter(text: str) -> BotApiError:
    """Refuse what Telegram would ignore, so that a slip of the pen is seen in a test."""
    return BotApiError(400, f"Bad Request: refused by the simulator (Telegram would ignore it): {text}")


def _lowered(text: str) -> str:
    # Client.cpp, fail_query_with_error: texts whose second letter is a capital or "_" are codes and stay.
    is_code = len(text) > 1 and (text[1] == "_" or "A" <= text[1] <= "Z")
    return text if is_code or not text else text[0].lower() + text[1:]
