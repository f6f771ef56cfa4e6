"""The files of a report are drawn beside the loop, when they are sent; a fault in one of them stops nobody."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiogram.methods import SendDocument, SendMessage, SendPhoto
from aiogram.types import BufferedInputFile
from hotline_process import COORDINATORS, SECRET
from summaries import MONTH, releases

from bot.house import open_house
from bot.settings import read_settings
from delivery import Outbox, Place, Turn
from delivery import outbox_rows as rows
from handlers import House, report_files
from handlers.courier import TelegramCourier
from handlers.report_files import Wanted, post_file
from needs_assessment import Audience, bind_chat
from needs_assessment.release import release_json
from needs_assessment.reports import Form
from storage import Database, Vault
from storage.encryption import read_secret
from storage.migrate import migrate
from storage.tables import release as table

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BEGINS = {Form.CHART: b"\x89PNG", Form.WORKBOOK: b"PK", Form.DOCUMENT: b"%PDF", Form.EXCHANGE: b"PK"}


@pytest.fixture(autouse=True)
def _nothing_failed() -> None:
    """No hotline runs here."""


@pytest.fixture(scope="module")
def house() -> House:
    settings = read_settings(secret_key=SECRET, database_url="sqlite:///unused.db")
    return open_house(settings, Vault(read_secret(SECRET)), lambda: "ABC-DEF")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """Twelve weeks, a month and a quarter were released."""
    opened = Database.at(f"sqlite:///{tmp_path / 'test.db'}")
    await migrate(opened)
    async with opened.write() as tx:
        for number, one in enumerate(releases(), 1):
            body = json.dumps(release_json(one))
            made = {"number": number, "audience": one.audience, "period": one.period.name, "made_at": NOW}
            await tx.execute(table.insert().values(**made, body=body))
    yield opened
    await opened.close()


async def posted(database: Database, house: House, form: Form) -> rows.Row:
    """A file in the outbox."""
    async with database.write() as tx:
        turn = Turn(tx, NOW, Outbox(tx, house.vault, NOW))
        await post_file(turn, COORDINATORS, Wanted(form, Audience.COORDINATORS, MONTH, "uz"))
        (row,) = await rows.take_due(tx, NOW, 2)
    return row


async def placed(database: Database, house: House, form: Form) -> Any:
    """What the sender would send for it."""
    row = await posted(database, house, form)
    async with database.read() as tx:
        place = await TelegramCourier(house, lambda: NOW).place(tx, row)
    assert isinstance(place, Place)
    assert place.chat_id == COORDINATORS
    assert place.drawn is not None
    return await place.drawn()


@pytest.mark.parametrize("form", Form)
async def test_while_a_file_is_drawn_the_loop_goes_on(
    form: Form, database: Database, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drawing waits for somebody on the loop, which is in vain where it holds the loop up."""
    begun, answered, real = asyncio.Event(), threading.Event(), report_files.drawn
    loop = asyncio.get_running_loop()

    def drawn(*given: Any) -> bytes:
        loop.call_soon_threadsafe(begun.set)
        assert answered.wait(60), "nobody was answered while the file was drawn"
        return real(*given)

    async def person() -> None:
        await begun.wait()
        answered.set()

    monkeypatch.setattr(report_files, "drawn", drawn)
    async with asyncio.TaskGroup() as together:
        together.create_task(person())
        sent = together.create_task(placed(database, house, form))
    method = sent.result()
    file = method.photo if isinstance(method, SendPhoto) else method.document
    assert isinstance(method, SendPhoto if form is Form.CHART else SendDocument)
    assert isinstance(file, BufferedInputFile)
    assert file.data.startswith(BEGINS[form])


async def test_a_file_that_cannot_be_drawn_is_said_and_stops_nobody(
    database: Database, house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Else the sender would fall, and after every start fall again, and nobody would be answered."""

    def drawn(*given: Any) -> bytes:
        raise OSError("no space left for a secret")

    monkeypatch.setattr(report_files, "drawn", drawn)
    with caplog.at_level(logging.ERROR):
        said = await placed(database, house, Form.WORKBOOK)
    assert isinstance(said, SendMessage)
    assert f"hamroh-coordinators-{MONTH}.xlsx" in said.text
    assert "file_not_drawn form=xlsx fault=OSError" in caplog.text
    assert "secret" not in caplog.text


async def test_what_may_arrive_twice_is_marked_in_the_language_of_the_chat(database: Database, house: House) -> None:
    row = await posted(database, house, Form.WORKBOOK)
    file = SendDocument(chat_id=COORDINATORS, document="", caption="the tables")
    async with database.write() as tx:
        await bind_chat(tx, COORDINATORS, "uz", NOW)
        again = await TelegramCourier(house, lambda: NOW).again(tx, row, file)
    mark = house.catalogs["uz"].t("(this may have reached you twice)")
    assert mark != house.staff.t("(this may have reached you twice)")
    assert again.caption == f"↻ {mark}\nthe tables"
