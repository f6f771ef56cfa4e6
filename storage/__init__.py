"""Floor 0: the database, what is in it, how it is encrypted and when it expires.

Other rooms get a connection (one transaction) from `Database`, the tables from `storage.tables`, sealing from `Vault`.
"""

from storage.clock import Clock, utc_now
from storage.database import Database, Tx
from storage.encryption import SealBroken, Vault
from storage.errors import StorageError
from storage.upsert import insert_or_ignore, upsert

__all__ = [
    "Clock",
    "Database",
    "SealBroken",
    "StorageError",
    "Tx",
    "Vault",
    "insert_or_ignore",
    "upsert",
    "utc_now",
]
