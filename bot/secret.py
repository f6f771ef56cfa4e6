"""The secret key: given, or made once and kept beside the SQLite file."""

from __future__ import annotations

import os
from pathlib import Path

from bot.errors import StartError
from bot.settings import Settings
from storage import Database, Tx, Vault
from storage.encryption import new_secret, read_secret
from storage.kept import keep, kept

MARK = "key_mark"
NOT_THE_KEY = "the secret key is not the one this database was written with"


def open_vault(settings: Settings, database: Database) -> Vault:
    """The vault of this installation. Raises StartError."""
    if settings.secret_key is not None:
        return Vault(read_secret(settings.secret_key.get_secret_value()))
    if not database.is_sqlite:
        raise StartError(
            "HAMROH_SECRET_KEY is missing: with PostgreSQL every worker needs the same one; "
            "make it with `hamroh new-key` and keep it out of backups of the database"
        )
    return Vault(_kept(key_file(database)))


async def recognise(vault: Vault, database: Database) -> None:
    """Refuse to start with another key than the one this database was written with. Raises StartError."""
    async with database.write() as tx:
        if await kept(tx, MARK) is None:
            await keep(tx, MARK, key_mark(vault))
        elif not await fits(vault, tx):
            raise StartError(f"{NOT_THE_KEY}: restore the key from your safe copy; nothing else opens the open cases")


async def fits(vault: Vault, tx: Tx) -> bool:
    """Whether the database was written with this key."""
    return await kept(tx, MARK) in (None, key_mark(vault))


def key_mark(vault: Vault) -> str:
    """Tells one key from another without telling the key: the hash of a chat that cannot be."""
    return vault.person_key(0)


def key_file(database: Database) -> Path:
    """Where a SQLite installation keeps its key."""
    return Path(str(database.url.database)).with_suffix(".key")


def _kept(file: Path) -> bytes:
    try:
        if not file.exists():
            _make(file)
        return read_secret(file.read_text(encoding="ascii"))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise StartError(
            f"the key file {file} cannot be used ({type(error).__name__}): restore it from your safe copy, "
            "or set HAMROH_SECRET_KEY"
        ) from error


def _make(file: Path) -> None:
    # Written whole under another name first: a crash must not leave half a key.
    draft = file.with_suffix(".key.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
        out.write(new_secret() + "\n")
        out.flush()
        os.fsync(out.fileno())
    draft.rename(file)
