"""What stands on this machine: database, key, Redis, content."""

from __future__ import annotations

from collections.abc import Awaitable
from pathlib import Path
from typing import cast

from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from bot.content import read_content, staff_language_fault
from bot.doctor.finding import Finding, State, bad, doubtful, good
from bot.errors import HamrohError
from bot.secret import NOT_THE_KEY, fits, key_file, open_vault
from bot.settings import Settings
from knowledge_base import check
from needs_assessment import known_codes
from storage import Database, StorageError, utc_now
from storage.migrate import versions
from storage.tables import inbox


async def database_findings(settings: Settings) -> list[Finding]:
    """Whether it opens, whether its tables are current, the key, and what was set aside."""
    try:
        database = Database.at(settings.database_url.get_secret_value())
    except StorageError as error:
        return [bad("database", str(error), "correct HAMROH_DATABASE_URL")]
    try:
        tables = await _examined(database)
        key = await _key(settings, database, tables)
        return [tables, key] if tables.wrong else [tables, key, await _set_aside(database, tables)]
    finally:
        await database.close()


async def redis_finding(settings: Settings) -> Finding:
    """Whether Redis answers where one is set."""
    if settings.redis_url is None:
        return good("redis", "not used: one process paces by itself")
    redis: Redis = Redis.from_url(str(settings.redis_url), socket_timeout=2, socket_connect_timeout=2)
    try:
        await cast("Awaitable[bool]", redis.ping())
    except (RedisError, OSError) as error:
        return bad("redis", f"does not answer ({type(error).__name__})", "start it, or correct HAMROH_REDIS_URL")
    finally:
        await redis.aclose()
    return good("redis", "answers")


def content_finding(settings: Settings) -> Finding:
    """Whether what people read may be published."""
    try:
        catalogs, folder = read_content(settings)
    except HamrohError as error:
        return bad("content", str(error), "correct the file it names")
    if fault := staff_language_fault(settings, catalogs):
        return bad("content", fault, "correct it in .env")
    report = check(folder, catalogs, known_codes(), utc_now().astimezone(settings.timezone).date())
    if report.errors:
        first = report.errors[0]
        return bad("content", f"{len(report.errors)} faults, the first: {first}", "run: hamroh kb check")
    if report.warnings:
        return doubtful("content", f"{len(report.warnings)} warnings", "run: hamroh kb check")
    return good("content", "may be published")


async def _examined(database: Database) -> Finding:
    try:
        return await _tables(database)
    except (StorageError, DBAPIError, OSError) as error:
        return bad("database", f"does not open ({type(error).__name__})", "start it, or correct HAMROH_DATABASE_URL")


async def _tables(database: Database) -> Finding:
    if absent(database):
        return doubtful("database", "not made yet", "the first start makes it; or run: hamroh db upgrade")
    await database.ping()
    present, newest = await versions(database)
    if present != newest:
        return doubtful("database", "its tables are of an older version", "run: hamroh db upgrade")
    return good("database", "answers, tables are current")


def absent(database: Database) -> bool:
    """Whether this is an SQLite installation that was never started."""
    return database.is_sqlite and not Path(str(database.url.database)).exists()


async def _key(settings: Settings, database: Database, tables: Finding) -> Finding:
    file = key_file(database) if database.is_sqlite and settings.secret_key is None else None
    if file is not None and not file.exists():
        return doubtful("secret key", "not made yet", "the first start makes it")
    if file is not None and file.stat().st_mode & 0o077:
        return bad("secret key", "other users of this machine can read the key file", f"run: chmod 600 {file}")
    try:
        vault = open_vault(settings, database)
    except HamrohError as error:
        return bad("secret key", str(error), "make one with: hamroh new-key, or restore your safe copy")
    if tables.state is State.GOOD:
        async with database.read() as tx:
            if not await fits(vault, tx):
                return bad("secret key", NOT_THE_KEY.removeprefix("the secret key "), "restore your safe copy")
    return good("secret key", "set" if file is None else "kept in its file")


async def _set_aside(database: Database, tables: Finding) -> Finding:
    if tables.state is not State.GOOD:
        return good("inbox", "empty")
    async with database.read() as tx:
        dead = select(func.count()).select_from(inbox).where(inbox.c.state == "dead")
        number = int((await tx.execute(dead)).scalar_one())
    if number:
        return doubtful("inbox", f"{number} updates were set aside", "run: hamroh inbox retry")
    return good("inbox", "nothing was set aside")
