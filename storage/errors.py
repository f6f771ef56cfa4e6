"""What can be wrong with the database, each in one line that says what to do."""

from __future__ import annotations


class StorageError(Exception):
    """The database cannot be used; the text names the fault and the mend, and nothing about a person."""
