"""Why somebody does not get to see the dashboard, and what they can do about it."""

from __future__ import annotations

from enum import StrEnum

from locales import Speech, later, visible_text


class Why(StrEnum):
    """The reasons; each has a status and a line."""

    FORGED = "forged"
    """No pass, one that Telegram did not sign for this bot, or one that was changed."""
    STALE = "stale"
    FUTURE = "future"
    LINK = "link"
    """Not opened with a button of ours."""
    UNBOUND = "unbound"
    LEFT = "left"
    UNSEEN = "unseen"
    """Telegram does not tell this bot who is in the group."""
    FAST = "fast"
    AWAY = "away"
    """Telegram or the database does not answer."""


_STATUS = {
    Why.FORGED: 401,
    Why.STALE: 401,
    Why.FUTURE: 401,
    Why.LINK: 403,
    Why.UNBOUND: 410,
    Why.LEFT: 403,
    Why.UNSEEN: 503,
    Why.FAST: 429,
    Why.AWAY: 503,
}
_LINES = {
    Why.FORGED: later("Telegram did not open this page for this hotline. Open it with the button in the chat."),
    Why.STALE: later("This page was opened more than an hour ago. Close it and open it again."),
    Why.FUTURE: later("The clocks do not agree. Whoever runs the hotline should set the time of its computer."),
    Why.LINK: later("Open this page with a button in the coordinators' chat: write /dashboard there."),
    Why.UNBOUND: later(
        "This group is not a coordinators' chat any more, or it has moved: write /dashboard there again."
    ),
    Why.LEFT: later("Only members of the coordinators' chat can see this."),
    Why.UNSEEN: later("I cannot see who is in the group. Make the bot an administrator of it."),
    Why.FAST: later("That was too often. Wait a minute."),
    Why.AWAY: later("That cannot be checked at this moment. Try again in a minute."),
}


class Refused(Exception):
    """The reader is not let in."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(str(why))

    @property
    def status(self) -> int:
        """For HTTP."""
        return _STATUS[self.why]

    def told(self, speech: Speech) -> dict[str, str]:
        """The answer: why, as a word for programs and as a line for people."""
        return {"why": str(self.why), "line": visible_text(speech.t(_LINES[self.why]))}
