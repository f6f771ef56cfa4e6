"""Logs: names of events and counted things. No name, id, token or text of anybody; libraries are quiet."""

from __future__ import annotations

import logging

ROOMS = (
    "bot",
    "handlers",
    "knowledge_base",
    "operators",
    "needs_assessment",
    "delivery",
    "locales",
    "storage",
    "simulator",
)
"""Whose lines are written. Those of libraries quote updates, addresses with the token in them, SQL, paths."""


class _NoErrorText(logging.Formatter):
    """Prints no traceback and no error's text: both may quote what a person wrote."""

    def formatException(self, ei: object) -> str:  # noqa: N802 - the name is logging's
        """Only the type."""
        kind = ei[0] if isinstance(ei, tuple) and ei else None
        return f"({getattr(kind, '__name__', 'error')})"

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - the name is logging's
        """Nothing."""
        return ""


def set_up_logs(level: str) -> None:
    """Log to standard error, one line an event."""
    handler = logging.StreamHandler()
    handler.setFormatter(_NoErrorText("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(_of_a_room)
    logging.basicConfig(level=level, handlers=[handler], force=True)


def _of_a_room(record: logging.LogRecord) -> bool:
    """Asked of every line, because a library may set the level of its own loggers."""
    return record.name.split(".")[0] in ROOMS
