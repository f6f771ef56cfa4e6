"""The secret key: given, or made once and kept beside the SQLite file."""

from __future__ import annotations

import os
from pathlib import Path

from bot.errors import StartError
from bot.settings import Settings
from storage import Database, Vault
from storage.encryption import new_secret, read_secret


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
