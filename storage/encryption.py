"""Sealing of what says something about a person, and the keyed hash that stands in for a person.

Everything derives from HAMROH_SECRET_KEY, which lives outside the database: a copy of the database alone tells nothing.
AES-256-GCM (NIST SP 800-38D) with the place of the value as associated data, so that a value moved to another row or
column does not open; HKDF-SHA256 (RFC 5869) for the sub-keys; HMAC-SHA256 for the hash.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12


class SealBroken(Exception):
    """A sealed value does not open: another secret key, or the value was moved or damaged."""


def new_secret() -> str:
    """A fresh value for HAMROH_SECRET_KEY."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def read_secret(text: str) -> bytes:
    """The key's 32 bytes. Raises ValueError with what to do."""
    try:
        secret = base64.b64decode(text.strip(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("is not base64; make one with `hamroh new-key`") from error
    if len(secret) != KEY_BYTES:
        raise ValueError(f"holds {len(secret)} bytes instead of {KEY_BYTES}; make one with `hamroh new-key`")
    return secret


class Vault:
    """Seals and opens values under keys derived from one secret."""

    def __init__(self, secret: bytes) -> None:
        self._hash_key = _derive(secret, b"person")
        self._box = AESGCM(_derive(secret, b"seal"))

    def person_key(self, chat_id: int) -> str:
        """The keyed hash that stands for a chat: 128 bits, hexadecimal."""
        return hmac.new(self._hash_key, str(chat_id).encode(), sha256).hexdigest()[:32]

    def seal(self, plain: bytes, place: str) -> bytes:
        """Encrypt for one place (table, column and row, for instance `inbox.body:17`)."""
        return _seal(self._box, plain, place)

    def open(self, sealed: bytes, place: str) -> bytes:
        """Decrypt what was sealed for this place. Raises SealBroken."""
        return _open(self._box, sealed, place)

    def new_case_key(self, code: str) -> bytes:
        """A random key for one case, wrapped: erasing the row erases everything sealed under it."""
        return self.seal(secrets.token_bytes(KEY_BYTES), f"case.key:{code}")

    def case(self, wrapped_key: bytes, code: str) -> CaseVault:
        """The vault of one case. Raises SealBroken."""
        return CaseVault(self.open(wrapped_key, f"case.key:{code}"), code)


class CaseVault:
    """Seals what belongs to one case under the key of that case."""

    def __init__(self, key: bytes, code: str) -> None:
        self._box = AESGCM(key)
        self._code = code

    def seal(self, plain: bytes, column: str) -> bytes:
        """Encrypt one column of the case."""
        return _seal(self._box, plain, f"case.{column}:{self._code}")

    def open(self, sealed: bytes, column: str) -> bytes:
        """Decrypt one column of the case. Raises SealBroken."""
        return _open(self._box, sealed, f"case.{column}:{self._code}")


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), length=KEY_BYTES, salt=None, info=b"hamroh " + purpose).derive(secret)


def _seal(box: AESGCM, plain: bytes, place: str) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + box.encrypt(nonce, plain, place.encode())


def _open(box: AESGCM, sealed: bytes, place: str) -> bytes:
    try:
        return box.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
    except InvalidTag as error:
        raise SealBroken(f"{place.split(':')[0]} does not open with this HAMROH_SECRET_KEY") from error
