from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from storage import Database, SealBroken, StorageError, Vault, upsert
from storage.encryption import new_secret, read_secret
from storage.kept import keep_first
from storage.migrate import migrate, versions
from storage.people import (
    Conversation,
    begin_anew,
    choose_language,
    city_of,
    conversation_of,
    country_of,
    end_conversation,
    forget_person,
    language_of,
    messages_of,
    note_messages,
    remember,
    tell_city,
    tell_country,
)
from storage.retention import Keep, expire, iso_week
from storage.single import only_process
from storage.tables import conversation, metadata, person, request_count

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


async def test_migrations_make_exactly_the_tables_of_the_code(database: Database) -> None:
    async with database.write() as tx:
        differences = await tx.run_sync(
            lambda connection: compare_metadata(MigrationContext.configure(connection), metadata)
        )
    assert differences == []
    assert len(set(await versions(database))) == 1


async def test_writers_take_turns_and_lose_nothing(database: Database) -> None:
    row = {"table_name": "t", "period": "2026-W47", "code": "a", "code2": "", "n": 1}

    async def count() -> None:
        async with database.write() as tx:
            await upsert(tx, request_count, row, {"n": request_count.c.n + 1})

    await asyncio.gather(*(count() for _ in range(100)))
    async with database.read() as tx:
        assert (await tx.execute(select(request_count.c.n))).scalar_one() == 100


