"""Where the dashboard has its releases from: the archive, or, in the demo, invented ones."""

from __future__ import annotations

from dataclasses import dataclass
from socket import socket
from typing import Protocol

from needs_assessment import actions, releases
from needs_assessment.release import Audience, Release
from needs_assessment.reports.summary import Action
from storage import Tx


@dataclass(frozen=True)
class Shown:
    """What there is to show, all of it for coordinators."""

    releases: tuple[Release, ...]
    actions: tuple[Action, ...]


class Source(Protocol):
    """Gives the releases."""

    @property
    def example(self) -> bool:
        """Whether they are invented: the page says so."""

    async def read(self, tx: Tx) -> Shown:
        """Everything that has been released to coordinators."""


class Archive:
    """What this hotline has released."""

    example = False

    async def read(self, tx: Tx) -> Shown:
        """See `Source`."""
        return Shown(tuple(await releases(tx, Audience.COORDINATORS)), tuple(await actions(tx)))


@dataclass(frozen=True)
class Stage:
    """On what the dashboard stands.

    `frames`: who besides Telegram may show it in a frame. `listener`: where it is served, instead of at the address of
    the settings.
    """

    source: Source
    frames: tuple[str, ...] = ()
    listener: socket | None = None
