"""One door to the database: transactions that write, transactions that read, and the lock of a lane.

SQLite has one writer, so writes take turns behind one connection (`BEGIN IMMEDIATE`: a deferred BEGIN that turns into a
write fails at once with "database is locked"); readers have their own connections. PostgreSQL needs none of that.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.errors import StorageError

Tx = AsyncConnection
"""A connection inside one transaction: what every use case is given."""

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
READERS = 4


class Database:
    """An open database. Make it with `Database.at(url)`, end it with `close()`."""

    def __init__(self, url: URL, writer: AsyncEngine, reader: AsyncEngine, turn: asyncio.Lock | None) -> None:
        self.url = url
        self._writer = writer
        self._reader = reader
        self._turn = turn

    @classmethod
    def at(cls, address: str) -> Database:
        """Prepare the engines for `sqlite:///path` or `postgresql://…`; nothing is opened yet. Raises StorageError."""
        url = _driver_url(address)
        if url.get_backend_name() == "sqlite":
            _make_folder(url)
            return cls(url, _sqlite(url, 1, "BEGIN IMMEDIATE"), _sqlite(url, READERS, "BEGIN"), asyncio.Lock())
        engine = _postgresql(url)
        return cls(url, engine, engine, None)

    @property
    def is_sqlite(self) -> bool:
        """Whether one process has this database to itself."""
        return self._turn is not None

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Tx]:
        """One transaction that may write: committed at the end, undone when an error leaves it."""
        if self._turn is None:
            async with self._writer.begin() as tx:
                yield tx
            return
        async with self._turn, self._writer.begin() as tx:
            yield tx

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """One transaction that only reads."""
        async with self._reader.connect() as tx:
            yield tx

    async def take_lane(self, tx: Tx, lane: str) -> bool:
        """Lock a lane until the transaction ends; False when another worker has it.

        The lock dies with its connection, so a killed worker leaves no lease behind.
        """
        if self._turn is not None:
            return True
        lock = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:lane, 0))")
        return bool((await tx.execute(lock, {"lane": lane})).scalar_one())

    async def take_turn(self, tx: Tx, what: str) -> None:
        """Wait until no other worker does this; the turn ends with the transaction."""
        if self._turn is None:
            await tx.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 1))"), {"what": what})

    async def ping(self) -> None:
        """Raise StorageError when the database does not answer."""
        try:
            async with self.read() as tx:
                await tx.execute(text("SELECT 1"))
        except (DBAPIError, OSError) as error:
            raise StorageError(
                f"the database at HAMROH_DATABASE_URL does not answer ({type(error).__name__})"
            ) from error

    async def close(self) -> None:
        """Close every connection."""
        await self._writer.dispose()
        await self._reader.dispose()


def _driver_url(address: str) -> URL:
    try:
        url = make_url(address)
        driver = DRIVERS.get(url.drivername.split("+")[0])
        if driver is None or (driver.startswith("sqlite") and not url.database):
            raise ArgumentError
        return url.set(drivername=driver)
    except (ArgumentError, NoSuchModuleError) as error:
        raise StorageError(
            "HAMROH_DATABASE_URL must look like sqlite:///var/hamroh.db or postgresql://user:password@host/name"
        ) from error


def _make_folder(url: URL) -> None:
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageError(f"the folder {folder} of HAMROH_DATABASE_URL cannot be made: {error.strerror}") from error


def _postgresql(url: URL) -> AsyncEngine:
    try:
        return create_async_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise StorageError("PostgreSQL needs one more package: pip install 'hamroh[postgres]'") from error


def _sqlite(url: URL, connections: int, begin: str) -> AsyncEngine:
    async def opened() -> aiosqlite.Connection:
        return await _open_sqlite(str(url.database))

    engine = create_async_engine(
        url, async_creator=opened, pool_size=connections, max_overflow=0, pool_timeout=120, hide_parameters=True
    )

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


async def _open_sqlite(file: str) -> aiosqlite.Connection:
    """A connection as we use them. One that cannot be prepared is closed: its thread would outlive the loop."""
    # No isolation level: the driver's own BEGIN would come late and deferred.
    connection = aiosqlite.connect(file, isolation_level=None, check_same_thread=False)
    connection._thread.daemon = True  # as SQLAlchemy does: a lost connection must not keep the process alive
    try:
        await connection
    except BaseException:
        # The driver tells its thread to stop, but does not wait: it would still report to a loop that is closed.
        await asyncio.to_thread(connection._thread.join)
        raise
    try:
        # FULL: what was confirmed to Telegram must survive a power cut; secure_delete: erased is overwritten.
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=10000",
            "secure_delete=ON",
        ):
            await connection.execute_fetchall(f"PRAGMA {pragma}")
    except BaseException:
        await connection.close()
        raise
    return connection
