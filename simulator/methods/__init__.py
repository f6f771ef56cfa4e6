"""The methods of the Bot API that the hotline uses, one module a theme; importing this package registers them all."""

from __future__ import annotations

from simulator.methods import (
    callbacks,
    chats,
    commands,
    copying,
    deleting,
    editing,
    files,
    media,
    pins,
    places,
    profile,
    reactions,
    sending,
    topics,
    updates,
)
from simulator.methods.registry import METHODS, Method

__all__ = [
    "METHODS",
    "Method",
    "callbacks",
    "chats",
    "commands",
    "copying",
    "deleting",
    "editing",
    "files",
    "media",
    "pins",
    "places",
    "profile",
    "reactions",
    "sending",
    "topics",
    "updates",
]
