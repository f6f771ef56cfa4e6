"""The code of a case: what a person and an operator can say aloud, new for every case, and telling nothing."""

from __future__ import annotations

from random import Random

ALPHABET = "23456789CDFHJKMNPQRTVWXY"
"""No letter that looks like a digit, and no vowel, so that no code spells a word."""


def new_code(random: Random) -> str:
    """For instance `K7M-2Q4`: 24^6, about 190 million codes."""
    letters = [random.choice(ALPHABET) for _ in range(6)]
    return "".join(letters[:3]) + "-" + "".join(letters[3:])
