"""What stops the start: one line that says what to do."""

from __future__ import annotations


class HamrohError(Exception):
    """The base of what the command line prints as one line, with exit status 2."""


class SettingsError(HamrohError):
    """A setting is missing or wrong."""


class StartError(HamrohError):
    """Something that the hotline needs is not there."""
