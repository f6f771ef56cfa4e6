"""The reference to a coordinators' chat in the link of the dashboard: opaque, and nobody but us can make one."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from needs_assessment.errors import PeriodInvalid
from needs_assessment.periods import period
from storage import Vault
from storage.encryption import SealBroken

_PLACE = "dashboard.link"


class NotOurs(Exception):
    """A reference that this hotline did not make."""


@dataclass(frozen=True)
class Reference:
    """Whose dashboard is opened, and at which period; an empty one is the newest."""

    chat_id: int
    period: str = ""


def write_reference(vault: Vault, reference: Reference) -> str:
    """The reference as a start parameter: 1 to 512 of A-Z a-z 0-9 _ -, different each time."""
    # https://core.telegram.org/bots/features#deep-linking
    plain = f"{reference.chat_id} {reference.period}".encode()
    return base64.urlsafe_b64encode(vault.seal(plain, _PLACE)).decode().rstrip("=")


def read_reference(vault: Vault, text: str) -> Reference:
    """What `write_reference` wrote. Raises NotOurs."""
    try:
        sealed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        chat_id, _, name = vault.open(sealed, _PLACE).decode().partition(" ")
        return Reference(int(chat_id), period(name).name if name else "")
    except (binascii.Error, ValueError, SealBroken, PeriodInvalid):
        raise NotOurs from None
