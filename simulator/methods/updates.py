"""getUpdates, the webhook, and leaving a server (logOut, close)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from simulator.cloud import Cloud
from simulator.errors import Json, bad_request, too_many_requests
from simulator.links import LinkError, checked_link
from simulator.methods.registry import method
from simulator.parameters import Parameters
from simulator.polling import LONGEST_POLL_SECONDS, MOST_UPDATES, allow
from simulator.webhook_state import DEFAULT_CONNECTIONS

LOOPBACK = ("localhost", "127.0.0.1", "::1")
PORTS = (80, 88, 443, 8443)
LONGEST_SECRET = 256
MOST_CONNECTIONS = 100


@method("getUpdates", "offset", "limit", "timeout", "allowed_updates")
async def get_updates(cloud: Cloud, ask: Parameters) -> list[Json]:
    """Confirm the updates below `offset` and wait up to `timeout` seconds for the next."""
    if not cloud.webhook.url:
        allow(cloud, ask.structure("allowed_updates", "allowed_updates"))
    limit = ask.clamped("limit", MOST_UPDATES, 1, MOST_UPDATES)
    seconds = ask.clamped("timeout", 0, 0, LONGEST_POLL_SECONDS)
    return await cloud.poller.poll(cloud, ask.integer("offset"), limit, seconds)


@method(
    "setWebhook",
    "url",
    "ip_address",
    "max_connections",
    "allowed_updates",
    "drop_pending_updates",
    "secret_token",
)
def set_webhook(cloud: Cloud, ask: Parameters) -> bool:
    """Send updates to an address from now on; an empty address stops it."""
    url = ask.text("url")
    if url:
        _check_pace(cloud)
    if ask.flag("drop_pending_updates"):
        cloud.updates.clear()
    if url:
        _check_url(url)
        _check_secret(ask.text("secret_token"))
    allow(cloud, ask.structure("allowed_updates", "allowed_updates"))
    connections = ask.clamped("max_connections", DEFAULT_CONNECTIONS, 1, MOST_CONNECTIONS)
    cloud.webhook.point(url, ask.text("secret_token"), connections, ask.text("ip_address"))
    cloud.updates.pulse.beat()
    return True


@method("deleteWebhook", "drop_pending_updates")
def delete_webhook(cloud: Cloud, ask: Parameters) -> bool:
    """Stop sending updates to an address."""
    if ask.flag("drop_pending_updates"):
        cloud.updates.clear()
    cloud.webhook.point("", "", DEFAULT_CONNECTIONS, "")
    return True


@method("getWebhookInfo")
def get_webhook_info(cloud: Cloud, _ask: Parameters) -> Json:
    """Where updates go, how many wait, and the last failure."""
    return cloud.webhook.shown(len(cloud.updates.waiting()))


@method("logOut")
def log_out(cloud: Cloud, _ask: Parameters) -> bool:
    """Leave this server: what waits is forgotten."""
    cloud.updates.clear()
    return True


@method("close")
def close(cloud: Cloud, _ask: Parameters) -> bool:
    """End this server's work for the bot; refused in the first ten minutes, as Telegram does."""
    left = 600 - (cloud.clock.now() - cloud.started)
    if left > 0:
        raise too_many_requests(int(left) + 1)
    return True


def _check_pace(cloud: Cloud) -> None:
    """One webhook a second (Client.cpp, `next_allowed_set_webhook_time_`)."""
    now = cloud.clock.now()
    if now < cloud.webhook.next_change:
        raise too_many_requests(1)
    cloud.webhook.next_change = now + 1


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.hostname in LOOPBACK and parts.scheme in ("http", "https"):
        return  # as Telegram's own server does when it is started with --local
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    try:
        checked_link(url)
        port = parts.port or 443
    except (LinkError, ValueError) as error:
        raise bad_request("invalid webhook URL specified") from error
    if port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _check_secret(secret: str) -> None:
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
