"""What the person of a case may be asked for the statistics, each voluntary: codes only, coarse on purpose."""

from __future__ import annotations

COUNTRIES = ("kz", "kg", "tj", "tm", "uz", "other")
"""Of the passport."""
REGIONS = (
    "moscow",
    "st_petersburg",
    "central",
    "north_west",
    "south",
    "volga",
    "urals",
    "siberia",
    "far_east",
    "border",
    "central_asia",
    "elsewhere",
)
"""Where the person is now: a federal district of Russia or one of its two great cities, at a border, back home."""
GENDERS = ("woman", "man", "other")
AGES = ("under_18", "18_24", "25_34", "35_49", "50_over")
