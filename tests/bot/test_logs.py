"""Canaries: a journey with marked names, numbers, texts and ids leaves none of them in the log or on the disk."""

from __future__ import annotations

import asyncio
import logging
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from arrivals import arrives, opens_case
from hotline_process import COORDINATORS, DESK, SECRET, HotlineProcess, hotline_on

from bot.logs import ROOMS, set_up_logs
from simulator import Person, Simulator, World
from storage import Vault
from storage.encryption import read_secret

FIRST, LAST, USER = "Kanarinaxon", "Sayroqova", "kanareyka_kuyladi"
PHONE, TEXT, ANSWER, NOTE = "+998900112233", "sariq kanareyka kuyladi", "die gelbe Antwort", "ein gelber Vermerk"
CANARIES = (FIRST, LAST, USER, PHONE.strip("+"), TEXT, ANSWER, NOTE)
ROOT = Path(__file__).parents[2]
TOKEN = "7654321:kanareyka-token_AAEC"


def sown(person: Person) -> list[str]:
    """What must be nowhere but sealed: in the log, on the disk, in a file's name."""
    return [*CANARIES, str(person.id), TOKEN, TOKEN.split(":")[1], SECRET]


def found_in(data: bytes, words: list[str]) -> list[str]:
    return [word for word in words if word.encode() in data or word.encode("utf-16-le") in data]


def on_disk(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def cells(folder: Path) -> list[tuple[str, str, object]]:
    """Every cell of every table."""
    with closing(sqlite3.connect(folder / "hamroh.db")) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = []
        for table in tables:
            rows = database.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in rows.description]
            found += [(table, name, cell) for row in rows for name, cell in zip(names, row, strict=True)]
    return found


async def walk(world: World) -> Person:
    """A journey through everything that touches what a person says, with faults on the way."""
    person = await arrives(world, last_name=LAST, username=USER, first_name=FIRST)
    await person.sends(TEXT)
    await person.sees("An operator")
    await person.taps_forged(f"go:{TEXT}:0")
    await world.breaks(
        {"method": "*", "kind": "502", "chance": 0.15},
        {"method": "sendMessage", "kind": "drop_after", "chance": 0.1},
        {"method": "*", "kind": "drop_before", "chance": 0.05},
        {"method": "copyMessage", "kind": "error", "description": f"Bad Request: {TEXT}", "times": 1},
        seed=7,
    )
    topic, _ = await opens_case(world, person, TEXT)
    await person.sends_contact(PHONE, FIRST)
    await person.sends_photo(caption=TEXT)
    await person.sends_voice()
    said = await topic.sends(ANSWER)
    await person.sees(ANSWER)
    await topic.edits(said, ANSWER + " 2")
    await topic.sends(f"// {NOTE}")
    await topic.sends(f"/ban 1 {NOTE}")
    await (await world.operator("Aziza")).writes("/shift")
    await person.sends(TEXT + " again")
    await topic.sees(TEXT + " again")
    await world.mends()
    return person


async def erased(folder: Path, table: str) -> None:
    """Until the erasing is committed and what had to be sent about it is gone: a full minute of the desk may pass."""
    async with asyncio.timeout(150):
        while any(name in (table, "outbox") for name, _, _ in cells(folder)):
            await asyncio.sleep(0.05)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "installation"
    made.mkdir()
    return made


@pytest.mark.long
async def test_no_canary_sings(folder: Path) -> None:
    async with Simulator.start(port=0, limits=False, token=TOKEN) as simulator:
        async with hotline_on(simulator, folder, LOG_LEVEL="DEBUG") as hotline:
            person = await walk(World(simulator.url))
            words = sown(person)
            files = on_disk(folder)
            assert {"hamroh.db", "hamroh.db-wal", "hamroh.db-shm"} <= set(files), "looked at while the case is open"
            assert any(name == "case" for name, _, _ in cells(folder))
            singing = {name: found_in(data + name.encode(), words) for name, data in files.items()}
            assert not any(singing.values()), singing
            assert [cell for cell in cells(folder) if str(cell[2]) == str(person.id)] == []

            await forgets(person)
            await erased(folder, "case")
            assert traces(folder, person) == [("ban", "person_key")], "the ban alone, until it ends"
            assert [cell for table, name, cell in cells(folder) if (table, name) == ("ban", "reason") and cell] == []
        files = on_disk(folder)
        singing = {name: found_in(data + name.encode(), words) for name, data in files.items()}
        assert not any(singing.values()), singing
        check_log(hotline, [*words, str(DESK), str(COORDINATORS)])


async def forgets(person: Person) -> None:
    await person.sends("/forget")
    await person.taps("Yes, erase")
    await person.sees("Erased: your language")


def traces(folder: Path, person: Person) -> list[tuple[str, str]]:
    """Where something still stands for this person: their keyed hash, or anything of a case."""
    key = Vault(read_secret(SECRET)).person_key(person.id)
    return [
        (table, name)
        for table, name, cell in cells(folder)
        if key in str(cell) or table in ("case", "message_link", "conversation", "person", "chat_message")
    ]


def check_log(hotline: HotlineProcess, words: list[str]) -> None:
    assert "call_failed" in hotline.log, "the faults were felt"
    assert "hotline_closing" in hotline.log
    assert [line for line in hotline.lines if any(word in line for word in words)] == []
    strangers = [line for line in hotline.lines if not re.match(r"\d{4}-\d\d-\d\d [\d:,]+ [A-Z]+ [a-z_.]+ ", line)]
    assert strangers == [], "a line that no logger of ours wrote"


def test_every_room_is_heard_and_nobody_else(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("DEBUG")
    for name in (*ROOMS, "bot.app", "aiogram.event", "sqlalchemy.engine", "tzlocal", "redis", "a.library.of.tomorrow"):
        logging.getLogger(name).debug("sings")
        logging.getLogger(name).critical("sings")
    heard = {line.split()[3] for line in capsys.readouterr().err.splitlines()}
    assert heard == {*ROOMS, "bot.app"}
    assert set(ROOMS) == {one.parent.name for one in ROOT.glob("*/__init__.py")} - {"tests"}


def test_an_error_is_logged_by_its_type_alone(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO")
    try:
        raise ValueError(TEXT)
    except ValueError:
        logging.getLogger("bot.app").exception("failed")
    said = capsys.readouterr().err
    assert "(ValueError)" in said
    assert TEXT not in said
    assert "Traceback" not in said
    assert __file__ not in said
