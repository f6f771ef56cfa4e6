"""A SQLite installation is one process: a second one on the same file is refused at the start."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from storage.database import Database
from storage.errors import StorageError


def _lock_file(database: Database) -> IO[str]:
    try:
        return Path(f"{database.url.database}.lock").open("w")
    except OSError as error:
        raise StorageError(f"the folder of HAMROH_DATABASE_URL cannot be written ({error.strerror})") from error


@contextmanager
def only_process(database: Database) -> Iterator[None]:
    """Hold the installation's lock; the kernel lets go of it when the process ends, however it ends.

    Raises StorageError when another process has it. PostgreSQL needs no such lock.
    """
    if not database.is_sqlite:
        yield
        return
    with _lock_file(database) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StorageError(
                "another hamroh process uses this SQLite database; stop it first, or use PostgreSQL for several"
            ) from error
        yield
