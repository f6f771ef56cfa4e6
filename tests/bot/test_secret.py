"""The secret key: made once, kept beside the SQLite file, and never guessed when it is missing or another."""

from __future__ import annotations

import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import StartError
from bot.secret import key_file, open_vault, recognise
from bot.settings import read_settings
from storage import Database, Vault
from storage.encryption import new_secret
from storage.migrate import migrate


@pytest.fixture
async def mine(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database.at(f"sqlite:///{tmp_path / 'hamroh.db'}")
    yield database
    await database.close()


def vault_of(database: Database) -> Vault:
    return open_vault(read_settings(), database)


def fault_of(database: Database) -> str:
    with pytest.raises(StartError) as caught:
        vault_of(database)
    line = str(caught.value)
    assert "\n" not in line
    return line


async def test_the_key_is_made_once_for_its_owner_alone_and_used_again(mine: Database) -> None:
    first = vault_of(mine)
    file = key_file(mine)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    written = file.read_bytes()
    assert vault_of(mine).open(first.seal(b"word", "here"), "here") == b"word"
    assert file.read_bytes() == written
    assert [one.name for one in file.parent.iterdir() if one.suffix != ".db"] == ["hamroh.key"]


async def test_half_a_key_of_an_earlier_crash_is_not_in_the_way(mine: Database) -> None:
    key_file(mine).with_suffix(".key.new").write_text("half")
    vault_of(mine)
    assert stat.S_IMODE(key_file(mine).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"c2hvcnQ=\n", b"-----BEGIN PRIVATE KEY-----\nhunter2\n", "ключ".encode(), b"\xff\xfe\x00"],
    ids=["empty", "blank", "short", "of another program", "no ASCII", "binary"],
)
async def test_a_broken_key_file_is_named_in_one_line_and_left_as_it_is(content: bytes, mine: Database) -> None:
    file = key_file(mine)
    file.write_bytes(content)
    line = fault_of(mine)
    assert str(file) in line
    assert "restore it from your safe copy" in line
    assert "hunter2" not in line
    assert file.read_bytes() == content


async def test_a_key_file_that_is_a_folder_is_named_in_one_line(mine: Database) -> None:
    key_file(mine).mkdir()
    assert str(key_file(mine)) in fault_of(mine)


async def test_the_key_of_another_installation_is_refused(mine: Database) -> None:
    await migrate(mine)
    await recognise(vault_of(mine), mine)
    await recognise(vault_of(mine), mine)
    key_file(mine).write_text(new_secret())
    with pytest.raises(StartError, match="not the one this database was written with") as caught:
        await recognise(vault_of(mine), mine)
    assert "\n" not in str(caught.value)


async def test_a_key_that_is_set_goes_before_the_file(mine: Database) -> None:
    key = new_secret()
    set_by_hand = open_vault(read_settings(secret_key=key), mine)
    assert not key_file(mine).exists()
    again = open_vault(read_settings(secret_key=key), mine)
    assert again.open(set_by_hand.seal(b"word", "here"), "here") == b"word"


async def test_postgresql_without_a_key_is_refused() -> None:
    database = Database.at("postgresql://user:hunter2@localhost/hamroh")
    line = fault_of(database)
    await database.close()
    assert line.startswith("HAMROH_SECRET_KEY is missing")
    assert "hamroh new-key" in line
    assert "hunter2" not in line
