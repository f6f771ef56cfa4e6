"""The person of an update in a private chat, as far as a handler may know them."""

from __future__ import annotations

from dataclasses import dataclass

from locales import Speech


@dataclass(frozen=True)
class Visitor:
    """`chat_id` is known only while their update is handled; `language` is None until they chose one."""

    key: str
    chat_id: int
    language: str | None
    phone_language: str | None
    speech: Speech
