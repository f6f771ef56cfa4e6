"""Colours and sizes of the pictures: readable for colour-blind people (after Okabe and Ito), and in a dark chat."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb. What a colour says, a shape or a word says too."""

    paper: str
    ink: str
    muted: str
    faint: str
    bar: str
    up: str
    down: str
    least: str
    most: str
    """The ends of the scale of a heat map."""


LIGHT = Theme("#ffffff", "#1a1f24", "#5a646e", "#e3e7eb", "#5f8db3", "#c14f00", "#00735c", "#eef4f9", "#0b4f87")
DARK = Theme("#17212b", "#f2f5f7", "#a3b0bc", "#2c3946", "#5b8bb0", "#ff9f4d", "#3ecfa5", "#213140", "#ffd166")


@dataclass(frozen=True)
class Sizes:
    """Of type, bars and gaps, in points."""

    small: float
    text: float
    heading: float
    title: float
    bar: float
    gap: float


PHONE = Sizes(small=25, text=31, heading=38, title=56, bar=24, gap=16)
PAGE = Sizes(small=8, text=9, heading=13, title=21, bar=10, gap=5)


def between(low: str, high: str, share: float) -> str:
    """The colour a share of the way from one to another."""
    mixed = (round(a + (b - a) * share) for a, b in zip(_channels(low), _channels(high), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def contrast(one: str, other: str) -> float:
    """From 1 to 21, as WCAG 2 defines it; text needs 4.5."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(background: str) -> str:
    """Black or white, whichever stands out more: one of them has a contrast of 4.5 to any colour."""
    return max(("#000000", "#ffffff"), key=lambda color: contrast(color, background))


def _channels(color: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(color[1:]))


def _luminance(color: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(color))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
