"""`hamroh doctor` on a healthy installation, and on broken ones: each fault has its line, each line its mend."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hotline_process import COORDINATORS, DESK, SECRET
from installation import Installation, Ran, Telegram
from programs import free_port

from bot.doctor.outside import judge_clock

PARTS = "settings|database|secret key|inbox|redis|content|token|updates|clock|desk|coordinators"


def telling(ran: Ran) -> dict[str, str]:
    """The line of each part; none of them tells a secret or an id."""
    lines = dict(re.findall(r"^[✓!✗] ([a-z ]+): (.*)$", ran.out, re.MULTILINE))
    assert len(lines) == len(ran.lines), f"a line of another shape, or two of one part:\n{ran.out}{ran.err}"
    for secret in ("hunter2", "1:demo", SECRET, str(DESK), str(DESK)[4:], str(COORDINATORS)):
        assert secret not in ran.out
    return lines


def wrong(ran: Ran, part: str) -> str:
    """The line of a part that is wrong, which makes the exit status 1."""
    telling(ran)
    assert ran.code == 1
    return next(line for line in ran.lines if line.startswith(f"✗ {part}: "))


def doubtful(ran: Ran, part: str) -> str:
    telling(ran)
    return next(line for line in ran.lines if line.startswith(f"! {part}: "))


def test_a_healthy_installation_has_one_good_line_each(healthy: Installation) -> None:
    ran = healthy.process("doctor")
    lines = telling(ran)
    assert list(lines) == PARTS.split("|")
    # What translators still owe is said in the line about the content, and by no other test of this file.
    others = [line for line in ran.lines if " content: " not in line]
    assert [line for line in others if line[0] != "✓"] == []
    assert ran.code == (1 if "✗ content" in ran.out else 0)
    assert ran.err == ""


def test_json_says_the_same(healthy: Installation) -> None:
    ran = healthy.hamroh("doctor", "--json")
    findings = json.loads(ran.out)
    assert [one["what"] for one in findings] == PARTS.split("|")
    assert {one["state"] for one in findings if one["what"] != "content"} == {"ok"}
    assert set(findings[0]) == {"what", "state", "says", "mend"}


def test_before_the_first_start_nothing_is_made_and_nothing_but_the_token_is_wrong(fresh: Installation) -> None:
    ran = fresh.hamroh("doctor")
    assert "the first start makes it" in doubtful(ran, "database")
    assert "the first start makes it" in doubtful(ran, "secret key")
    line = wrong(ran, "token")
    assert "HAMROH_BOT_TOKEN is missing" in line
    assert line.endswith("→ set HAMROH_BOT_TOKEN")
    assert list(fresh.folder.iterdir()) == []


def test_looking_at_telegram_makes_no_database(fresh: Installation, telegram: Telegram) -> None:
    ran = fresh.hamroh("doctor", BOT_TOKEN=telegram.token, BOT_API_URL=telegram.url)
    assert "write /desk in a group with topics" in doubtful(ran, "desk")
    assert "write /coordinators in the coordinators' group" in doubtful(ran, "coordinators")
    assert list(fresh.folder.iterdir()) == []


def test_a_wrong_setting_is_the_only_line(healthy: Installation) -> None:
    ran = healthy.hamroh("doctor", WEBHOOK_SECRET="hunter2")
    assert wrong(ran, "settings").endswith("→ correct it in .env")
    assert len(ran.lines) == 1


def test_a_staff_language_without_catalog_is_found(healthy: Installation) -> None:
    line = wrong(healthy.hamroh("doctor", STAFF_LANGUAGE="xx"), "content")
    assert "HAMROH_STAFF_LANGUAGE must be one of" in line
    assert line.endswith("→ correct it in .env")


def test_a_token_that_telegram_refuses(healthy: Installation) -> None:
    line = wrong(healthy.hamroh("doctor", BOT_TOKEN="2:hunter2hunter2"), "token")
    assert line == "✗ token: Telegram refuses it → copy HAMROH_BOT_TOKEN again from @BotFather"


def test_telegram_out_of_reach(healthy: Installation) -> None:
    line = wrong(healthy.hamroh("doctor", BOT_API_URL=f"http://127.0.0.1:{free_port()}"), "telegram")
    assert line.endswith("→ check the network, HAMROH_PROXY and HAMROH_BOT_API_URL")


def test_a_webhook_that_is_still_set_while_we_poll(healthy: Installation, telegram: Telegram) -> None:
    telegram.calls("setWebhook", url=f"http://127.0.0.1:{free_port()}/old")
    assert "the next start removes the webhook" in doubtful(healthy.hamroh("doctor"), "updates")


def test_a_database_in_a_folder_that_cannot_be_made(healthy: Installation) -> None:
    (healthy.folder / "file").touch()
    ran = healthy.hamroh("doctor", DATABASE_URL=f"sqlite:///{healthy.folder / 'file' / 'hamroh.db'}")
    assert wrong(ran, "database").endswith("→ correct HAMROH_DATABASE_URL")
    assert "✓ token" in ran.out


def test_a_database_that_is_no_database(healthy: Installation) -> None:
    healthy.database.write_text("I am a shopping list. " * 1000)
    ran = healthy.hamroh("doctor")
    assert wrong(ran, "database").endswith("→ start it, or correct HAMROH_DATABASE_URL")
    assert "✓ secret key" in ran.out
    assert "✓ token" in ran.out


def test_postgresql_that_does_not_run(healthy: Installation) -> None:
    address = f"postgresql://hamroh:hunter2@127.0.0.1:{free_port()}/hamroh"
    ran = healthy.hamroh("doctor", DATABASE_URL=address, SECRET_KEY=SECRET)
    assert wrong(ran, "database").endswith("→ start it, or correct HAMROH_DATABASE_URL")
    assert "✓ secret key: set" in ran.out


def test_postgresql_without_a_key(healthy: Installation) -> None:
    address = f"postgresql://hamroh:hunter2@127.0.0.1:{free_port()}/hamroh"
    assert "hamroh new-key" in wrong(healthy.hamroh("doctor", DATABASE_URL=address), "secret key")


def test_tables_of_an_older_version(healthy: Installation) -> None:
    with sqlite3.connect(healthy.database) as database:
        database.execute("DELETE FROM alembic_version")
    database.close()
    line = doubtful(healthy.hamroh("doctor"), "database")
    assert line.endswith("its tables are of an older version → run: hamroh db upgrade")


def test_redis_away(healthy: Installation) -> None:
    line = wrong(healthy.hamroh("doctor", REDIS_URL=f"redis://:hunter2@127.0.0.1:{free_port()}/0"), "redis")
    assert line.endswith("→ start it, or correct HAMROH_REDIS_URL")


def test_redis_there(healthy: Installation, redis_url: str) -> None:
    assert telling(healthy.hamroh("doctor", REDIS_URL=redis_url))["redis"] == "answers"


def test_a_bot_that_is_no_administrator_of_the_desk(healthy: Installation, telegram: Telegram) -> None:
    telegram.administrator(lambda aziza: aziza.changes_chat("demote_bot"))
    line = wrong(healthy.hamroh("doctor"), "desk")
    assert "can_manage_topics, can_delete_messages, can_pin_messages" in line
    assert line.endswith("→ make it an administrator with these rights")


def test_a_desk_that_the_bot_was_thrown_out_of(healthy: Installation, telegram: Telegram) -> None:
    telegram.administrator(lambda aziza: aziza.changes_chat("kick_bot"))
    line = wrong(healthy.hamroh("doctor"), "desk")
    assert line.endswith("→ add the bot again and write /desk there")


DASHBOARD = {"DASHBOARD_URL": "https://hotline.example/dashboard/", "DASHBOARD_APP": "charts"}


def test_a_dashboard_whose_bot_may_not_see_who_is_in_the_chat(healthy: Installation, telegram: Telegram) -> None:
    assert "✓ dashboard: is switched on" in healthy.hamroh("doctor", **DASHBOARD).lines
    telegram.coordinator(lambda marta: marta.changes_chat("demote_bot"))
    line = doubtful(healthy.hamroh("doctor", **DASHBOARD), "coordinators")
    assert line.endswith("→ make it an administrator there")


def test_a_dashboard_without_a_mini_app(healthy: Installation, telegram: Telegram) -> None:
    assert "has no main Mini App" in wrong(healthy.hamroh("doctor", **DASHBOARD | {"DASHBOARD_APP": ""}), "dashboard")
    telegram.coordinator(lambda marta: marta.api.post("/people/apps", {"name": "", "url": "https://a.example/"}))
    assert "✓ dashboard: is switched on" in healthy.hamroh("doctor").lines


def test_a_key_file_that_others_can_read(healthy: Installation) -> None:
    healthy.key_file.chmod(0o644)
    assert wrong(healthy.hamroh("doctor"), "secret key").endswith(f"→ run: chmod 600 {healthy.key_file}")


def test_a_broken_key_file(healthy: Installation) -> None:
    healthy.key_file.write_text("hunter2")
    assert "restore your safe copy" in wrong(healthy.hamroh("doctor"), "secret key")


def test_the_key_of_another_installation(healthy: Installation) -> None:
    line = wrong(healthy.hamroh("doctor", SECRET_KEY=SECRET), "secret key")
    assert line.endswith("is not the one this database was written with → restore your safe copy")


def test_broken_content_is_named_with_its_file_and_line(healthy: Installation) -> None:
    content = healthy.folder / "content"
    (content / "topics").mkdir(parents=True)
    (content / "topics" / "health.yaml").write_text("id: health\ntitle: [\n")
    line = wrong(healthy.hamroh("doctor", CONTENT_FOLDER=str(content)), "content")
    assert "topics/health.yaml:" in line
    assert line.endswith("→ run: hamroh kb check")


def test_a_broken_catalog_is_named_with_its_file_and_line(
    healthy: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "locales" / "uz" / "LC_MESSAGES"
    broken.mkdir(parents=True)
    (broken / "hamroh.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "Menu"\nmsgstr "Menyu\n')
    monkeypatch.setattr("locales.catalogs.Catalogs.load.__func__.__defaults__", (tmp_path / "locales",))
    line = wrong(healthy.hamroh("doctor"), "content")
    assert re.search(r"uz/LC_MESSAGES/hamroh\.po:\d", line)
    assert line.endswith("→ correct the file it names")


def test_an_update_that_was_set_aside(healthy: Installation) -> None:
    moment = "2026-11-23 10:00:00.000000"
    with sqlite3.connect(healthy.database) as database:
        database.execute(
            "INSERT INTO inbox (update_id, lane, rank, body, state, attempts, received_at, due_at) "
            "VALUES (1, 'other', 1, x'00', 'dead', 5, ?, ?)",
            (moment, moment),
        )
    database.close()
    assert doubtful(healthy.hamroh("doctor"), "inbox").endswith("1 updates were set aside → run: hamroh inbox retry")


@pytest.mark.parametrize("off", [timedelta(hours=1), timedelta(hours=-1), timedelta(seconds=31)])
def test_a_clock_that_is_off(off: timedelta) -> None:
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    finding = judge_clock(now + off, now.astimezone(timezone(timedelta(hours=5))))
    assert finding.wrong
    assert f"{abs(off.total_seconds()):.0f} seconds off" in finding.says
    assert "synchronise" in finding.mend


def test_a_clock_that_is_right_in_another_zone() -> None:
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert not judge_clock(now, now.astimezone(timezone(timedelta(hours=5))) + timedelta(seconds=20)).wrong
