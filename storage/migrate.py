"""Brings a database to the newest version of its tables."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storage.database import Database
from storage.errors import StorageError

SCRIPTS = Path(__file__).parent / "migrations"


def configuration() -> Config:
    """Alembic's configuration; there is no alembic.ini because `hamroh db` is the only way in."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    return config


async def migrate(database: Database) -> None:
    """Run the migrations that are missing. Raises StorageError."""
    try:
        async with database.write() as tx:
            await database.take_turn(tx, "migrate")
            await tx.run_sync(_upgrade)
    except CommandError as error:
        raise StorageError("the database is of a newer version of Hamroh: install that one or a newer one") from error
    except (DBAPIError, OSError) as error:
        reason = getattr(error, "orig", None) or error
        raise StorageError(
            f"the database could not be opened or migrated: {type(reason).__name__}: {reason}"
        ) from error


async def versions(database: Database) -> tuple[str | None, str | None]:
    """The version the database has and the newest one there is."""
    newest = ScriptDirectory.from_config(configuration()).get_current_head()
    async with database.read() as tx:
        present = await tx.run_sync(lambda connection: MigrationContext.configure(connection).get_current_revision())
    return present, newest


def _upgrade(connection: Connection) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
