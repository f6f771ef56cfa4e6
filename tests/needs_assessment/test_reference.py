"""The reference in a link: nobody reads a chat in it, nobody else makes one."""

from __future__ import annotations

import re

import pytest

from needs_assessment.reference import NotOurs, Reference, read_reference, write_reference
from storage import Vault

CHAT = -1001000000002


@pytest.mark.parametrize("period", ["", "2026-W47", "2026-11", "2026-Q4"])
def test_a_reference_is_read_back(vault: Vault, period: str) -> None:
    assert read_reference(vault, write_reference(vault, Reference(CHAT, period))) == Reference(CHAT, period)


def test_it_fits_a_start_parameter_and_does_not_tell_the_chat(vault: Vault) -> None:
    texts = {write_reference(vault, Reference(CHAT, "2026-W47")) for _ in range(50)}
    assert len(texts) == 50, "two links cannot be told to be of one chat"
    for text in texts:
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,512}", text)
        assert "1000000002" not in text


def test_one_changed_letter_makes_it_nothing(vault: Vault) -> None:
    text = write_reference(vault, Reference(CHAT))
    for at in range(len(text) - 1):
        other = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
        with pytest.raises(NotOurs):
            read_reference(vault, other)


def test_what_was_sealed_for_another_place_or_by_another_key_is_nothing(vault: Vault) -> None:
    theirs = write_reference(Vault(bytes(reversed(range(32)))), Reference(CHAT))
    for text in (theirs, "", "=", "ж", "A" * 4000, f"{CHAT}"):
        with pytest.raises(NotOurs):
            read_reference(vault, text)
