"""Whether the hotline lives: for a load balancer or a monitor."""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import DBAPIError

from delivery import Inbox


async def health_report(inbox: Inbox) -> dict[str, Any]:
    """`ok`, and how many updates wait or were set aside. Counts only."""
    try:
        depth = await inbox.depth()
    except DBAPIError:
        return {"ok": False, "database": "away"}
    return {"ok": True, "waiting": depth.get("pending", 0), "set_aside": depth.get("dead", 0)}
