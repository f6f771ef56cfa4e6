"""The countries whose citizens the hotline serves."""

from __future__ import annotations

from locales import Speech, later, visible_text

_NAMES = {
    "kz": later("Kazakhstan"),
    "kg": later("Kyrgyzstan"),
    "tj": later("Tajikistan"),
    "tm": later("Turkmenistan"),
    "uz": later("Uzbekistan"),
}
COUNTRIES = tuple(_NAMES)
"""ISO 3166 codes in small letters."""
FLAGS = {code: "".join(chr(0x1F1E6 + ord(letter) - ord("a")) for letter in code) for code in COUNTRIES}


def country_name(code: str, speech: Speech) -> str:
    """The name of a country, not escaped; its code for one that we do not serve."""
    return visible_text(speech.t(_NAMES[code])) if code in _NAMES else code.upper()
