"""What stands on this machine: database, key, Redis, content."""

from __future__ import annotations

from collections.abc import Awaitable
from pathlib import Path
from typing import cast

from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from bot.content import read_content
from bot.doctor.finding import Finding, bad, doubtful, good
from bot.errors import HamrohError
from bot.secret import key_file, open_vault
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
        return [await _tables(database), _key(settings, database), await _set_aside(database)]
    except StorageError as error:
        return [bad("database", str(error), "start it, or correct HAMROH_DATABASE_URL")]
    except (DBAPIError, OSError) as error:
        return [bad("database", f"does not open ({type(error).__name__})", "start it, or correct HAMROH_DATABASE_URL")]
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
    report = check(folder, catalogs, known_codes(), utc_now().astimezone(settings.timezone).date())
    if report.errors:
        first = report.errors[0]
        return bad("content", f"{len(report.errors)} faults, the first: {first}", "run: hamroh kb check")
    if report.warnings:
        return doubtful("content", f"{len(report.warnings)} warnings", "run: hamroh kb check")
    return good("content", "may be published")


async def _tables(database: Database) -> Finding:
    if _absent(database):
        return doubtful("database", "not made yet", "the first start makes it; or run: hamroh db upgrade")
    await database.ping()
    present, newest = await versions(database)
    if present != newest:
        return doubtful("database", "its tables are of an older version", "run: hamroh db upgrade")
    return good("database", "answers, tables are current")


def _absent(database: Database) -> bool:
    return database.is_sqlite and not Path(str(database.url.database)).exists()


def _key(settings: Settings, database: Database) -> Finding:
    if settings.secret_key is not None:
        return good("secret key", "set")
    if not database.is_sqlite:
        return bad("secret key", "missing", "make one with: hamroh new-key, and set HAMROH_SECRET_KEY")
    file = key_file(database)
    if not file.exists():
        return doubtful("secret key", "not made yet", "the first start makes it")
    if file.stat().st_mode & 0o077:
        return bad("secret key", "other users of this machine can read the key file", f"run: chmod 600 {file}")
    try:
        open_vault(settings, database)
    except HamrohError as error:
        return bad("secret key", str(error), "restore the key file from your safe copy")
    return good("secret key", "kept in its file")


async def _set_aside(database: Database) -> Finding:
    if _absent(database):
        return good("inbox", "empty")
    present, _ = await versions(database)
    if present is None:
        return good("inbox", "empty")
    async with database.read() as tx:
        dead = select(func.count()).select_from(inbox).where(inbox.c.state == "dead")
        number = int((await tx.execute(dead)).scalar_one())
    if number:
        return doubtful("inbox", f"{number} updates were set aside", "run: hamroh inbox retry")
    return good("inbox", "nothing was set aside")