async def test_an_error_undoes_the_whole_transaction(database: Database, vault: Vault) -> None:
    async def fail_midway() -> None:
        async with database.write() as tx:
            await choose_language(tx, "k", "uz", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail_midway()
    async with database.read() as tx:
        assert await language_of(tx, "k") is None


async def test_a_lane_that_another_worker_holds_is_not_taken_twice(postgres_url: str) -> None:
    database = Database.at(postgres_url)
    try:
        async with database.write() as one, database.write() as other:
            assert await database.take_lane(one, "p:a")
            assert not await database.take_lane(other, "p:a")
            assert await database.take_lane(other, "p:b")
        async with database.write() as later:
            assert await database.take_lane(later, "p:a")
    finally:
        await database.close()


async def test_conversations_end_by_themselves(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        await remember(tx, vault, "k", Conversation("writing", {"node": "registration"}), NOW)
        assert await conversation_of(tx, vault, "k", NOW) == Conversation("writing", {"node": "registration"})
        assert await conversation_of(tx, vault, "k", NOW + timedelta(hours=25)) == Conversation()
        await begin_anew(tx, "k")
        assert await conversation_of(tx, vault, "k", NOW) == Conversation()


async def test_a_passport_outlives_a_question_but_not_the_conversation(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        await tell_country(tx, vault, "k", "uz", NOW)
        await remember(tx, vault, "k", Conversation("writing"), NOW)
        await begin_anew(tx, "k")
        assert await conversation_of(tx, vault, "k", NOW) == Conversation()
        assert await country_of(tx, vault, "k", NOW) == "uz"
        assert await country_of(tx, vault, "k", NOW + timedelta(hours=25)) is None
        await end_conversation(tx, "k")
        assert await country_of(tx, vault, "k", NOW) is None


async def test_a_passport_of_a_conversation_that_is_over_does_not_come_back(database: Database, vault: Vault) -> None:
    later = NOW + timedelta(hours=25)
    async with database.write() as tx:
        await tell_country(tx, vault, "k", "uz", NOW)
        await remember(tx, vault, "k", Conversation("writing"), later)
        assert await country_of(tx, vault, "k", later) is None


async def test_a_passport_is_sealed_at_rest_and_goes_when_its_time_is_over(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        await tell_country(tx, vault, "k", "canary", NOW)
        stored = (await tx.execute(select(conversation.c.country))).scalar_one()
        assert b"canary" not in stored
        await expire(tx, NOW + timedelta(hours=25), Keep())
        assert (await tx.execute(select(conversation))).first() is None


async def test_a_city_is_sealed_and_lasts_as_long_as_the_conversation(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        await tell_city(tx, vault, "k", "canary-city", NOW)
        await begin_anew(tx, "k")
        assert await city_of(tx, vault, "k", NOW) == "canary-city"
        assert b"canary" not in (await tx.execute(select(conversation.c.city))).scalar_one()
        assert await city_of(tx, vault, "k", NOW + timedelta(hours=25)) is None
        await expire(tx, NOW + timedelta(hours=25), Keep())
        assert (await tx.execute(select(conversation))).first() is None
        await tell_city(tx, vault, "k", "kazan", NOW)
        await end_conversation(tx, "k")
        assert await city_of(tx, vault, "k", NOW) is None


async def test_only_the_first_of_several_keeps_a_value(database: Database) -> None:
    async with database.write() as tx:
        assert [await keep_first(tx, "refused", value) for value in ("a", "a", "b", "b", "a")] == [
            True,
            False,
            True,
            False,
            True,
        ]


async def test_a_conversation_is_sealed_at_rest(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        await remember(tx, vault, "k", Conversation("writing", {"node": "hiv-tb-hepatitis"}), NOW)
        stored = (await tx.execute(select(conversation.c.data))).scalar_one()
    assert b"hiv" not in stored


async def test_what_is_past_its_time_goes(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        await choose_language(tx, "old", "uz", NOW - timedelta(days=100))
        await choose_language(tx, "new", "uz", NOW)
        await note_messages(tx, "new", [1], NOW - timedelta(hours=49))
        await note_messages(tx, "new", [2], NOW)
        await remember(tx, vault, "new", Conversation("writing"), NOW - timedelta(hours=25))
        gone = await expire(tx, NOW, Keep())
        assert (gone["person"], gone["chat_message"], gone["conversation"]) == (1, 1, 1)
        assert await messages_of(tx, "new") == [2]
        assert await language_of(tx, "new") == "uz"


async def test_forgetting_a_person_leaves_no_row(database: Database, vault: Vault) -> None:
    async with database.write() as tx:
        await choose_language(tx, "k", "tg", NOW)
        await note_messages(tx, "k", [1, 2], NOW)
        await remember(tx, vault, "k", Conversation("writing"), NOW)
        await tell_city(tx, vault, "k", "kazan", NOW)
        await forget_person(tx, "k")
        for table in (person, conversation):
            assert (await tx.execute(select(table))).first() is None
        assert await messages_of(tx, "k") == []


async def test_a_second_process_on_the_same_file_is_refused(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'a.db'}"
    first, second = Database.at(address), Database.at(address)
    with only_process(first), pytest.raises(StorageError, match="another hamroh process"), only_process(second):
        pass
    with only_process(second):
        pass


@pytest.mark.parametrize("address", ["", "nonsense", "mysql://a/b", "sqlite://", "sqlite:///:memory:x/../"])
async def test_a_wrong_address_is_named_in_one_line(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def open_it() -> None:
        database = Database.at(address)
        try:
            await migrate(database)
        finally:
            await database.close()

    with pytest.raises(StorageError) as fault:
        await open_it()
    assert "\n" not in str(fault.value)


async def test_a_file_that_is_no_database_is_named_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "broken.db"
    file.write_bytes(b"this is no database" * 100)
    database = Database.at(f"sqlite:///{file}")
    with pytest.raises(StorageError, match="could not be opened or migrated"):
        await migrate(database)
    await database.close()


async def test_deleted_rows_leave_no_bytes_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    database = Database.at(f"sqlite:///{file}")
    await migrate(database)
    async with database.write() as tx:
        await choose_language(tx, "canary-of-a-person", "uz", NOW)
    async with database.write() as tx:
        await forget_person(tx, "canary-of-a-person")
    await database.close()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert b"canary-of-a-person" not in file.read_bytes()


@given(st.binary(max_size=200), st.text(max_size=20))
def test_what_is_sealed_opens_only_in_its_place(plain: bytes, place: str) -> None:
    vault = Vault(bytes(32))
    sealed = vault.seal(plain, place)
    assert vault.open(sealed, place) == plain
    with pytest.raises(SealBroken):
        vault.open(sealed, place + "x")
    with pytest.raises(SealBroken):
        Vault(b"1" * 32).open(sealed, place)


def test_a_case_is_sealed_under_a_key_of_its_own() -> None:
    vault = Vault(bytes(32))
    wrapped = vault.new_case_key("K7M-2Q4")
    sealed = vault.case(wrapped, "K7M-2Q4").seal(b"123", "chat")
    assert vault.case(wrapped, "K7M-2Q4").open(sealed, "chat") == b"123"
    with pytest.raises(SealBroken):
        vault.case(vault.new_case_key("K7M-2Q4"), "K7M-2Q4").open(sealed, "chat")
    with pytest.raises(SealBroken):
        vault.case(wrapped, "XXX-XXX")


def test_secrets_are_read_or_refused_with_advice() -> None:
    assert len(read_secret(new_secret())) == 32
    for wrong in ("", "abc", "é" * 44, "QUJD"):
        with pytest.raises(ValueError, match="hamroh new-key"):
            read_secret(wrong)


def test_iso_weeks_turn_with_the_iso_year() -> None:
    assert iso_week(datetime(2027, 1, 1, tzinfo=UTC)) == "2026-W53"
    assert iso_week(datetime(2026, 11, 23, tzinfo=UTC)) == "2026-W48"
