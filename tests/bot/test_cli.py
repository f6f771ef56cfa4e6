"""The command line: what each command gives, and that every fault is one line with exit status 2."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from hotline_process import SECRET
from installation import Installation, Ran, Telegram, hotline_program
from programs import free_port, installed
from typer.main import get_command

from bot.cli import app
from storage import Database
from storage.encryption import read_secret
from storage.single import only_process

ENTRY = "passport-lost"


def one_line(ran: Ran) -> str:
    """The one line on standard error with which a command gives up."""
    assert ran.code == 2
    assert len(ran.lines) == 1, ran.out + ran.err
    assert ran.err.startswith("hamroh: ")
    assert "Traceback" not in ran.err
    return ran.err.strip()


def every_command(group: typer.core.TyperGroup | None = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    found = get_command(app) if group is None else group
    yield path
    for name, command in getattr(found, "commands", {}).items():
        yield from every_command(command, (*path, name))


@pytest.mark.parametrize("path", list(every_command()), ids=" ".join)
def test_every_command_tells_what_it_is_for(path: tuple[str, ...], fresh: Installation) -> None:
    ran = fresh.hamroh(*path, "--help")
    assert ran.code == 0
    assert "Usage:" in ran.out
    assert list(fresh.folder.iterdir()) == []


def test_these_are_the_commands() -> None:
    leaves = {" ".join(path) for path in every_command()} - {"", "kb", "db", "inbox"}
    promised = {
        "run",
        "demo",
        "start",
        "doctor",
        "new-key",
        "report",
        "purge",
        "db upgrade",
        "inbox show",
        "inbox retry",
    }
    content = {"check", "search", "show", "catalogs", "stale", "graph", "export", "facts"}
    assert promised | {f"kb {name}" for name in content} <= leaves


@pytest.mark.parametrize(
    "arguments", [["fly"], ["kb", "fly"], ["report", "--fly"], ["kb", "show"], ["demo", "--port", "99999"]]
)
def test_what_nobody_knows_is_status_2(arguments: list[str], fresh: Installation) -> None:
    assert fresh.hamroh(*arguments).code == 2


@pytest.mark.parametrize("week", ["nonsense", "2026-W99", "2099-W01", "1999-W01"])
def test_a_week_that_cannot_be_shown_is_one_line(week: str, fresh: Installation) -> None:
    one_line(fresh.hamroh("report", "--week", week))


def test_a_language_without_catalog_is_one_line_that_names_those_there_are(fresh: Installation) -> None:
    assert "known are" in one_line(fresh.hamroh("report", "--lang", "xx"))
    assert "known are" in one_line(fresh.hamroh("kb", "show", ENTRY, "--lang", "xx"))


@pytest.mark.parametrize("form", [[], ["--json"], ["--month", ""], ["--audience", "outside"]])
def test_a_hotline_that_has_not_counted_yet_says_so_in_one_line(form: list[str], fresh: Installation) -> None:
    assert "nobody counted then" in one_line(fresh.hamroh("report", *form))


def test_a_search_finds_what_the_chat_would_find(fresh: Installation) -> None:
    assert ENTRY in fresh.hamroh("kb", "search", "lost my passport", "--lang", "en").out
    found = json.loads(fresh.hamroh("kb", "search", "lost my passport", "--lang", "en", "--json").out)
    assert found["decision"] == "answer"
    assert found["results"][0]["id"] == ENTRY
    assert json.loads(fresh.hamroh("kb", "search", "1234", "--json").out) == {
        "language": None,
        "decision": "none",
        "emergency": None,
        "results": [],
    }
    alarm = fresh.hamroh("kb", "search", "брат без сознания", "--json").out
    assert json.loads(alarm)["emergency"] == "medical"


def test_many_messages_are_searched_for_and_measured(fresh: Installation, tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    lines = [
        {"text": "lost my passport", "lang": "en", "gold": ENTRY},
        {"text": "брат без сознания", "emergency": True},
    ]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = [json.loads(line) for line in fresh.hamroh("kb", "search", "--file", str(file)).out.splitlines()]
    assert [one["emergency"] for one in found] == [None, "medical"]
    assert found[0]["results"][0]["id"] == ENTRY
    measured = json.loads(fresh.hamroh("kb", "evaluate", str(file), "--json").out)
    assert measured["all"]["top-1"]["share"] == measured["all"]["emergency recall"]["share"] == 1
    assert "top-1" in fresh.hamroh("kb", "evaluate", str(file)).out
    assert fresh.hamroh("kb", "search").code == 2


def test_an_answer_is_shown_without_markup(fresh: Installation) -> None:
    ran = fresh.hamroh("kb", "show", ENTRY)
    assert ran.code == 0
    assert "Passport lost or stolen" in ran.out
    assert "<b>" not in ran.out


def test_an_answer_is_shown_for_a_passport_and_as_telegram_gets_it(fresh: Installation) -> None:
    shown = fresh.hamroh("kb", "show", "registration", "--lang", "en", "--passport", "tm", "--html").out
    assert "<b>" in shown
    assert "🛂 Turkmenistan" in shown
    assert "Kyrgyzstan" not in shown


def test_what_is_stale_as_text_and_json(fresh: Installation) -> None:
    ran = fresh.hamroh("kb", "stale", "--json")
    found = json.loads(ran.out)
    assert ran.code == (1 if found["overdue"] or found["facts_overdue"] else 0)
    assert set(found) == {"overdue", "facts_overdue", "soon", "facts_soon", "untranslated"}
    assert "entries" in fresh.hamroh("kb", "stale").out


def test_the_tree_is_drawn(fresh: Installation) -> None:
    installed("dot")
    ran = fresh.hamroh("kb", "graph", "--out", "pictures", "--lang", "uz")
    assert ran.code == 0, ran.err
    drawn = fresh.folder / "pictures"
    assert (drawn / "tree.png").read_bytes().startswith(b"\x89PNG")
    svg = (drawn / "tree.svg").read_text("utf-8")
    assert "Pasport" in svg
    assert ENTRY.replace("-", "&#45;") in svg


def test_without_graphviz_the_tree_is_one_line(fresh: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert "apt-get install graphviz" in one_line(fresh.hamroh("kb", "graph"))


def test_the_content_as_pages_that_link_only_to_each_other(fresh: Installation) -> None:
    ran = fresh.hamroh("kb", "export", "--html", "pages")
    assert ran.code == 0, ran.err
    pages = fresh.folder / "pages"
    assert (pages / "tg" / f"{ENTRY}.html").exists()
    for page in pages.rglob("*.html"):
        for link in re.findall(r'(?:href|src)="([^"]+)"', page.read_text("utf-8")):
            assert link.startswith("https://") or (page.parent / link).resolve().exists(), (page.name, link)
    assert not re.search(r"url\(|@import", (pages / "style.css").read_text("utf-8")), "nothing is loaded"


def test_an_entry_that_is_not_there_is_one_line(fresh: Installation) -> None:
    assert "there is no entry nowhere" in one_line(fresh.hamroh("kb", "show", "nowhere"))


def test_broken_content_is_one_line_for_whoever_reads_it(fresh: Installation) -> None:
    (fresh.folder / "topics").mkdir()
    (fresh.folder / "topics" / "health.yaml").write_text("id: health\ntitle: [\n")
    for arguments in (["kb", "search", "passport"], ["kb", "show", ENTRY]):
        line = one_line(fresh.hamroh(*arguments, CONTENT_FOLDER=str(fresh.folder)))
        assert "topics/health.yaml:" in line
        assert "hamroh kb check" in line


def test_the_gate_says_in_its_status_whether_it_is_open(fresh: Installation) -> None:
    ran = fresh.hamroh("kb", "check", "--json")
    report = json.loads(ran.out)
    assert ran.code == (1 if report["errors"] or report["catalogs"] else 0)
    (fresh.folder / "topics").mkdir()
    (fresh.folder / "topics" / "health.yaml").write_text("id: health\ntitle: [\n")
    broken = fresh.hamroh("kb", "check", CONTENT_FOLDER=str(fresh.folder))
    assert broken.code == 1
    assert "topics/health.yaml:" in broken.out


def test_the_tables_are_made_and_made_again(fresh: Installation) -> None:
    for _ in range(2):
        assert fresh.hamroh("db", "upgrade").out == "The database is up to date.\n"
    assert fresh.database.exists()


def test_a_database_of_a_newer_version_is_one_line(healthy: Installation) -> None:
    with sqlite3.connect(healthy.database) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    assert "newer version" in one_line(healthy.hamroh("db", "upgrade"))


def test_purging_counts_what_went(healthy: Installation) -> None:
    with sqlite3.connect(healthy.database) as database:
        database.execute("INSERT INTO person VALUES ('0' , 'ru', '2020-W01')")
    database.close()
    ran = healthy.hamroh("purge")
    assert ran.code == 0
    assert "person: 1" in ran.lines
    assert "person: 0" in healthy.hamroh("purge").lines


def test_a_new_key_is_a_key_and_another_each_time(fresh: Installation) -> None:
    keys = [fresh.hamroh("new-key").out for _ in range(2)]
    assert keys[0] != keys[1]
    assert [len(read_secret(key)) for key in keys] == [32, 32]


def test_what_was_set_aside_is_shown_and_set_free(healthy: Installation) -> None:
    moment = "2026-11-23 10:00:00.000000"
    with sqlite3.connect(healthy.database) as database:
        database.executemany(
            "INSERT INTO inbox (update_id, lane, rank, body, state, attempts, received_at, due_at) "
            "VALUES (?, 'other', 1, x'00', ?, 5, ?, ?)",
            [(1, "dead", moment, moment), (2, "dead", moment, moment), (3, "pending", moment, moment)],
        )
    database.close()
    assert healthy.hamroh("inbox", "show").out == "waiting: 1\nset aside: 2\n"
    assert healthy.hamroh("inbox", "retry").out == "2 set free\n"
    assert healthy.hamroh("inbox", "show").out == "waiting: 3\nset aside: 0\n"


@pytest.mark.parametrize("command", ["run", "start", "report", "purge", "db upgrade", "inbox show", "kb check", "demo"])
def test_a_wrong_setting_stops_every_command_with_one_line(command: str, fresh: Installation) -> None:
    port = ["--port", "0"] if command == "demo" else []
    line = one_line(fresh.hamroh(*command.split(), *port, TIMEZONE="Mars/Olympus"))
    assert line.startswith("hamroh: HAMROH_TIMEZONE ")
    assert "Olympus" not in line


def test_run_without_a_token_says_where_to_get_one(fresh: Installation) -> None:
    assert "HAMROH_BOT_TOKEN is missing: get one from @BotFather" in one_line(fresh.hamroh("run"))


def test_run_with_a_token_that_telegram_refuses_is_one_line(healthy: Installation) -> None:
    line = one_line(healthy.hamroh("run", BOT_TOKEN="2:hunter2hunter2"))
    assert "Telegram refuses HAMROH_BOT_TOKEN" in line
    assert "hunter2" not in line


def test_run_with_the_key_of_another_installation_is_one_line(healthy: Installation) -> None:
    assert "not the one this database was written with" in one_line(healthy.hamroh("run", SECRET_KEY=SECRET))


def test_run_with_a_proxy_but_without_its_library_is_one_line(
    healthy: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "aiohttp_socks", None)
    line = one_line(healthy.hamroh("run", PROXY="http://user:hunter2@127.0.0.1:1"))
    assert line.endswith("pip install 'hamroh[proxy]'")


def test_run_on_postgresql_that_is_away_is_one_line(healthy: Installation) -> None:
    address = f"postgresql://hamroh:hunter2@127.0.0.1:{free_port()}/hamroh"
    line = one_line(healthy.hamroh("run", DATABASE_URL=address, SECRET_KEY=SECRET))
    assert "database" in line
    assert "hunter2" not in line


def test_run_in_a_folder_that_cannot_be_written_is_one_line(healthy: Installation) -> None:
    Path(f"{healthy.database}.lock").unlink(missing_ok=True)
    Path(f"{healthy.database}.lock").mkdir()
    assert "HAMROH_DATABASE_URL cannot be written" in one_line(healthy.hamroh("run"))


def test_a_second_run_on_the_same_file_is_refused(healthy: Installation) -> None:
    with only_process(Database.at(f"sqlite:///{healthy.database}")):
        line = one_line(healthy.hamroh("run"))
    assert "another hamroh process uses this SQLite database" in line


def test_a_webhook_on_a_port_that_is_taken_is_one_line(healthy: Installation) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        line = one_line(
            healthy.hamroh(
                "run",
                WEBHOOK_URL="https://hotline.example/telegram",
                WEBHOOK_SECRET="hunter2-hunter2-hunter2",
                WEBHOOK_LISTEN=f"127.0.0.1:{taken.getsockname()[1]}",
                LOG_LEVEL="CRITICAL",
            )
        )
    assert "HAMROH_WEBHOOK_LISTEN" in line
    assert "hunter2" not in line


def test_a_demo_on_a_port_that_is_taken_is_one_line(fresh: Installation) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        line = one_line(fresh.hamroh("demo", "--port", str(taken.getsockname()[1])))
    assert "hamroh demo --port 0" in line


def test_a_demo_for_everybody_is_refused(fresh: Installation) -> None:
    assert "only this machine" in one_line(fresh.hamroh("demo", "--host", "0.0.0.0", "--port", "0"))


WAYS_TO_END = {
    "run, Ctrl-C": (["run"], "hotline_open", signal.SIGINT),
    "run, SIGTERM": (["run"], "hotline_open", signal.SIGTERM),
    "run while Telegram is away, SIGTERM": (["run"], "telegram_unreached", signal.SIGTERM),
    "demo, Ctrl-C": (["demo", "--port", "0"], "Open this page", signal.SIGINT),
    "demo, SIGTERM": (["demo", "--port", "0"], "Open this page", signal.SIGTERM),
}


@pytest.mark.parametrize("way", WAYS_TO_END)
async def test_it_ends_cleanly_when_told_to(way: str, telegram: Telegram, tmp_path: Path) -> None:
    arguments, ready, told = WAYS_TO_END[way]
    server = f"http://127.0.0.1:{free_port()}" if "away" in way else telegram.url
    settings = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'hamroh.db'}",
        "BOT_TOKEN": telegram.token,
        "BOT_API_URL": server,
    }
    async with hotline_program(*arguments, folder=tmp_path, **settings) as process, asyncio.timeout(60):
        assert process.stdout is not None
        said = b""
        while ready.encode() not in said:
            line = await process.stdout.readline()
            assert line, said.decode()
            said += line
        process.send_signal(told)
        said += await process.stdout.read()
        assert await process.wait() == 0
    assert b"Traceback" not in said
    assert b"error of the program" not in said
    assert telegram.token not in said.decode()
