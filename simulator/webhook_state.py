"""Where updates go when a webhook is set, and how that went (getWebhookInfo)."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.errors import Json

DEFAULT_CONNECTIONS = 40


@dataclass(slots=True)
class Webhook:
    """The webhook of the bot; an empty `url` is none. `generation` grows with every change."""

    url: str = ""
    secret_token: str = ""
    max_connections: int = DEFAULT_CONNECTIONS
    ip_address: str = ""
    generation: int = 0
    error_date: int = 0
    error: str = ""
    next_change: float = 0.0

    def point(self, url: str, secret_token: str, max_connections: int, ip_address: str) -> None:
        """Set it anew (or away, with an empty url)."""
        self.url, self.secret_token = url, secret_token
        self.max_connections, self.ip_address = max_connections, ip_address
        self.error, self.error_date = "", 0
        self.generation += 1

    def fail(self, date: int, error: str) -> None:
        """Remember the last delivery that went wrong."""
        self.error_date, self.error = date, error

    def shown(self, pending: int) -> Json:
        """The Bot API's `WebhookInfo`."""
        info: Json = {"url": self.url, "has_custom_certificate": False, "pending_update_count": pending}
        if self.error_date:
            info |= {"last_error_date": self.error_date, "last_error_message": self.error}
        if self.url:
            info |= {"max_connections": self.max_connections, "ip_address": self.ip_address or "127.0.0.1"}
        return info
